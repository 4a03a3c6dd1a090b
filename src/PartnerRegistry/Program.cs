using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using PartnerRegistry;
using PartnerRegistry.Exchange;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;

var root = new RootCommand(
    """
    The partner registry. Without a command it serves, and takes settings as well: --urls http://localhost:3979
    --Database:Provider=Postgres --ConnectionStrings:PartnerRegistry="Host=…"
    """
)
{
    ImportCommand.Create(),
    ExportCommand.Create(),
};
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction(
    async (parsed, stopping) =>
    {
        IHost app = PartnerRegistryApp.Build(new() { Args = SettingArguments.Of(parsed) });
        await app.RunAsync(stopping);
        return 0;
    }
);

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await root.Parse(args, new() { ResponseFileTokenReplacer = null })
        .InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
}
catch (StartException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130; // stopped while it was starting
}
catch (IOException exception) when (exception.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{exception.Message} Stop what listens there, or choose another with --urls.");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
