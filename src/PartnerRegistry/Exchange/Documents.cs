using PartnerRegistry.Commitments;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;

namespace PartnerRegistry.Exchange;

/// <summary>A partner as a file has it, with all that hangs on it.</summary>
/// <param name="Requirements">By the id of the line of the programme's checklist; lines that nobody has looked at are left out.</param>
internal sealed record PartnerDocument(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    Visibility Visibility,
    RestrictedTo RestrictedTo,
    bool Sample,
    string? Programme,
    Stage Stage,
    DateOnly? TargetDate,
    Person? Owner,
    IReadOnlyList<Person> Managers,
    IReadOnlyList<AccessView> Access,
    TracksView Tracks,
    IReadOnlyDictionary<string, StandingDocument> Requirements,
    IReadOnlyList<MilestoneDocument> Milestones,
    IReadOnlyList<CommitmentDocument> Commitments,
    DateTimeOffset? LastConfirmed
)
{
    /// <param name="partner">With its negotiation and its standing on the checklist.</param>
    /// <param name="milestones">In the order they were recorded.</param>
    /// <param name="commitments">In the order they were recorded.</param>
    public static PartnerDocument From(
        Partner partner,
        IEnumerable<Milestone> milestones,
        IEnumerable<Commitment> commitments
    )
    {
        var negotiation = partner.Negotiation;
        return new(
            partner.Id,
            partner.Name,
            partner.Aliases,
            partner.Visibility,
            partner.RestrictedTo,
            partner.Sample,
            negotiation.ProgrammeId,
            negotiation.Stage,
            negotiation.TargetDate,
            negotiation.Owner,
            negotiation.Managers,
            AccessView.Of(negotiation),
            TracksView.Of(negotiation),
            negotiation
                .Requirements.Where(state => state.ProgrammeId == negotiation.ProgrammeId)
                .OrderBy(state => state.RequirementId, StringComparer.Ordinal)
                .ToDictionary(state => state.RequirementId, state => new StandingDocument(state.Status, state.Note)),
            [.. milestones.Select(MilestoneDocument.From)],
            [.. commitments.Select(CommitmentDocument.From)],
            negotiation.LastConfirmed
        );
    }
}

internal sealed record StandingDocument(RequirementStatus Status, string? Note);

internal sealed record MilestoneDocument(
    string Id,
    MilestoneKind Kind,
    LocalizedText Title,
    LocalizedText? Text,
    Wording Wording,
    string? Date,
    Track? Track,
    Spokesperson? Spokesperson,
    Source? Source,
    Visibility Visibility,
    DateTimeOffset? AnnouncedAt,
    DateTimeOffset RecordedAt,
    string? Supersedes
)
{
    public static MilestoneDocument From(Milestone milestone) =>
        new(
            milestone.Id,
            milestone.Kind,
            milestone.Title,
            milestone.Text,
            milestone.Wording,
            milestone.Date,
            milestone.Track,
            milestone.Spokesperson,
            milestone.Source,
            milestone.Visibility,
            milestone.AnnouncedAt,
            milestone.RecordedAt,
            milestone.Supersedes
        );
}

internal sealed record CommitmentDocument(
    string Id,
    LocalizedText Text,
    Spokesperson? PromisedBy,
    CommitmentStatus Status,
    Source? Source,
    Visibility Visibility,
    DateTimeOffset? AnnouncedAt,
    DateTimeOffset RecordedAt
)
{
    public static CommitmentDocument From(Commitment commitment) =>
        new(
            commitment.Id,
            commitment.Text,
            commitment.PromisedBy,
            commitment.Status,
            commitment.Source,
            commitment.Visibility,
            commitment.AnnouncedAt,
            commitment.RecordedAt
        );
}
