using System.Diagnostics;
using System.Threading.Channels;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>
/// A script beside these tests, run by Node with what npm installed. It says where it listens, then one line for each thing that
/// it tells. Where Node or the package is missing, the test is skipped, but fails when <c>CI=true</c>.
/// </summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private const string Announcement = "Listening on ";

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly Task reading;

    private NodeProgram(string script, IReadOnlyDictionary<string, string> settings)
    {
        var info = new ProcessStartInfo(
            "node",
            [
                "--require",
                Path.Combine(NpmPackages.Folder, "beside-a-test.cjs"),
                Path.Combine(NpmPackages.Folder, "..", "Slack", script),
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of this goes through a proxy.
        foreach (var proxy in new[] { "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy" })
        {
            info.Environment.Remove(proxy);
        }

        foreach (var (name, value) in settings)
        {
            info.Environment[name] = value;
        }

        process = Process.Start(info)!;
        process.ErrorDataReceived += (_, said) => Errors.Enqueue(said.Data ?? "");
        process.BeginErrorReadLine();
        reading = ReadAsync();
    }

    /// <summary>What it complained of.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Whether npm installed it; fixtures start nothing without, since only a test can be skipped.</summary>
    public static bool IsInstalled(string package) =>
        File.Exists(Path.Combine(NpmPackages.Folder, "node_modules", package, "package.json"));

    /// <summary>Skips the test, or fails it where <c>CI=true</c>, when npm didn't install it.</summary>
    public static void Need(string package) => NpmPackages.Find($"{package}/package.json");

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<NodeProgram> StartAsync(string script, IReadOnlyDictionary<string, string> settings)
    {
        var program = new NodeProgram(script, settings);
        try
        {
            var line = await program.LineAsync(line => line.StartsWith(Announcement, StringComparison.Ordinal));
            program.Address = new($"http://127.0.0.1:{line[Announcement.Length..]}/");
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next line that is as asked; fails the test when it ends first.</summary>
    public async Task<string> LineAsync(Func<string, bool> isIt)
    {
        using var limit = Patience.Limit();
        while (await lines.Reader.WaitToReadAsync(limit.Token))
        {
            while (lines.Reader.TryRead(out var line))
            {
                if (isIt(line))
                {
                    return line;
                }
            }
        }

        throw new InvalidOperationException($"It stopped: {string.Join('\n', Errors)}");
    }

    /// <summary>Tells it something and waits for its next line.</summary>
    public async Task<string> AskAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
        return await LineAsync(_ => true);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            await lines.Writer.WriteAsync(line);
        }

        lines.Writer.Complete();
    }
}
