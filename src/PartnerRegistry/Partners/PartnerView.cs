using PartnerRegistry.Commitments;
using PartnerRegistry.Milestones;
using PartnerRegistry.Programmes;

namespace PartnerRegistry.Partners;

/// <summary>A partner with its negotiation, flattened, as one reading.</summary>
public sealed record PartnerView(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    Visibility Visibility,
    RestrictedTo RestrictedTo,
    bool Sample,
    ProgrammeName? Programme,
    Stage Stage,
    DateOnly? TargetDate,
    IReadOnlyList<AccessView> Access,
    TracksView Tracks,
    IReadOnlyList<RequirementStateView> Requirements,
    Person? Owner,
    IReadOnlyList<Person> Managers,
    MilestoneView? LatestMilestone,
    IReadOnlyList<CommitmentView> Commitments,
    DateTimeOffset? LastConfirmed,
    DateTimeOffset UpdatedAt
)
{
    public static PartnerView From(Partner partner, Milestone? latest, IEnumerable<Commitment> commitments)
    {
        ArgumentNullException.ThrowIfNull(partner);
        var negotiation = partner.Negotiation;
        return new(
            partner.Id,
            partner.Name,
            partner.Aliases,
            partner.Visibility,
            partner.RestrictedTo,
            partner.Sample,
            ProgrammeName.Of(negotiation.Programme),
            negotiation.Stage,
            negotiation.TargetDate,
            AccessView.Of(negotiation),
            TracksView.Of(negotiation),
            RequirementStateView.Of(negotiation),
            negotiation.Owner,
            negotiation.Managers,
            latest is null ? null : MilestoneView.From(latest),
            [.. commitments.Select(CommitmentView.From)],
            negotiation.LastConfirmed,
            partner.UpdatedAt
        );
    }
}

/// <summary>What a list says of a partner.</summary>
public sealed record PartnerSummary(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    Visibility Visibility,
    RestrictedTo RestrictedTo,
    bool Sample,
    ProgrammeName? Programme,
    Stage Stage,
    IReadOnlyList<AccessView> Access,
    TracksView Tracks,
    DateTimeOffset? LastConfirmed,
    DateTimeOffset UpdatedAt
)
{
    public static PartnerSummary From(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        var negotiation = partner.Negotiation;
        return new(
            partner.Id,
            partner.Name,
            partner.Aliases,
            partner.Visibility,
            partner.RestrictedTo,
            partner.Sample,
            ProgrammeName.Of(negotiation.Programme),
            negotiation.Stage,
            AccessView.Of(negotiation),
            TracksView.Of(negotiation),
            negotiation.LastConfirmed,
            partner.UpdatedAt
        );
    }
}

public sealed record ProgrammeName(string Id, string Name)
{
    public static ProgrammeName? Of(Programme? programme) =>
        programme is null ? null : new(programme.Id, programme.Name);
}

public enum Network
{
    /// <summary>This company's own.</summary>
    Own,

    /// <summary>Other operators'.</summary>
    Others,
}

/// <param name="Since">A partial date; null where unknown.</param>
public sealed record AccessView(Network Network, Openness State, AccessBy? By, string? Since)
{
    public static IReadOnlyList<AccessView> Of(Negotiation negotiation)
    {
        ArgumentNullException.ThrowIfNull(negotiation);
        return [.. One(Network.Own, negotiation.OwnAccess), .. One(Network.Others, negotiation.OthersAccess)];
    }

    private static AccessView[] One(Network network, AccessState? access) =>
        access is null ? [] : [new(network, access.State, access.By, access.Since)];
}

public sealed record TracksView(TrackState Legal, TrackState Business, TrackState Technical)
{
    public static TracksView Of(Negotiation negotiation)
    {
        ArgumentNullException.ThrowIfNull(negotiation);
        return new(negotiation.Legal, negotiation.Business, negotiation.Technical);
    }
}

/// <summary>A line of the programme's checklist and where this partner stands on it.</summary>
public sealed record RequirementStateView(
    string Id,
    Track Track,
    LocalizedText Title,
    RequirementOrigin Origin,
    RequirementStatus Status,
    string? Note
)
{
    public static IReadOnlyList<RequirementStateView> Of(Negotiation negotiation)
    {
        ArgumentNullException.ThrowIfNull(negotiation);
        var states = negotiation
            .Requirements.Where(state => state.ProgrammeId == negotiation.ProgrammeId)
            .ToDictionary(state => state.RequirementId);
        return
        [
            .. (negotiation.Programme?.Requirements ?? [])
                .OrderBy(line => line.Position)
                .Select(line => From(line, states.GetValueOrDefault(line.Id))),
        ];
    }

    private static RequirementStateView From(Requirement line, RequirementState? state) =>
        new(line.Id, line.Track, line.Title, line.Origin, state?.Status ?? RequirementStatus.Unmet, state?.Note);
}
