using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PartnerBot.Crash.Bots;

/// <summary>The built bot as a process of its own, with the hook in it.</summary>
internal sealed partial class BotProcess : IDisposable
{
    private const int MostLines = 300;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> serves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, said) => Hear(said.Data);
        process.ErrorDataReceived += (_, said) => Hear(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>By SIGKILL, once it has ended.</summary>
    public bool WasKilled => process.ExitCode == 128 + 9;

    public Task Ended => process.WaitForExitAsync();

    /// <summary>The last of what it printed.</summary>
    public IEnumerable<string> Lines => lines;

    public static BotProcess Start(string folder, IReadOnlyDictionary<string, string?> environment)
    {
        var here = AppContext.BaseDirectory;
        var info = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(here, "PartnerBot.dll"), "--urls", "http://127.0.0.1:0"]
        )
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        info.Environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(here, "PartnerBot.CrashHook.dll");
        info.Environment["DOTNET_ENVIRONMENT"] = info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return new(Process.Start(info)!);
    }

    /// <summary>Its address, once it serves; null where it ended before.</summary>
    public async Task<Uri?> ServesAsync()
    {
        var first = await Task.WhenAny(serves.Task, Ended, Task.Delay(Longest, TimeProvider.System));
        return first == serves.Task ? await serves.Task : null;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (lines.Count > MostLines)
        {
            lines.TryDequeue(out _);
        }

        if (Address().Match(line) is { Success: true } match)
        {
            serves.TrySetResult(new(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex("Now listening on: (?<address>http://[^ ]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
