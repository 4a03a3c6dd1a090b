using System.Diagnostics;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// How soon after the registry's commit a change is told: 100 changes, one after the other, each of a partner of its own, to 10
/// people on each platform, at the usual pace. Bounds: 5 s for 99 % of the messages, 1 s for the first of each change.
/// </summary>
internal static class TellingDelay
{
    private const int Changes = 100;
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
        for (var change = 0; change < Changes; change++)
        {
            side.Slack.Clear();
            side.Teams.Clear();
            var begun = await site.ChangeAsync(TellingSite.NameOf(change));
            await Task.Delay(Between, TimeProvider.System);
            List<TimeSpan> came =
            [
                .. side.Slack.All.Concat(side.Teams.All).Select(one => Stopwatch.GetElapsedTime(begun, one.At)),
            ];
            if (came.Count < 2 * People)
            {
                await TellingSpeed.UntilAsync(side.Slack, People, TimeSpan.FromSeconds(30));
                AnsiConsole.WriteLine($"{row}: of change {change}, {came.Count} messages came in time");
            }

            firsts.Add(came.Min());
            came.ForEach(waits.Add);
        }

        AnsiConsole.WriteLine(
            $"{row}: {waits.Count:N0} messages, {side.Slack.Limited + side.Teams.Limited} turned away; the first within {firsts.At(0.5):N0} ms in the middle, {firsts.At(1):N0} ms at the most; 99 % of all within {waits.At(0.99):N0} ms"
        );
        return (row, firsts, waits);
    }
}
