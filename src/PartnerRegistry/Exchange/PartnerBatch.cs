using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Commitments;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Exchange;

/// <summary>What the registry already knows about the partners of one batch, loaded with a handful of queries.</summary>
internal sealed class PartnerBatch
{
    public required IReadOnlyDictionary<string, Partner> Partners { get; init; }

    /// <summary>Those that the partners are in, would be in, and the only one there is.</summary>
    public required IReadOnlyDictionary<string, Programme> Programmes { get; init; }

    /// <summary>The programme that a new partner joins when its record names none.</summary>
    public required Programme? OnlyProgramme { get; init; }

    /// <summary>By id: the partners' own, and whoever else's has an id that the batch uses. New ones are added as they come.</summary>
    public required Dictionary<string, Milestone> Milestones { get; init; }

    /// <summary>As <see cref="Milestones"/>.</summary>
    public required Dictionary<string, Commitment> Commitments { get; init; }

    /// <summary>Those that were recorded before, by partner.</summary>
    public required ILookup<string, Milestone> MilestonesOf { get; init; }

    /// <summary>As <see cref="MilestonesOf"/>.</summary>
    public required ILookup<string, Commitment> CommitmentsOf { get; init; }

    public static async Task<PartnerBatch> LoadAsync(
        RegistryDb db,
        IReadOnlyList<PartnerRecord> records,
        CancellationToken cancellationToken
    )
    {
        string[] ids = [.. records.Select(record => record.Id)];
        var partners = await db
            .Partners.Include(partner => partner.Negotiation.Requirements)
            .AsSplitQuery()
            .Where(partner => EF.Parameter(ids).Contains(partner.Id))
            .ToDictionaryAsync(partner => partner.Id, cancellationToken);
        var two = await db.Programmes.Select(programme => programme.Id).Order().Take(2).ToListAsync(cancellationToken);
        string[] programmeIds =
        [
            .. records
                .Select(record => record.Programme)
                .Concat(partners.Values.Select(partner => partner.Negotiation.ProgrammeId))
                .Concat(two)
                .OfType<string>()
                .Distinct(),
        ];
        var programmes = await db
            .Programmes.Include(programme => programme.Requirements)
            .Where(programme => EF.Parameter(programmeIds).Contains(programme.Id))
            .ToDictionaryAsync(programme => programme.Id, cancellationToken);
        var milestones = await MilestonesAsync(db, records, ids, cancellationToken);
        var commitments = await CommitmentsAsync(db, records, ids, cancellationToken);
        return new()
        {
            Partners = partners,
            Programmes = programmes,
            OnlyProgramme = two is [var only] ? programmes[only] : null,
            Milestones = milestones,
            MilestonesOf = milestones.Values.ToLookup(milestone => milestone.PartnerId),
            Commitments = commitments,
            CommitmentsOf = commitments.Values.ToLookup(commitment => commitment.PartnerId),
        };
    }

    private static async Task<Dictionary<string, Milestone>> MilestonesAsync(
        RegistryDb db,
        IReadOnlyList<PartnerRecord> records,
        string[] partnerIds,
        CancellationToken cancellationToken
    )
    {
        string[] ids =
        [
            .. records.SelectMany(record => record.Milestones).Select(milestone => milestone.Id).OfType<string>(),
        ];
        return records.All(record => record.Milestones.Count == 0)
            ? []
            : await db
                .Milestones.Where(known =>
                    EF.Parameter(partnerIds).Contains(known.PartnerId) || EF.Parameter(ids).Contains(known.Id)
                )
                .ToDictionaryAsync(known => known.Id, cancellationToken);
    }

    private static async Task<Dictionary<string, Commitment>> CommitmentsAsync(
        RegistryDb db,
        IReadOnlyList<PartnerRecord> records,
        string[] partnerIds,
        CancellationToken cancellationToken
    )
    {
        string[] ids =
        [
            .. records.SelectMany(record => record.Commitments).Select(commitment => commitment.Id).OfType<string>(),
        ];
        return records.All(record => record.Commitments.Count == 0)
            ? []
            : await db
                .Commitments.Where(known =>
                    EF.Parameter(partnerIds).Contains(known.PartnerId) || EF.Parameter(ids).Contains(known.Id)
                )
                .ToDictionaryAsync(known => known.Id, cancellationToken);
    }
}
