using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>The registry as one asker may see it, for one question. Topics have no other way to a partner.</summary>
/// <param name="find">One partner, as <see cref="RegistryClient.FindPartnerAsync"/>.</param>
/// <param name="readDirectory">All partners, as <see cref="PartnerDirectory.ReadAsync"/>.</param>
/// <param name="refreshDirectory">Reads them anew, as <see cref="PartnerDirectory.RefreshAsync"/>.</param>
public sealed class VisiblePartners(
    Access access,
    Func<PartnerId, CancellationToken, Task<Reading<Partner>?>> find,
    Func<CancellationToken, Task<Reading<IReadOnlyList<PartnerSummary>>>> readDirectory,
    Func<CancellationToken, Task> refreshDirectory
)
{
    private readonly HashSet<PartnerId> missing = [];

    /// <summary>How many partners were looked for in vain; their names are no longer among <see cref="NamesAsync"/>.</summary>
    public int Missing => missing.Count;

    /// <summary>The partner, or null where there is none that this asker may see.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken)
    {
        var reading = await find(id, cancellationToken);
        if (reading is not null && access.Trim(reading.Value) is { } partner)
        {
            return new(partner, reading.AsOf, reading.Stale);
        }

        missing.Add(id);
        return null;
    }

    /// <summary>Every partner that this asker may see, by name.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<IReadOnlyList<PartnerSummary>>> ListAsync(CancellationToken cancellationToken)
    {
        var reading = await readDirectory(cancellationToken);
        return new([.. reading.Value.Where(MaySee)], reading.AsOf, reading.Stale);
    }

    /// <summary>The names of the partners that this asker may see, to read words by.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<VisibleNames> NamesAsync(CancellationToken cancellationToken) =>
        new((await readDirectory(cancellationToken)).Value, MaySee);

    /// <summary>The same after the registry was asked for partners that are new; at most once every 5 s for all askers.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<VisibleNames> NamesAnewAsync(CancellationToken cancellationToken)
    {
        await refreshDirectory(cancellationToken);
        return await NamesAsync(cancellationToken);
    }

    private bool MaySee(PartnerSummary partner) => access.MaySee(partner) && !missing.Contains(partner.Id);
}
