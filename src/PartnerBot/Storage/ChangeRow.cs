using PartnerBot.Registry;

namespace PartnerBot.Storage;

/// <summary>A change of the registry that somebody is told of, as the feed gave it.</summary>
public sealed class ChangeRow
{
    /// <summary>By our own count, see <see cref="BookmarkRow.Ahead"/>.</summary>
    public required long Sequence { get; init; }

    /// <summary>By the registry's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Partner { get; init; }

    public required ChangeKind Kind { get; init; }

    public string? Field { get; init; }

    /// <summary>JSON.</summary>
    public string? Before { get; init; }

    /// <summary>JSON.</summary>
    public string? After { get; init; }

    public string? Milestone { get; init; }
}

/// <summary>How far the registry was read.</summary>
public sealed class BookmarkRow
{
    public const string Registry = "registry";

    public required string Name { get; init; }

    /// <summary>The last sequence, by our own count, of which all are in the ledger.</summary>
    public required long Position { get; set; }

    /// <summary>
    /// What our count is ahead of the registry's: more than nothing once the registry was restored from a backup, and counts
    /// again what we have counted, or kept no feed for a while. More than the position where no feed was read yet.
    /// </summary>
    public long Ahead { get; set; }

    /// <summary>The registry keeps no feed, and changes are derived.</summary>
    public bool Derived { get; set; }

    /// <summary>Whether it says how far a feed was read.</summary>
    public bool IsOfFeed => !Derived && Position >= Ahead;
}

/// <summary>A partner as it was when it was last compared, where the registry keeps no feed.</summary>
public sealed class PartnerStateRow
{
    public required string Partner { get; init; }

    /// <summary>JSON of ids and values.</summary>
    public required string State { get; set; }
}
