using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// How soon Slack is told something once the registry is gone: 200 commands a second, from the moment on that it is, about a
/// partner that was read before and about one that wasn't. Bound: 500 ms for 99.9 % of them.
/// </summary>
internal static class SlackOutage
{
    private const string Known = "netflix";
    private const int Port = 41980;
    private const int PerSecond = 200;
    private const double Bound = 500;

    private static readonly string Registry = $"http://127.0.0.1:{Port}";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);

    private sealed record Told(string Row, Waits Waits);

    public static async Task RunAsync()
    {
        await Cores.LeaveMeasuredAsync();
        await using var slack = await SlackSide.StartAsync();
        List<Told> all = [];
        foreach (var hangs in new[] { false, true })
        {
            foreach (var partner in new[] { Known, "disney-plus-hotstar" })
            {
                all.Add(await MeasureAsync(slack, hangs, partner));
            }
        }

        foreach (var (name, share) in new[] { ("50 %", 0.5), ("99 %", 0.99), ("99.9 %", 0.999), ("all", 1.0) })
        {
            Figures.Show(
                "Told by when, while the registry is down (to the bound of 500 ms)",
                $"milliseconds for {name}",
                [.. all.Select(told => (told.Row, told.Waits.At(share), told.Waits.At(share) / Bound))]
            );
        }
    }

    private static async Task<Told> MeasureAsync(SlackSide slack, bool hangs, string partner)
    {
        using var bot = await WarmAsync(slack);
        using var deaf = hangs ? new TcpListener(IPAddress.Loopback, Port) : null;
        deaf?.Start(backlog: 4096);
        var before = slack.Later;
        var (waits, empty) = await SayAllAsync(slack, $"status {partner}", Span);
        var row = $"{(hangs ? "It never answers" : "It refuses")}, {(partner is Known ? "read before" : "never read")}";
        AnsiConsole.WriteLine(
            $"{row}: {waits.Count} commands, 99.9 % within {waits.At(0.999):N0} ms; {empty} acknowledged, {slack.Later - before} answered later so far; {bot.HeldMegabytes:N0} MB"
        );
        return new(row, waits);
    }

    /// <returns>The bot, which has answered for a while, and whose registry is gone.</returns>
    private static async Task<BuiltProgram> WarmAsync(SlackSide slack)
    {
        var folder = Figures.TemporaryFolder();
        using var registry = BuiltProgram.StartOn(Cores.Others, "PartnerRegistry.dll", folder, "--urls", Registry);
        await BuiltProgram.UntilReadyAsync(new Uri(Registry));
        string[] settings = ["--Registry:BaseUrl", Registry, .. SlackSide.Settings];
        var bot = BuiltProgram.StartOn(Cores.Measured, "PartnerBot.dll", Figures.TemporaryFolder(), settings);
        await BuiltProgram.UntilReadyAsync(new Uri(SlackSide.Bot));
        await SayAllAsync(slack, $"status {Known}", WarmUp);
        return bot;
    }

    private static async Task<(Waits Waits, int Empty)> SayAllAsync(SlackSide slack, string words, TimeSpan span)
    {
        var (waits, empty) = (new Waits(), 0);
        var commands = SlackSide.Commands(words);
        var clock = Stopwatch.StartNew();
        var said = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (clock.Elapsed < span && await timer.WaitForNextTickAsync())
        {
            while (said.Count < clock.Elapsed.TotalSeconds * PerSecond)
            {
                said.Add(SayAsync(commands[said.Count % commands.Count]));
            }
        }

        await Task.WhenAll(said);
        return (waits, empty);

        async Task SayAsync(SlackAsked asked)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await slack.SayAsync(asked);
            waits.Add(Stopwatch.GetElapsedTime(begun));
            if (answer.Length == 0)
            {
                Interlocked.Increment(ref empty);
            }
        }
    }
}
