using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>A change with what the asker may see of what it came with.</summary>
/// <param name="Milestone">What it came with; null where it came with none, or with one that the asker may not see.</param>
/// <param name="Milestones">All of the partner's that the asker may see; empty where the change has none.</param>
internal sealed record SeenChange(
    Change Change,
    Partner Partner,
    Milestone? Milestone,
    IReadOnlyCollection<Milestone> Milestones
);

/// <summary>
/// Reads the feed backwards for one question and leaves out what the asker may not see: a milestone, its correction or its
/// announcement, and a promise, are only as visible as they are in the partner itself.
/// </summary>
internal sealed class ChangeReader(VisiblePartners partners, Track? track, CancellationToken cancellationToken)
{
    private readonly Dictionary<PartnerId, Partner?> known = [];
    private readonly Dictionary<PartnerId, Dictionary<string, Milestone>> milestones = [];

    /// <summary>When the feed was read; null before, and where there is none.</summary>
    public Freshness? Freshness { get; private set; }

    /// <summary>It gave up looking before it had found as many as were wanted or come to the end.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Changes that the asker may see, newest first; null from a registry that keeps no feed.</summary>
    /// <param name="most">How many are wanted.</param>
    /// <param name="reads">How many pages of the feed may be read.</param>
    /// <exception cref="RegistryUnavailableException">The registry can't be reached.</exception>
    public async Task<List<SeenChange>?> ReadAsync(ChangeQuery query, int most, int reads)
    {
        var seen = new List<SeenChange>();
        for (var read = 0; read < reads; read++)
        {
            if (await partners.ChangesAsync(query, cancellationToken) is not { } reading)
            {
                return null;
            }

            var page = new Freshness(reading.AsOf, LastConfirmed: null, reading.Stale);
            Freshness = Freshness is null ? page : Freshness.Oldest([Freshness, page]);
            foreach (var change in reading.Value.Changes)
            {
                if (await SeeAsync(change) is { } visible)
                {
                    seen.Add(visible);
                    if (seen.Count == most)
                    {
                        return seen;
                    }
                }
            }

            if (reading.Value.Next is not { } next)
            {
                return seen;
            }

            query = query with { Before = next };
        }

        GaveUp = true;
        return seen;
    }

    private async Task<SeenChange?> SeeAsync(Change change)
    {
        if (!change.IsTold() || await PartnerAsync(change.Partner!.Value) is not { } partner)
        {
            return null;
        }

        var of = change.Milestone is null ? [] : await MilestonesAsync(partner.Id);
        var milestone = change.Milestone is { } id ? of.GetValueOrDefault(id) : null;
        return change.IsSeen(partner, milestone) && (track is null || change.IsOn(track.Value, partner, milestone))
            ? new(change, partner, milestone, of.Values)
            : null;
    }

    private async Task<Partner?> PartnerAsync(PartnerId id)
    {
        if (!known.TryGetValue(id, out var partner))
        {
            partner = (await partners.FindAsync(id, cancellationToken))?.Value;
            known[id] = partner;
        }

        return partner;
    }

    private async Task<Dictionary<string, Milestone>> MilestonesAsync(PartnerId id)
    {
        if (!milestones.TryGetValue(id, out var byId))
        {
            var reading = await partners.MilestonesAsync(id, cancellationToken);
            byId = (reading?.Value.StandingFirst() ?? [])
                .DistinctBy(milestone => milestone.Id, StringComparer.Ordinal)
                .ToDictionary(milestone => milestone.Id, StringComparer.Ordinal);
            milestones[id] = byId;
        }

        return byId;
    }
}
