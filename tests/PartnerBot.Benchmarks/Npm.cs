using System.Diagnostics;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>Bots in JavaScript, with their packages.</summary>
internal static class Npm
{
    /// <returns>The script; null where it can't be run.</returns>
    public static async Task<string?> FindAsync(string script)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "npm");
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                using var npm = Process.Start(
                    new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"])
                    {
                        WorkingDirectory = folder,
                        UseShellExecute = false,
                        RedirectStandardOutput = true,
                    }
                )!;
                await npm.WaitForExitAsync();
                if (npm.ExitCode != 0)
                {
                    throw new IOException("npm ci failed");
                }
            }

            return Path.Combine(folder, script);
        }
        catch (Exception exception) when (exception is IOException or System.ComponentModel.Win32Exception)
        {
            AnsiConsole.WriteLine($"{script} is left out: {exception.Message}");
            return null;
        }
    }
}
