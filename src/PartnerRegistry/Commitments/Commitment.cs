using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Commitments;

public enum CommitmentStatus
{
    Open,
    Fulfilled,
}

/// <summary>A promise made without being kept yet.</summary>
public sealed class Commitment
{
    public required string Id { get; init; }

    public required string PartnerId { get; init; }

    public Spokesperson? PromisedBy { get; init; }

    public required LocalizedText Text { get; init; }

    public CommitmentStatus Status { get; set; }

    public Source? Source { get; init; }

    public required Visibility Visibility { get; init; }

    public DateTimeOffset? AnnouncedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
