using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// One change told to 10,000 people as fast as a platform allows, which turns away what is too much in any span: 50 in a second
/// by Teams, 525 in a minute by Slack. Baselines: the time that the limit itself asks for, and the processor's time for posts alone.
/// </summary>
internal static class TellingPace
{
    /// <summary>Fewer for a quick look: the variable <c>PARTNERBOT_BENCHMARK_PEOPLE</c>.</summary>
    private static int People =>
        int.TryParse(
            Environment.GetEnvironmentVariable("PARTNERBOT_BENCHMARK_PEOPLE"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var people
        )
            ? people
            : TellingSpeed.People;

    private const int MostBare = 1_500;

    /// <summary>So many are told of another change before: what is called often is compiled anew meanwhile.</summary>
    private const int WarmUp = 300;

    /// <summary>After which what came before counts no more against the limit.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(61);

    public static Task RunOnTeamsAsync() => RunAsync("Teams, 50 a second", onTeams: true, perSecond: 50);

    public static Task RunOnSlackAsync() => RunAsync("Slack, 525 a minute", onTeams: false, perSecond: 525 / 60.0);

    private static async Task RunAsync(string row, bool onTeams, double perSecond)
    {
        await using var side = await TellingSide.StartAsync();
        var arrivals = onTeams ? side.Teams : side.Slack;
        List<(string Row, double Speed, double Ratio)> speeds = [];
        List<(string Row, double Cost)> costs = [];
        foreach (var (name, connection) in await TellingSpeed.StoresAsync())
        {
            var (speed, cost) = await MeasureAsync(arrivals, $"{row}, {name}", connection, onTeams, perSecond);
            speeds.Add((name, speed, speed / perSecond));
            costs.Add((name, cost));
        }

        side.Slack.IsOpen = true;
        var bare = await BarePosts.MeasureAsync(perSecond, Math.Min(People, MostBare));
        Figures.Show($"{row}, one change told to {People:N0}", "messages/s", [("the limit", perSecond, 1), .. speeds]);
        Figures.Show(
            $"{row} (the bound is 2 s)",
            "processor seconds for 10,000",
            [("posts alone (baseline)", bare, 1), .. costs.Select(cost => (cost.Row, cost.Cost, cost.Cost / bare))]
        );
    }

    private static async Task<(double Speed, double Cost)> MeasureAsync(
        Arrivals arrivals,
        string row,
        string? connection,
        bool onTeams,
        double perSecond
    )
    {
        var people = People;
        string[] delivery = ["--Delivery:SlackPerMinute", "525", "--Delivery:TeamsPerSecond", "50"];
        var (onSlack, inTeams) = onTeams ? (0, people) : (people, 0);
        using var site = await TellingSite.OpenAsync(connection, onSlack, inTeams, delivery, warm: WarmUp);
        arrivals.Clear();
        arrivals.IsOpen = false;
        await site.ChangeAsync(TellingSite.Partners[0]);
        await TellingSpeed.UntilAsync(arrivals, Math.Min(people, WarmUp), TimeSpan.FromMinutes(1));
        await Task.Delay(Rest, TimeProvider.System);
        arrivals.Clear();
        var (spent, begun) = (site.Bot.ProcessorTime, await site.ChangeAsync(TellingSite.Partners[1]));
        await TellingSpeed.UntilAsync(arrivals, people, TimeSpan.FromSeconds((people / perSecond * 1.2) + 60));
        var all = arrivals.All;
        var (first, last) = (all[0].At, all[^1].At);
        var seconds = Stopwatch.GetElapsedTime(first, last).TotalSeconds;
        var cost = (site.Bot.ProcessorTime - spent).TotalSeconds * 10_000 / people;
        var told = all.Select(one => one.To).Distinct().Count();
        var speed = (all.Count - 1) / seconds;
        AnsiConsole.WriteLine(
            $"{row}: {all.Count:N0} came to {told:N0} of {people:N0} people, {arrivals.Limited} more were turned away ({(double)arrivals.Limited / all.Count:P2}); the first after {Stopwatch.GetElapsedTime(begun, first).TotalMilliseconds:N0} ms; {speed / perSecond:P2} of the limit; {cost:N2} s of processor for 10,000; {site.Bot.HeldMegabytes:N0} MB"
        );
        return (speed, cost);
    }
}
