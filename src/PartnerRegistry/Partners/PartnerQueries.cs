using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Commitments;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Partners;

internal static class PartnerQueries
{
    /// <summary>A partner with its negotiation, its programme's checklist and where it stands on it.</summary>
    public static Task<Partner?> FindWholeAsync(this RegistryDb db, string id, CancellationToken cancellationToken) =>
        db
            .Partners.Include(partner => partner.Negotiation.Programme!.Requirements)
            .Include(partner => partner.Negotiation.Requirements)
            .AsSplitQuery()
            .FirstOrDefaultAsync(partner => partner.Id == id, cancellationToken);

    /// <exception cref="RegistryProblem">404.</exception>
    public static async Task<Partner> GetWholeAsync(
        this RegistryDb db,
        string id,
        CancellationToken cancellationToken
    ) => await db.FindWholeAsync(id, cancellationToken) ?? throw RegistryProblem.NoPartner(id);

    /// <exception cref="RegistryProblem">404.</exception>
    public static async Task CheckPartnerAsync(this RegistryDb db, string id, CancellationToken cancellationToken)
    {
        if (!await db.Partners.AnyAsync(partner => partner.Id == id, cancellationToken))
        {
            throw RegistryProblem.NoPartner(id);
        }
    }

    /// <summary>The partner as readers see it, with its newest milestone that stands and its commitments in the order they were made.</summary>
    public static async Task<PartnerView> ViewAsync(
        this RegistryDb db,
        Partner partner,
        CancellationToken cancellationToken
    ) =>
        PartnerView.From(
            partner,
            await db
                .Milestones.AsNoTracking()
                .Of(partner.Id)
                .Standing()
                .NewestFirst()
                .FirstOrDefaultAsync(cancellationToken),
            await db
                .Commitments.AsNoTracking()
                .Where(commitment => commitment.PartnerId == partner.Id)
                .InOrder()
                .ToListAsync(cancellationToken)
        );

    /// <summary>The version of what readers see: it changes with the partner and with its programme.</summary>
    public static async Task<string?> FindTagAsync(
        this RegistryDb db,
        string id,
        CancellationToken cancellationToken
    ) =>
        await db
            .Negotiations.Where(negotiation => negotiation.PartnerId == id)
            .Join(
                db.Partners,
                negotiation => negotiation.PartnerId,
                partner => partner.Id,
                (negotiation, partner) => new { partner.Version, Programme = (long?)negotiation.Programme!.Version }
            )
            .Select(versions => Tag(versions.Version, versions.Programme))
            .FirstOrDefaultAsync(cancellationToken);

    public static string TagOf(Partner partner) => Tag(partner.Version, partner.Negotiation.Programme?.Version);

    private static string Tag(long partner, long? programme) => $"\"{partner}.{programme ?? 0}\"";
}
