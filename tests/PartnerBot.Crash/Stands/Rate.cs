namespace PartnerBot.Crash.Stands;

/// <summary>So many within a time, by several such rules at once.</summary>
internal sealed class Rate(params (int Count, TimeSpan Within)[] rules)
{
    private readonly List<DateTimeOffset> taken = [];

    /// <returns>How long to wait, where it is one too many; null where it was taken.</returns>
    public TimeSpan? Take(DateTimeOffset now)
    {
        foreach (var (count, within) in rules)
        {
            if (taken.Count >= count && taken[^count] + within is var free && free > now)
            {
                return free - now;
            }
        }

        taken.Add(now);
        return null;
    }
}
