using System.Diagnostics;
using System.Globalization;

namespace PartnerBot.Benchmarks;

/// <summary>One of the product's programs, as built beside the benchmark, or a script, running in a folder of its own.</summary>
internal sealed class BuiltProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private BuiltProgram(int? core, string assembly, string folder, string[] arguments)
    {
        var start = Cores.Start(assembly.EndsWith(".js", StringComparison.Ordinal) ? "node" : "dotnet", core);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public static BuiltProgram Start(string assembly, string folder, params string[] arguments) =>
        new(core: null, assembly, folder, arguments);

    /// <summary>The same on one core alone.</summary>
    public static BuiltProgram StartOn(int core, string assembly, string folder, params string[] arguments) =>
        new(core, assembly, folder, arguments);

    /// <summary>Processor time since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Returns when the program at an address says at <c>/health/ready</c> that it can be used; throws after a minute.</summary>
    public static async Task UntilReadyAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        await UntilReadyAsync(client);
    }

    public static async Task UntilReadyAsync(HttpClient client)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await client.GetAsync("/health/ready")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    /// <summary>Resident memory now, in MB.</summary>
    public double ResidentMegabytes => Megabytes("status", "VmRSS:");

    /// <summary>Proportional set size now, in MB: pages mapped twice count once.</summary>
    public double HeldMegabytes => Megabytes("smaps_rollup", "Pss:");

    /// <summary>Runs to its end.</summary>
    /// <returns>How long it took, in seconds, its highest resident memory, in MB, and what it printed.</returns>
    public static async Task<(double Seconds, double PeakMegabytes, string Output)> RunAsync(
        string assembly,
        string folder,
        params string[] arguments
    )
    {
        var clock = Stopwatch.StartNew();
        using var program = Start(assembly, folder, arguments);
        var peak = 0.0;
        while (!program.process.WaitForExit(TimeSpan.FromMilliseconds(5)))
        {
            peak = Math.Max(peak, program.Megabytes("status", "VmHWM:"));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var printed = await program.output;
        return program.process.ExitCode == 0
            ? (seconds, peak, printed)
            : throw new InvalidOperationException(
                $"{assembly} {string.Join(' ', arguments)} failed: {printed}{await program.errors}"
            );
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private double Megabytes(string file, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/{file}")
                .FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null
                ? 0
                : double.Parse(
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2]
                        .Split('\t')[^1],
                    CultureInfo.InvariantCulture
                ) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
