using System.Diagnostics;
using System.Globalization;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>
/// Microsoft's Agents Playground, as npm installed it beside these tests: Teams for one bot, on a free loopback port, in a folder
/// that is all it writes to. Where Node or the package is missing, the test is skipped, but fails when <c>CI=true</c>.
/// </summary>
public sealed class AgentsPlayground : IDisposable
{
    private const string Announcement = "Listening on ";

    private readonly TempFolder folder = new();
    private readonly Process process;

    private AgentsPlayground(string node, string npm, string botUrl)
    {
        var info = new ProcessStartInfo(
            node,
            [
                "--require",
                Path.Combine(npm, "beside-a-test.cjs"),
                Program(npm),
                "start",
                "--app-endpoint",
                $"{botUrl}/api/messages",
                "--channel-id",
                "msteams",
                "--port",
                "0",
                "--disable-telemetry",
                "true",
            ]
        )
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["HOME"] = folder.Path;
        info.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        info.Environment["TZ"] = "Asia/Jakarta";
        process = Process.Start(info)!;
    }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    public static async Task<AgentsPlayground> StartAsync(string botUrl)
    {
        var node = Find("node") ?? Find("node.exe");
        var npm = NpmPackages.Folder;
        if (node is null || !File.Exists(Program(npm)))
        {
            var missing =
                $"The Agents Playground is not installed: install Node (apt-get install nodejs npm), then run `npm ci` in {npm}.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", missing);
            Assert.Fail(missing);
        }

        var playground = new AgentsPlayground(node, npm, botUrl);
        try
        {
            await playground.ReadUrlAsync();
            return playground;
        }
        catch
        {
            playground.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }

    // It says the port once it serves.
    private async Task ReadUrlAsync()
    {
        using var limit = Patience.Limit();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                var port = int.Parse(line[Announcement.Length..], CultureInfo.InvariantCulture);
                Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
                return;
            }
        }

        Assert.Fail($"The playground stopped: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    private static string Program(string npm) =>
        Path.Combine(npm, "node_modules", "@microsoft", "m365agentsplayground", "cli.js");

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, program))
            .FirstOrDefault(File.Exists);
}
