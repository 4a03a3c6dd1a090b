namespace PartnerBot.Storage;

/// <summary>
/// What was read or written a moment ago, so that the next question needs not ask for it again. Of several services, the
/// others' changes show after that time.
/// </summary>
/// <param name="good">How long it is good; null is 5 s.</param>
/// <param name="most">How many are kept of each half. When the newer one is full, the older one goes.</param>
internal sealed class Recent<TKey, TValue>(TimeProvider clock, TimeSpan? good = null, int most = 5_000)
    where TKey : notnull
    where TValue : class
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Dictionary<TKey, (TValue Value, long Since)> newer = [];
    private Dictionary<TKey, (TValue Value, long Since)> older = [];

    public TValue? Find(TKey key) => Find(key, good ?? Moment);

    /// <summary>What was kept last, for where nothing newer can be had.</summary>
    public TValue? Find(TKey key, TimeSpan within)
    {
        lock (gate)
        {
            return
                (newer.TryGetValue(key, out var kept) || older.TryGetValue(key, out kept))
                && clock.GetElapsedTime(kept.Since) < within
                ? kept.Value
                : null;
        }
    }

    public void Keep(TKey key, TValue value)
    {
        lock (gate)
        {
            if (newer.Count == most)
            {
                (older, newer) = (newer, []);
            }

            newer[key] = (value, clock.GetTimestamp());
        }
    }

    public void Forget(TKey key)
    {
        lock (gate)
        {
            newer.Remove(key);
            older.Remove(key);
        }
    }
}
