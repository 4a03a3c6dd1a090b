using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// The program that is measured has the first core for itself; whatever it talks to, and who asks, share the second. Without
/// <c>taskset</c> or a second core nothing is pinned, and the figures say less.
/// </summary>
internal static class Cores
{
    public const int Measured = 0;
    public const int Others = 1;

    private const string Taskset = "/usr/bin/taskset";

    private static bool CanPin => Environment.ProcessorCount > 1 && File.Exists(Taskset);

    /// <summary>How to start a program on a core.</summary>
    public static ProcessStartInfo Start(string program, int? core) =>
        core is { } one && CanPin
            ? new(Taskset, ["-c", one.ToString(CultureInfo.InvariantCulture), program])
            : new(program);

    /// <summary>Leaves the first core to what is measured.</summary>
    public static async Task LeaveMeasuredAsync()
    {
        if (!CanPin)
        {
            AnsiConsole.WriteLine("Nothing is pinned to a core: taskset or a second core is missing.");
            return;
        }

        using var pinning = Process.Start(
            new ProcessStartInfo(Taskset, ["-a", "-p", "-c", $"{Others}", $"{Environment.ProcessId}"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        await pinning.WaitForExitAsync();
    }
}
