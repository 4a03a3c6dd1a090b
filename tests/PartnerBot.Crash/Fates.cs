using System.Globalization;
using PartnerBot.Crash.Bots;
using PartnerBot.Crash.Stands;

namespace PartnerBot.Crash;

/// <summary>How each process of the bot dies: at a named point, those first at which none has died yet, or at any moment.</summary>
internal sealed class Fates(int seed)
{
    /// <summary>Each is where the bot is to be killed.</summary>
    public static readonly IReadOnlyList<string> Points =
    [
        "page-read",
        "committing",
        "committed",
        "claimed",
        "begun",
        "half-request",
        "sent-unread",
        "answered",
        "held",
        "given-up",
        "noted",
    ];

    // What the platforms do for it.
    private static readonly Dictionary<string, Trouble> ByPlatform = new(StringComparer.Ordinal)
    {
        ["half-request"] = Trouble.KilledHalfway,
        ["sent-unread"] = Trouble.KilledUnread,
        ["held"] = Trouble.Limited,
    };

    private static readonly TimeSpan UntilAllStands = TimeSpan.FromSeconds(20);

    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    /// <summary>The points at which none has died yet.</summary>
    public static IEnumerable<string> Missing(Site site) =>
        Points.Except(site.Crew.Deaths.Select(death => death.Point));

    /// <param name="site">Null until all stands.</param>
    public Fate Next(Site? site)
    {
        lock (gate)
        {
            var limit = TimeSpan.FromSeconds(4 + (random.NextDouble() * 8));
            return site is null ? new(null, UntilAllStands)
                : random.Next(3) == 0 ? new(null, limit / 2)
                : AtPoint(site, limit * 2);
        }
    }

    private Fate AtPoint(Site site, TimeSpan limit)
    {
        List<string> missing = [.. Missing(site)];
        var point = missing.Count > 0 ? missing[random.Next(missing.Count)] : Points[random.Next(Points.Count)];
        if (ByPlatform.TryGetValue(point, out var trouble))
        {
            site.Platforms.Ordered.Enqueue(trouble);
        }

        // What happens often is not always met the first time.
        var count = missing.Count > 0 || point is "held" or "given-up" ? 1 : random.Next(1, 10);
        return new(
            trouble is Trouble.KilledHalfway or Trouble.KilledUnread
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{point}:{count}"),
            limit
        );
    }
}
