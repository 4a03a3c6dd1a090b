using System.Diagnostics;

namespace PartnerBot.Tests.Whole;

/// <summary>The built program as a process of its own, in Development, in a folder that is all it knows.</summary>
public sealed class BuiltBot : IDisposable
{
    private readonly List<Process> started = [];
    private readonly TempFolder folder = new();

    public string Folder => folder.Path;

    /// <summary>Runs it to its end.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var process = Start(args);
        using var limit = Patience.Limit();
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(limit.Token),
            process.StandardError.ReadToEndAsync(limit.Token)
        );
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said[0], said[1]);
    }

    /// <summary>Runs it as a service, and returns once it serves.</summary>
    public async Task ServeAsync(params string[] args)
    {
        var process = Start(args);
        using var limit = Patience.Limit();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The service stopped: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            process.Kill(entireProcessTree: true); // does nothing to one that has ended
            process.WaitForExit();
            process.Dispose();
        }
        folder.Dispose();
    }

    private Process Start(string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PartnerBot.dll"), .. args])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["DOTNET_ENVIRONMENT"] = "Development";
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(info)!;
        started.Add(process);
        process.StandardInput.Close();
        return process;
    }
}
