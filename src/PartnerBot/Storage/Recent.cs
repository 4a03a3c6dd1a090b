namespace PartnerBot.Storage;

/// <summary>
/// What was read or written in the last 5 s, so that the next question needs no database for it. Of several services on one
/// database, the others' changes show after that time.
/// </summary>
internal sealed class Recent<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Of each half. When the newer one is full, the older one goes.</summary>
    private const int Most = 5_000;

    private readonly Lock gate = new();
    private Dictionary<TKey, (TValue Value, long Since)> newer = [];
    private Dictionary<TKey, (TValue Value, long Since)> older = [];

    public TValue? Find(TKey key)
    {
        lock (gate)
        {
            return
                (newer.TryGetValue(key, out var kept) || older.TryGetValue(key, out kept))
                && clock.GetElapsedTime(kept.Since) < Moment
                ? kept.Value
                : null;
        }
    }

    public void Keep(TKey key, TValue value)
    {
        lock (gate)
        {
            if (newer.Count == Most)
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
