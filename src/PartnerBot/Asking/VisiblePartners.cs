using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>The registry as one asker may see it. Topics have no other way to a partner.</summary>
public sealed class VisiblePartners(Access access, RegistryClient registry, PartnerDirectory directory)
{
    /// <summary>The partner, or null where there is none that this asker may see.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken)
    {
        var reading = await registry.FindPartnerAsync(id, cancellationToken);
        return reading is not null && access.Trim(reading.Value) is { } partner
            ? new Reading<Partner>(partner, reading.AsOf, reading.Stale)
            : null;
    }

    /// <summary>Every partner that this asker may see, by name.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<IReadOnlyList<PartnerSummary>>> ListAsync(CancellationToken cancellationToken)
    {
        var reading = await directory.ReadAsync(cancellationToken);
        return new([.. reading.Value.Where(access.MaySee)], reading.AsOf, reading.Stale);
    }
}
