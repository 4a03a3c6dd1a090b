using PartnerBot.Crash.Bots;
using PartnerBot.Crash.Checking;
using PartnerBot.Crash.Stands;
using PartnerBot.CrashHook;

namespace PartnerBot.Crash.Faults;

/// <summary>What happens in a short run, so that a certain fault shows.</summary>
/// <param name="Play">Edits the registry.</param>
/// <param name="Trouble">What the platform does with the first messages of each recipient.</param>
/// <param name="Times">How many those are.</param>
/// <param name="KillAt">At which step the first process dies; null for none.</param>
/// <param name="Most">How long everything may take.</param>
internal sealed record Scene(
    Func<Site, Task> Play,
    Trouble Trouble = Trouble.None,
    int Times = 1,
    string? KillAt = null,
    string? Slow = null,
    int Replicas = 1,
    int Most = 40
)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(14);

    public async Task<Report> RunAsync(IReadOnlyList<Swap> fault, string? postgres)
    {
        var fates = new Queue<Fate>([new(KillAt, After: null)]);
        var troubled = new Dictionary<string, int>(StringComparer.Ordinal);
        var plan = new Plan(
            Partners: 3,
            new(sent =>
                (troubled[sent.Recipient] = troubled.GetValueOrDefault(sent.Recipient) + 1) > Times
                    ? Trouble.None
                    : Trouble
            ),
            () => fates.TryDequeue(out var fate) ? fate : Fate.ToLive,
            Replicas,
            postgres,
            fault,
            Slow,
            Slowness: TimeSpan.FromSeconds(4),
            Settings: new Dictionary<string, string?> { ["Delivery__GatherSeconds"] = "1" }
        );
        await using var site = await Site.OpenAsync(plan);
        await Play(site);
        await site.SettleAsync(Quiet, TimeSpan.FromSeconds(Most));
        return Checker.Check(await site.GatherAsync());
    }
}

/// <summary>A mistake that the bot could make, planted by what its statements say.</summary>
/// <param name="Shows">As what the checker is to report it; one of them is enough.</param>
internal sealed record Fault(string Name, Scene Scene, IReadOnlyList<Swap> Swaps, params IReadOnlyList<Wrong> Shows);
