using PartnerBot.Asking.Languages;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>The registry as one asker may see it, for one question. Topics have no other way to a partner.</summary>
public sealed class VisiblePartners(Access access, IPartnerSource registry, Phrasebook phrasebook)
{
    // One question sees a partner as it was read first, however many of its parts look.
    private readonly Dictionary<PartnerId, Reading<Partner>> found = [];
    private readonly HashSet<PartnerId> missing = [];

    /// <summary>How many partners were looked for in vain; their names are no longer among <see cref="NamesAsync"/>.</summary>
    public int Missing => missing.Count;

    /// <summary>The partner, or null where there is none that this asker may see.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken)
    {
        if (found.TryGetValue(id, out var known))
        {
            return known;
        }

        var reading = await registry.FindAsync(id, cancellationToken);
        if (reading is not null && access.Trim(reading.Value) is { } partner)
        {
            return found[id] = new(partner, reading.AsOf, reading.Stale);
        }

        missing.Add(id);
        return null;
    }

    /// <summary>Those of several partners that this asker may see, in their order.</summary>
    /// <exception cref="RegistryUnavailableException">One was not read now, and never before.</exception>
    public async Task<List<Reading<Partner>>> FindEachAsync(
        IEnumerable<PartnerId> ids,
        CancellationToken cancellationToken
    )
    {
        var seen = new List<Reading<Partner>>();
        foreach (var id in ids)
        {
            if (await FindAsync(id, cancellationToken) is { } reading)
            {
                seen.Add(reading);
            }
        }

        return seen;
    }

    /// <summary>
    /// What is on record of a partner that this asker may see, newest first, with milestones that were corrected; from a
    /// registry that doesn't list them, the latest alone. Null where there is no such partner.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<IReadOnlyList<Milestone>>?> MilestonesAsync(
        PartnerId id,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(id, cancellationToken) is null)
        {
            return null;
        }

        if (await registry.MilestonesAsync(id, cancellationToken) is { } reading)
        {
            return new([.. reading.Value.Where(access.MaySee)], reading.AsOf, reading.Stale);
        }

        // Either the partner has gone meanwhile, or the registry lists no milestones.
        found.Remove(id);
        return await FindAsync(id, cancellationToken) is { } there
            ? new(there.Value.LatestMilestone is { } latest ? [latest] : [], there.AsOf, there.Stale)
            : null;
    }

    /// <summary>
    /// Changes of partners that this asker may see, newest first; a page may be short of its limit without being the last.
    /// Null where the registry keeps no feed. What came with a change (a milestone, a commitment) is checked by who shows it.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">Not read now.</exception>
    public async Task<Reading<ChangePage>?> ChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken);
        if (await registry.ChangesAsync(query, cancellationToken) is not { } reading)
        {
            return null;
        }

        List<Change> changes =
        [
            .. reading.Value.Changes.Where(change => change.Partner is { } partner && names.Find(partner) is not null),
        ];
        return new(reading.Value with { Changes = changes }, reading.AsOf, reading.Stale);
    }

    /// <summary>Every partner that this asker may see, by name.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<IReadOnlyList<PartnerSummary>>> ListAsync(CancellationToken cancellationToken)
    {
        var reading = await registry.DirectoryAsync(cancellationToken);
        return new([.. reading.Value.Current.Where(MaySee)], reading.AsOf, reading.Stale);
    }

    /// <summary>The names of the partners that this asker may see, to read words by.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<VisibleNames> NamesAsync(CancellationToken cancellationToken) =>
        new((await registry.DirectoryAsync(cancellationToken)).Value, MaySee, phrasebook);

    /// <summary>The same after the registry was asked for partners that are new.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<VisibleNames> NamesAnewAsync(CancellationToken cancellationToken)
    {
        await registry.RefreshAsync(cancellationToken);
        return await NamesAsync(cancellationToken);
    }

    private bool MaySee(PartnerSummary partner) => access.MaySee(partner) && !missing.Contains(partner.Id);
}
