using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace PartnerBot.Registry;

/// <summary>What the registry said of a partner, and the tag under which it can be asked whether that still holds.</summary>
internal sealed record TaggedPartner(Partner Partner, EntityTagHeaderValue? Tag);

/// <summary>
/// The last known answer per partner. Each read asks the registry whether it still holds, unless it was confirmed within
/// the last second; reads of one partner at one time share one request; what can't be asked is answered from memory for a day.
/// </summary>
internal sealed class PartnerCache(TimeProvider time)
{
    internal const int Capacity = 10_000;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<PartnerId, Known> known = new();
    private readonly ConcurrentDictionary<PartnerId, Lazy<Task<Known?>>> reads = new();

    /// <param name="ask">Asks the registry: the answer given back for "unchanged", a new one, or null for "no such partner".</param>
    /// <exception cref="RegistryUnavailableException"><paramref name="ask"/> threw it and nothing is known.</exception>
    public async Task<Reading<Partner>?> ReadAsync(
        PartnerId id,
        Func<TaggedPartner?, Task<TaggedPartner?>> ask,
        CancellationToken cancellationToken
    )
    {
        var last = Find(id);
        if (last is not null && time.GetUtcNow() - last.At < FreshFor)
        {
            return new(last.Answer.Partner, last.At, Stale: false);
        }

        var read = reads.GetOrAdd(id, _ => new(() => ReadOnceAsync(id, last?.Answer, ask)));
        try
        {
            // The request goes on when this caller leaves: others may be waiting for it.
            var now = await read.Value.WaitAsync(cancellationToken);
            return now is null ? null : new(now.Answer.Partner, now.At, Stale: false);
        }
        catch (RegistryUnavailableException) when (last is not null)
        {
            return new(last.Answer.Partner, last.At, Stale: true);
        }
    }

    private async Task<Known?> ReadOnceAsync(
        PartnerId id,
        TaggedPartner? last,
        Func<TaggedPartner?, Task<TaggedPartner?>> ask
    )
    {
        try
        {
            if (await ask(last) is not { } answer)
            {
                known.TryRemove(id, out _);
                return null;
            }
            var now = new Known(answer, time.GetUtcNow());
            known[id] = now;
            Trim();
            return now;
        }
        finally
        {
            reads.TryRemove(id, out _);
        }
    }

    private Known? Find(PartnerId id) =>
        known.TryGetValue(id, out var last) && time.GetUtcNow() - last.At < KeptFor ? last : null;

    private void Trim()
    {
        if (known.Count <= Capacity)
        {
            return;
        }

        foreach (var (id, _) in known.OrderBy(entry => entry.Value.At).Take(Capacity / 10).ToList())
        {
            known.TryRemove(id, out _);
        }
    }

    private sealed record Known(TaggedPartner Answer, DateTimeOffset At);
}
