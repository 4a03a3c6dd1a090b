using PartnerBot.Crash.Stands;

namespace PartnerBot.Crash.Faults;

internal static class Scenes
{
    /// <summary>Each time it is put off for longer: a slow machine, too, gets something else in before the last.</summary>
    private const int PutOffs = 3;

    private const int Recipients = 4;

    public static readonly Scene Change = new(site => site.Registry.ChangeAsync(site.Partners[0], 1));

    /// <summary>Of two partners, of which somebody hears of just one.</summary>
    public static readonly Scene TwoPartners = new(async site =>
    {
        await site.Registry.ChangeAsync(site.Partners[0], 1);
        await site.Registry.ChangeAsync(site.Partners[1], 2);
    });

    public static readonly Scene KilledBeforeCommit = Change with { KillAt = "committing:1" };

    public static readonly Scene KilledBeforeSaying = Change with { KillAt = "begun:1" };

    public static readonly Scene KilledBeforeNoting = Change with { KillAt = "answered:1" };

    /// <summary>The first message fails before it is taken, and nobody says so.</summary>
    public static readonly Scene NeverTaken = Change with { Trouble = Trouble.Failed };

    /// <summary>The first message is taken, and nobody says so.</summary>
    public static readonly Scene TakenUnsaid = Change with { Trouble = Trouble.TakenUnsaid };

    /// <summary>The first message is put off; another partner's change comes meanwhile.</summary>
    public static readonly Scene PutOff = PutOffWhile(partner: 1);

    /// <summary>The first message is put off; another change of the same partner comes meanwhile.</summary>
    public static readonly Scene PutOffBySame = PutOffWhile(partner: 0);

    /// <summary>Another partner's change comes while the first message is on its way.</summary>
    public static readonly Scene ComesMeanwhile = new(site => FollowedAsync(site, 1), Trouble.Slow);

    /// <summary>Two replicas that dawdle between what they take up and what they begin.</summary>
    public static readonly Scene TwoAtOnce = Change with { Slow = "claimed:4000", Replicas = 2 };

    public static IReadOnlyDictionary<string, Scene> All { get; } =
        new Dictionary<string, Scene>(StringComparer.Ordinal)
        {
            [nameof(TwoPartners)] = TwoPartners,
            [nameof(KilledBeforeCommit)] = KilledBeforeCommit,
            [nameof(KilledBeforeSaying)] = KilledBeforeSaying,
            [nameof(KilledBeforeNoting)] = KilledBeforeNoting,
            [nameof(NeverTaken)] = NeverTaken,
            [nameof(TakenUnsaid)] = TakenUnsaid,
            [nameof(PutOff)] = PutOff,
            [nameof(PutOffBySame)] = PutOffBySame,
            [nameof(ComesMeanwhile)] = ComesMeanwhile,
            [nameof(TwoAtOnce)] = TwoAtOnce,
        };

    private static Scene PutOffWhile(int partner) =>
        new(site => FollowedAsync(site, partner, PutOffs), Trouble.NotNow, PutOffs);

    private static async Task FollowedAsync(Site site, int partner, int times = 1)
    {
        await site.Registry.ChangeAsync(site.Partners[0], 1);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (site.Platforms.Begun < times * Recipients)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        await site.Registry.ChangeAsync(site.Partners[partner], 2);
    }
}
