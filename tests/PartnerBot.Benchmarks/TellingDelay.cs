using System.Diagnostics;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// How soon after the registry's commit a change is told: 60 changes, one after the other, each of a partner of its own, to 10
/// people on each platform, at the usual pace. The first after a start, for which code is compiled, is told apart. Bounds: 5 s for 99 % of the messages, 1 s for the first of each change.
/// </summary>
internal static class TellingDelay
{
    private const int Changes = 60;
    private const int People = 10;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2.5);

    public static async Task RunAsync()
    {
        await using var side = await TellingSide.StartAsync();
        List<(string Row, Waits Firsts, Waits All)> rows = [];
        foreach (var (name, connection) in await TellingSpeed.StoresAsync())
        {
            rows.Add(await MeasureAsync(side, name, connection));
        }

        foreach (var (name, share) in new[] { ("50 %", 0.5), ("99 %", 0.99), ("all", 1.0) })
        {
            Figures.Show(
                "From the registry's commit to the platform, the first message of a change (to the bound of 1 s)",
                $"milliseconds for {name}",
                [.. rows.Select(row => (row.Row, row.Firsts.At(share), row.Firsts.At(share) / 1_000))]
            );
            Figures.Show(
                "From the registry's commit to the platform, each message (to the bound of 5 s)",
                $"milliseconds for {name}",
                [.. rows.Select(row => (row.Row, row.All.At(share), row.All.At(share) / 5_000))]
            );
        }
    }

    private static async Task<(string Row, Waits Firsts, Waits All)> MeasureAsync(
        TellingSide side,
        string row,
        string? connection
    )
    {
        var (firsts, waits) = (new Waits(), new Waits());
        using var site = await TellingSite.OpenAsync(
            connection,
            onSlack: People,
            onTeams: People,
            delivery: [],
            others: Changes
        );
        (side.Slack.IsOpen, side.Teams.IsOpen) = (false, false);
        var first = (await TellAsync(side, site, row, 0)).Min();
        AnsiConsole.WriteLine($"{row}: the very first after the start within {first.TotalMilliseconds:N0} ms");
        var turnedAway = 0;
        for (var change = 1; change < Changes; change++)
        {
            var came = await TellAsync(side, site, row, change);
            turnedAway += side.Slack.Limited + side.Teams.Limited;
            firsts.Add(came.Min());
            came.ForEach(waits.Add);
        }

        AnsiConsole.WriteLine(
            $"{row}: {waits.Count:N0} messages, {turnedAway} turned away; the first within {firsts.At(0.5):N0} ms in the middle, {firsts.At(1):N0} ms at the most; 99 % of all within {waits.At(0.99):N0} ms"
        );
        return (row, firsts, waits);
    }

    /// <returns>After what time each message of a change came.</returns>
    private static async Task<List<TimeSpan>> TellAsync(TellingSide side, TellingSite site, string row, int change)
    {
        side.Slack.Clear();
        side.Teams.Clear();
        var begun = await site.ChangeAsync(TellingSite.NameOf(change));
        await Task.Delay(Between, TimeProvider.System);
        var came = side.Slack.All.Concat(side.Teams.All).ToList();
        if (came.Count < 2 * People)
        {
            AnsiConsole.WriteLine($"{row}: of change {change}, {came.Count} messages came in time");
        }

        return came.ConvertAll(one => Stopwatch.GetElapsedTime(begun, one.At));
    }
}
