using System.Text.Json;

namespace PartnerBot.Registry;

/// <summary>What kind of fact changed.</summary>
public enum ChangeKind
{
    /// <summary>A kind that this version doesn't know.</summary>
    Other,
    Created,
    Stage,
    Access,
    Track,
    Requirement,
    TargetDate,
    Commitment,
    Milestone,
    Correction,
    Announcement,

    /// <summary>Somebody said that what is recorded still holds.</summary>
    Confirmation,

    /// <summary>Name, aliases, visibility, owner, managers, programme: for directories, not for people.</summary>
    Details,

    /// <summary>A programme's name or checklist; it has no partner.</summary>
    Programme,
}

/// <summary>One entry of the registry's append-only feed.</summary>
/// <param name="Field">What of that kind: the track, the network, the requirement's id, the property.</param>
/// <param name="Before">As that kind's JSON in the registry; null where there was nothing.</param>
/// <param name="After">Null where nothing is left.</param>
/// <param name="Milestone">Id of the milestone that it came with.</param>
public sealed record Change(
    long Sequence,
    DateTimeOffset At,
    string Actor,
    PartnerId? Partner,
    ChangeKind Kind,
    string? Field,
    JsonElement? Before,
    JsonElement? After,
    string? Milestone
);

/// <summary>Which changes to read, newest first.</summary>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
/// <param name="Before">Before this sequence: where the last page ended.</param>
/// <param name="Limit">1 to 1,000.</param>
public sealed record ChangeQuery(
    PartnerId? Partner = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    long? Before = null,
    int Limit = 100
);

/// <param name="Changes">Newest first.</param>
/// <param name="Next">What to put in <see cref="ChangeQuery.Before"/> for the next page; null on the last.</param>
public sealed record ChangePage(IReadOnlyList<Change> Changes, long? Next);

/// <summary>A page of the feed, oldest first.</summary>
/// <param name="Next">After which sequence to go on.</param>
/// <param name="Head">The newest sequence that the registry has.</param>
internal sealed record FeedPage(IReadOnlyList<Change> Changes, long Next, long Head);
