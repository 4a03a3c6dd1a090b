namespace PartnerRegistry.Changes;

public enum ChangeKind
{
    /// <summary>A partner is new.</summary>
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

    /// <summary>A programme's name or checklist.</summary>
    Programme,
}

/// <summary>One entry of the append-only feed. Sequences have no gaps and follow the order of commits.</summary>
public sealed class Change
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it: what the caller put in <c>X-On-Behalf-Of</c>, else <c>key:NAME</c>.</summary>
    public required string Actor { get; init; }

    public string? PartnerId { get; init; }

    public string? ProgrammeId { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>What of that kind: the track, the network, the requirement, the property.</summary>
    public string? Field { get; init; }

    /// <summary>JSON; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>JSON; null where nothing is left.</summary>
    public string? After { get; init; }

    public string? MilestoneId { get; init; }
}

/// <summary>The one row that hands out sequences: updating it holds its lock until the commit, so order of numbers is order of commits.</summary>
public sealed class FeedHead
{
    public int Id { get; init; } = 1;

    public long Sequence { get; set; }
}
