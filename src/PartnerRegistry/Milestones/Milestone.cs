using PartnerRegistry.Partners;

namespace PartnerRegistry.Milestones;

public enum MilestoneKind
{
    Step,
    Statement,
    Denial,
    Decision,
    Rule,
}

public enum Wording
{
    Verbatim,
    Paraphrase,
}

public sealed record Spokesperson(string Name, string? Title = null);

/// <summary>Where it stands: the publisher, the one it was reached through, and a link.</summary>
public sealed record Source(string? Publisher, string? Via = null, string? Link = null);

/// <summary>A recorded step or statement. Corrected by superseding, never by rewriting.</summary>
public sealed class Milestone
{
    public required string Id { get; init; }

    public required string PartnerId { get; init; }

    public required MilestoneKind Kind { get; init; }

    public required LocalizedText Title { get; init; }

    public LocalizedText? Text { get; init; }

    public required Wording Wording { get; init; }

    /// <summary>A partial date; null where the source gives none.</summary>
    public string? Date { get; init; }

    public Track? Track { get; init; }

    public Spokesperson? Spokesperson { get; init; }

    public Source? Source { get; init; }

    public required Visibility Visibility { get; init; }

    /// <summary>The moment from which it is public, whatever <see cref="Visibility"/> says; it may lie ahead.</summary>
    public DateTimeOffset? AnnouncedAt { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What orders milestones: the first day of <see cref="Date"/>, or the day it was recorded where that is unknown.</summary>
    public required DateOnly SortDate { get; init; }

    public string? Supersedes { get; init; }

    public string? SupersededBy { get; set; }
}
