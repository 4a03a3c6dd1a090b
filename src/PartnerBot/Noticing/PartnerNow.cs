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

/// <summary>Reads partners as they are now, once for all who need one at about the same time: surely with what happened before.</summary>
internal sealed class PartnerNow(RegistryClient registry, PartnerSource source, TimeProvider clock)
{
    // Long enough for all who are told of one change, short enough for what is withdrawn meanwhile.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);

    private const int Most = 1_000;

    private readonly ConcurrentDictionary<PartnerId, (DateTimeOffset Begun, Task<PartnerFacts?> Facts)> readings =
        new();

    /// <param name="since">What happened before is in it.</param>
    /// <returns>Null where there is no such partner.</returns>
    /// <exception cref="RegistryUnavailableException">Not read now.</exception>
    public Task<PartnerFacts?> ReadAsync(PartnerId id, DateTimeOffset since)
    {
        var now = clock.GetUtcNow();
        if (
            readings.TryGetValue(id, out var known)
            && known.Begun >= since
            && now - known.Begun < GoodFor
            && !known.Facts.IsFaulted
        )
        {
            return known.Facts;
        }

        if (readings.Count >= Most)
        {
            readings.Clear();
        }

        var reading = ReadAsync(id);
        readings[id] = (now, reading);
        return reading;
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
}
