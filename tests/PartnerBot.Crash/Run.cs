using System.Diagnostics;
using PartnerBot.Crash.Checking;
using PartnerBot.Crash.Stands;

namespace PartnerBot.Crash;

/// <summary>A run in which the bot is killed again and again while the registry changes.</summary>
/// <param name="Changes">How many, at least; they go on until there were enough kills.</param>
/// <param name="PerSecond">How many changes a second, on average; they come in bursts.</param>
/// <param name="Settle">After how long in which nothing more is told it is at its end, once the last kill is done.</param>
/// <param name="GatherSeconds">Fewer than the bot's own 60, so that a short run sees many messages.</param>
/// <param name="EachPoint">It goes on until the bot was killed at each named point.</param>
internal sealed record Run(
    int Seed,
    int Changes,
    int Kills,
    double PerSecond,
    int Partners,
    int Replicas,
    string? Postgres,
    TimeSpan Settle,
    int GatherSeconds = 5,
    bool EachPoint = false
)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>Runs it, and says how it goes.</summary>
    public async Task<Outcome> DoAsync(Action<string> say)
    {
        var clock = Stopwatch.StartNew();
        Site? here = null;
        var fates = new Fates(Seed);
        var plan = new Plan(Partners, Troubles.Random(Seed), () => fates.Next(here), Replicas, Postgres, Lateness: 4)
        {
            Settings = new Dictionary<string, string?> { ["Delivery__GatherSeconds"] = $"{GatherSeconds}" },
        };
        await using var site = here = await Site.OpenAsync(plan);
        var changes = await EditAsync(site, clock, say);
        site.Crew.IsCalm = true;
        await site.Crew.KillAllAsync();
        say($"{clock.Elapsed:hh\\:mm\\:ss} settling: {changes:N0} changes, {site.Crew.Deaths.Count:N0} kills");
        await site.SettleAsync(Quiet, Settle, say);
        var evidence = await site.GatherAsync();
        return new(
            Seed,
            Checker.Check(evidence),
            evidence,
            site.Platforms.Limited,
            site.Platforms.Impatient,
            site.Crew.Complaints,
            clock.Elapsed
        );
    }

    private async Task<int> EditAsync(Site site, Stopwatch clock, Action<string> say)
    {
        var edits = new Random(Seed + 1);
        var (done, told) = (0, TimeSpan.Zero);
        while (done < Changes || site.Crew.Deaths.Count < Kills || (EachPoint && Fates.Missing(site).Any()))
        {
            var burst = edits.Next(4) == 0 ? edits.Next(2, 30) : 1;
            for (; burst > 0; burst--)
            {
                done++;
                // The last one's are refused by a channel, and so given up.
                var partner = site.Partners[edits.Next(8) == 0 ? ^1 : edits.Next(site.Partners.Count)];
                var kind = edits.Next(20);
                await site.Registry.ChangeAsync(partner, done, isTrack: kind < 5, isRestricted: kind == 19);
            }

            // As far as the clock allows for what was done.
            var wait = TimeSpan.FromSeconds(done / PerSecond) - clock.Elapsed;
            await Task.Delay(
                wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(edits.Next(20)),
                TimeProvider.System
            );
            if (clock.Elapsed - told > TimeSpan.FromSeconds(30))
            {
                told = clock.Elapsed;
                say(
                    $"{told:hh\\:mm\\:ss} {done:N0} changes, {site.Crew.Deaths.Count:N0} kills, {site.Platforms.Posts.Count:N0} messages"
                );
            }
        }

        return done;
    }
}
