using System.Collections.Concurrent;
using PartnerBot.Registry;

namespace PartnerBot.Noticing;

/// <summary>What the registry has of a partner, whoever may see it.</summary>
/// <param name="Milestones">All that are listed, newest first.</param>
/// <param name="AsOf">When it was begun to be read.</param>
internal sealed record PartnerFacts(Partner Partner, IReadOnlyList<Milestone> Milestones, DateTimeOffset AsOf)
{
    public Milestone? Find(string? milestone) =>
        Milestones.FirstOrDefault(one => string.Equals(one.Id, milestone, StringComparison.Ordinal));
}

/// <summary>What was read of some partners.</summary>
/// <param name="Facts">Of those that there are; by id.</param>
/// <param name="Unreadable">The ids of those that the registry has, and says something of that can't be understood.</param>
internal sealed record PartnersRead(
    IReadOnlyDictionary<string, PartnerFacts> Facts,
    IReadOnlyCollection<string> Unreadable
);

/// <summary>Reads partners as they are now, once for all who need one at about the same time: surely with what happened before.</summary>
internal sealed partial class PartnerNow(
    RegistryClient registry,
    PartnerSource source,
    TimeProvider clock,
    ILogger<PartnerNow> log
)
{
    // Long enough for all who are told of one change, short enough for what is withdrawn meanwhile.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);

    private const int Most = 1_000;

    private readonly ConcurrentDictionary<PartnerId, (DateTimeOffset Begun, Task<PartnerFacts?> Facts)> readings =
        new();

    private readonly ConcurrentDictionary<PartnerId, bool> unreadable = new();

    /// <summary>Reads several; one that can't be read keeps no other from it.</summary>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked now.</exception>
    public async Task<PartnersRead> ReadAsync(IEnumerable<string> ids, int atOnce, CancellationToken cancellationToken)
    {
        var facts = new ConcurrentDictionary<string, PartnerFacts>(StringComparer.Ordinal);
        var unread = new ConcurrentBag<string>();
        var since = clock.GetUtcNow();
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (id, _) =>
            {
                try
                {
                    if (await ReadAsync(new(id), since) is { } read)
                    {
                        facts[id] = read;
                    }
                }
                catch (RegistryUnavailableException exception) when (exception.IsUnreadable)
                {
                    unread.Add(id);
                }
            }
        );
        return new(facts, unread);
    }

    /// <param name="since">What happened before is in it.</param>
    /// <returns>Null where there is no such partner.</returns>
    /// <exception cref="RegistryUnavailableException">Not read now; where it <see cref="RegistryUnavailableException.IsUnreadable"/>, this one alone.</exception>
    public Task<PartnerFacts?> ReadAsync(PartnerId id, DateTimeOffset since)
    {
        var now = clock.GetUtcNow();
        if (
            readings.TryGetValue(id, out var known)
            && known.Begun >= since
            && now - known.Begun < GoodFor
            && (!known.Facts.IsFaulted || unreadable.ContainsKey(id))
        )
        {
            return known.Facts;
        }

        if (readings.Count >= Most)
        {
            readings.Clear();
        }

        var reading = NotedAsync(id);
        readings[id] = (now, reading);
        return reading;
    }

    // It is in the log once, however often it is tried.
    private async Task<PartnerFacts?> NotedAsync(PartnerId id)
    {
        try
        {
            var facts = await ReadAsync(id);
            if (unreadable.TryRemove(id, out _))
            {
                LogReadable(id);
            }

            return facts;
        }
        catch (RegistryUnavailableException exception) when (exception.IsUnreadable)
        {
            if (unreadable.TryAdd(id, value: true))
            {
                LogUnreadable(id, exception.Message);
            }

            throw;
        }
    }

    private async Task<PartnerFacts?> ReadAsync(PartnerId id)
    {
        var begun = clock.GetUtcNow();
        if (await registry.ReadPartnerAnewAsync(id, CancellationToken.None) is not { } partner)
        {
            return null;
        }

        // A registry at the lower level may list no milestones.
        var milestones =
            await source.ReadMilestonesAnewAsync(id)
            ?? (partner.LatestMilestone is { } latest ? [latest] : Array.Empty<Milestone>());
        return new(partner, milestones, begun);
    }

    [LoggerMessage(
        83,
        LogLevel.Error,
        "The partner {Partner} can't be read: {Reason} Until it can, nobody is told of it, and what changes is kept; others are told"
    )]
    private partial void LogUnreadable(PartnerId partner, string reason);

    [LoggerMessage(84, LogLevel.Information, "The partner {Partner} can be read again")]
    private partial void LogReadable(PartnerId partner);
}
