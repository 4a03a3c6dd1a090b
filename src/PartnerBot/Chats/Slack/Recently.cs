using System.Collections.Concurrent;

namespace PartnerBot.Chats.Slack;

/// <summary>What Slack or the database said of somebody or something a while ago, so that not every question asks anew.</summary>
internal sealed class Recently<T>(TimeProvider clock, TimeSpan good)
    where T : class
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Team, string Id), (T Value, DateTimeOffset At)> known = new();

    public T? Find(string team, string id) => Find(team, id, good);

    /// <summary>What was said last, for where nothing newer can be had.</summary>
    public T? Find(string team, string id, TimeSpan within) =>
        known.TryGetValue((team, id), out var kept) && clock.GetUtcNow() - kept.At < within ? kept.Value : null;

    public T Keep(string team, string id, T value)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[(team, id)] = (value, clock.GetUtcNow());
        return value;
    }

    public void Forget(string team, string id) => known.TryRemove((team, id), out _);
}
