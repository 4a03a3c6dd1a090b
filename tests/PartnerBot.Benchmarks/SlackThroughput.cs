using System.Text;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// <c>/partner status netflix</c> per second on one core, by 64 at once, each signed; registry, Slack and who asks on another
/// core. Baseline: a handler written by hand on Kestrel that does the same, with one read of the registry for each answer.
/// </summary>
internal static class SlackThroughput
{
    private const int Connections = 64;

    /// <summary>Of which the middle one counts: a machine that others use too is now faster, now slower.</summary>
    private const int Rounds = 3;

    private const string Registry = "http://127.0.0.1:41980";

    private static int size;

    public static async Task RunAsync()
    {
        await Cores.LeaveMeasuredAsync();
        using var registry = BuiltProgram.StartOn(
            Cores.Others,
            "PartnerRegistry.dll",
            Figures.TemporaryFolder(),
            "--urls",
            Registry
        );
        await BuiltProgram.UntilReadyAsync(new Uri(Registry));
        await using var slack = await SlackSide.StartAsync();
        var (ours, reading) = await CompareAsync(slack);
        var sharing = await MeasurePeerAsync(slack, SlackPeers.Sharing);
        var answering = await MeasurePeerAsync(slack, SlackPeers.Answering);
        List<(string, Loaded)> rows =
        [
            ("Kestrel by hand, one read an answer (baseline)", reading),
            ("Kestrel by hand, reading as we do", sharing),
            ("Kestrel by hand, our answer and blocks", answering),
            ("PartnerBot", ours),
        ];
        if (await Npm.FindAsync("slack.js") is { } script)
        {
            string[] settings = [$"{size}", "41982", $"{Registry}/v1/partners/netflix", .. SlackSide.Bolt];
            rows.Add(("Bolt for JavaScript, one read an answer", await MeasureAsync(slack, script, settings)));
        }

        Load.Show("Commands from Slack on one core", reading, [.. rows]);
        foreach (var (name, share) in new[] { ("50 %", 0.5), ("99 %", 0.99), ("99.9 %", 0.999) })
        {
            Figures.Show(
                "Commands from Slack, by 64 at once",
                $"milliseconds for {name}",
                [.. rows.Select(row => (row.Item1, row.Item2.Waits.At(share), Ratio(row.Item2, reading, share)))]
            );
        }

        Say("Kestrel by hand", reading);
        Say("Kestrel by hand that reads as it does (in one round, later)", sharing);
        Say("Kestrel by hand with its answer and blocks (in one round, later)", answering);

        void Say(string what, Loaded floor) =>
            AnsiConsole.WriteLine(
                $"PartnerBot does {ours.PerSecond / floor.PerSecond:P0} of what {what} does, {floor.Microseconds / ours.Microseconds:P0} by processor time; 99 % within {Ratio(ours, floor, 0.99):0.00} times as long."
            );
    }

    private static async Task<(Loaded Ours, Loaded Reading)> CompareAsync(SlackSide slack)
    {
        var rounds = new List<(Loaded Ours, Loaded Reading)>();
        while (rounds.Count < Rounds)
        {
            var ours = await MeasureAsync(
                slack,
                "PartnerBot.dll",
                ["--Registry:BaseUrl", Registry, .. SlackSide.Settings]
            );
            rounds.Add((ours, await MeasurePeerAsync(slack, SlackPeers.Reading)));
        }

        var middle = rounds.Select(round => Ratio(round.Ours, round.Reading, 0.99)).Order().ElementAt(Rounds / 2);
        AnsiConsole.WriteLine($"99 % within {middle:0.00} times as long, in the middle of the rounds.");
        return rounds.OrderBy(round => round.Ours.PerSecond / round.Reading.PerSecond).ElementAt(Rounds / 2);
    }

    private static double Ratio(Loaded one, Loaded other, double share) => one.Waits.At(share) / other.Waits.At(share);

    private static Task<Loaded> MeasurePeerAsync(SlackSide slack, string mode) =>
        MeasureAsync(
            slack,
            "PartnerBot.Benchmarks.dll",
            [mode, $"{size}", Registry, "--Registry:BaseUrl", Registry, "--urls", SlackSide.Bot]
        );

    private static async Task<Loaded> MeasureAsync(SlackSide slack, string program, string[] arguments)
    {
        using var bot = BuiltProgram.StartOn(Cores.Measured, program, Figures.TemporaryFolder(), arguments);
        await BuiltProgram.UntilReadyAsync(new Uri(SlackSide.Bot));
        var commands = SlackSide.Commands("status netflix");
        var later = slack.Later;
        var load = await Load.RunAsync(bot, SayAsync, connections: Connections);
        AnsiConsole.WriteLine(
            $"{Path.GetFileName(program)} {arguments[0]}: {load.PerSecond:N0} a second, {load.Microseconds:N0} µs each, 99 % within {load.Waits.At(0.99):N1} ms, {slack.Later - later} answered later (as it started, too)"
        );
        return load;

        async Task SayAsync(int number)
        {
            var answer = await slack.SayAsync(commands[number % commands.Count]);
            if (answer.Length == 0)
            {
                return; // acknowledged, and answered later: as it starts, answers are slow
            }

            size = size > 0 ? size : answer.Length;
            if (!answer.AsSpan().Contains((byte)'N') || answer.Length < size / 2)
            {
                throw new HttpRequestException($"That is no answer: {Encoding.UTF8.GetString(answer)}");
            }
        }
    }
}
