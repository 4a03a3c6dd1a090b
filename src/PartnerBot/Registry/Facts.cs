namespace PartnerBot.Registry;

public enum Network
{
    Own,
    Others,
}

public enum AccessState
{
    Open,
    Closed,
}

public enum AccessBy
{
    Us,
    Partner,
    Authority,
}

/// <summary>Whether a network reaches the partner's service today. A fact of its own, never inferred from the stage.</summary>
public sealed record AccessFact(Network Network, AccessState State, AccessBy? By, PartialDate? Since);

/// <summary>A day, month or year, as precise as the source: <c>2019-05-14</c>, <c>2019-05</c> or <c>2019</c>.</summary>
public sealed record PartialDate(int Year, int? Month, int? Day);

/// <summary>A text in one or more languages, of which one is the original and the others are translations.</summary>
public sealed record LocalizedText(string Original, IReadOnlyDictionary<string, string> Texts);

public enum RequirementOrigin
{
    Law,
    Regulation,
    ExistingPartners,
}

public enum RequirementStatus
{
    Met,
    Unmet,
    UnderReview,
}

/// <summary>A line of the programme's checklist, the same for every partner, with this partner's standing.</summary>
public sealed record Requirement(
    string Id,
    Track Track,
    LocalizedText Title,
    RequirementOrigin Origin,
    RequirementStatus Status,
    string? Note
);

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

public sealed record Spokesperson(string Name, string? Title);

/// <summary>Where a statement stands: its publisher, the page it was reached through, and a link.</summary>
public sealed record Source(string? Publisher, string? Via, string? Link);

/// <summary>
/// A recorded step or statement. <see cref="Date"/> is null where the source gives none; <see cref="SupersededBy"/> is the
/// id of the milestone that corrected it.
/// </summary>
public sealed record Milestone(
    string Id,
    MilestoneKind Kind,
    LocalizedText Title,
    LocalizedText? Text,
    Wording Wording,
    PartialDate? Date,
    Track? Track,
    Spokesperson? Spokesperson,
    Source? Source,
    Visibility Visibility,
    DateTimeOffset? AnnouncedAt,
    DateTimeOffset RecordedAt,
    string? SupersededBy = null
);

public enum CommitmentStatus
{
    Open,
    Fulfilled,
}

/// <summary>A promise made without being kept yet.</summary>
public sealed record Commitment(
    string Id,
    Spokesperson? PromisedBy,
    LocalizedText Text,
    CommitmentStatus Status,
    Visibility Visibility,
    DateTimeOffset? AnnouncedAt
);
