using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace PartnerBot.Registry;

/// <summary>What the registry said, and the tag under which it can be asked whether that still holds, where it gave one.</summary>
internal sealed record Tagged<T>(T Value, EntityTagHeaderValue? Tag);

/// <summary>
/// The last known answer per partner. Each read asks the registry whether it still holds, unless it was confirmed within
/// the last second; reads of one partner at one time share one request; what can't be asked is answered from memory for a day.
/// </summary>
/// <param name="capacity">How much is kept at most, the oldest answers going first.</param>
/// <param name="size">How much of the capacity an answer takes.</param>
internal sealed class LastKnown<T>(TimeProvider time, int capacity, Func<T, int> size)
    where T : class
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<PartnerId, Known> known = [];
    private readonly ConcurrentDictionary<PartnerId, Lazy<Task<Known?>>> reads = new();
    private int kept;

    private sealed record Known(Tagged<T> Answer, DateTimeOffset At);

    /// <param name="ask">Asks the registry: the answer given back for "unchanged", a new one, or null for "no such partner".</param>
    /// <exception cref="RegistryUnavailableException"><paramref name="ask"/> threw it and nothing is known.</exception>
    public async Task<Reading<T>?> ReadAsync(
        PartnerId id,
        Func<Tagged<T>?, Task<Tagged<T>?>> ask,
        CancellationToken cancellationToken
    )
    {
        var last = Find(id);
        if (last is not null && time.GetUtcNow() - last.At < FreshFor)
        {
            return new(last.Answer.Value, last.At, Stale: false);
        }

        var read = reads.GetOrAdd(id, _ => new(() => ReadOnceAsync(id, last?.Answer, ask)));
        try
        {
            // The request goes on when this caller leaves: others may be waiting for it.
            var now = await read.Value.WaitAsync(cancellationToken);
            return now is null ? null : new(now.Answer.Value, now.At, Stale: false);
        }
        catch (RegistryUnavailableException) when (last is not null)
        {
            return new(last.Answer.Value, last.At, Stale: true);
        }
    }

    /// <summary>Asks the registry by a request of its own, however fresh what is known or being read.</summary>
    /// <exception cref="RegistryUnavailableException"><paramref name="ask"/> threw it.</exception>
    public async Task<T?> ReadAnewAsync(PartnerId id, Func<Tagged<T>?, Task<Tagged<T>?>> ask) =>
        (await AskAsync(id, Find(id)?.Answer, ask))?.Answer.Value;

    private async Task<Known?> ReadOnceAsync(PartnerId id, Tagged<T>? last, Func<Tagged<T>?, Task<Tagged<T>?>> ask)
    {
        try
        {
            return await AskAsync(id, last, ask);
        }
        finally
        {
            reads.TryRemove(id, out _);
        }
    }

    private async Task<Known?> AskAsync(PartnerId id, Tagged<T>? last, Func<Tagged<T>?, Task<Tagged<T>?>> ask)
    {
        var answer = await ask(last);
        var now = answer is null ? null : new Known(answer, time.GetUtcNow());
        lock (gate)
        {
            Forget(id);
            if (now is not null)
            {
                known[id] = now;
                kept += size(now.Answer.Value);
                Trim();
            }
        }

        return now;
    }

    private Known? Find(PartnerId id)
    {
        lock (gate)
        {
            return known.TryGetValue(id, out var last) && time.GetUtcNow() - last.At < KeptFor ? last : null;
        }
    }

    private void Forget(PartnerId id)
    {
        if (known.Remove(id, out var last))
        {
            kept -= size(last.Answer.Value);
        }
    }

    // A tenth more than must go, since finding the oldest is slow.
    private void Trim()
    {
        if (kept <= capacity)
        {
            return;
        }

        foreach (var (id, _) in known.OrderBy(entry => entry.Value.At).ToList())
        {
            if (kept <= capacity - (capacity / 10))
            {
                return;
            }

            Forget(id);
        }
    }
}
