namespace PartnerBot.Storage;

public enum NoticeState
{
    /// <summary>To be told when it is due.</summary>
    Pending,

    /// <summary>Being told; where that is left so, nobody knows whether it was.</summary>
    Sending,

    Sent,

    /// <summary>Perhaps told: the platform did not say, and is asked; where it was said again already, it is left at that.</summary>
    Unknown,

    /// <summary>There is no way to the recipient now; tried again when one appears.</summary>
    Unreachable,

    /// <summary>Never told, and no longer tried.</summary>
    Failed,

    /// <summary>Not to be told any more.</summary>
    Withdrawn,
}

/// <summary>One change as one recipient is to be told of it: the ledger, which is the queue too.</summary>
public sealed class NoticeRow
{
    public long Id { get; init; }

    /// <summary>See <see cref="Noticing.Recipient.Key"/>.</summary>
    public required string Recipient { get; init; }

    /// <summary>Of the change.</summary>
    public required long Sequence { get; init; }

    public required string Partner { get; init; }

    public required NoticeState State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset Due { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was last begun to be told.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>Ours, opaque, of the message that tells it, perhaps with others; null before there is one.</summary>
    public string? Message { get; set; }

    /// <summary>The platform's id of that message.</summary>
    public string? MessageId { get; set; }

    /// <summary>Where that message is, see <see cref="Chats.ConversationAddress.Text"/>.</summary>
    public string? Place { get; set; }

    /// <summary>It was said again, because nobody knew whether it had been.</summary>
    public bool Repeated { get; set; }

    /// <summary>A code for why it is not sent.</summary>
    public string? Reason { get; set; }

    /// <summary>When the admins were told that it is given up.</summary>
    public DateTimeOffset? AlertedAt { get; set; }

    /// <summary>When the message, which was sent, is to be changed: what it says was corrected or acknowledged since.</summary>
    public DateTimeOffset? MarkDue { get; set; }
}

/// <summary>What waits for one recipient, taken up by one courier at a time.</summary>
public sealed class LaneRow
{
    public required string Recipient { get; init; }

    /// <summary>Where it is told, as far as known, for the pace of that workspace or tenant; empty where it isn't.</summary>
    public required string Platform { get; set; }

    public required string Realm { get; set; }

    /// <summary>When to look into it; null where nothing waits.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Grows with each notice that is added, so that none is overlooked while the lane is closed.</summary>
    public long Arrived { get; set; }

    /// <summary>Who has taken it up.</summary>
    public string? Owner { get; set; }

    /// <summary>Until when.</summary>
    public DateTimeOffset LeasedUntil { get; set; }

    /// <summary>The platform wants no message there before.</summary>
    public DateTimeOffset HeldUntil { get; set; }

    /// <summary>Of which partners something was told within the last minute: JSON of UTC ticks by partner.</summary>
    public string? Told { get; set; }
}

/// <summary>The thread in a room in which a partner's changes are told.</summary>
public sealed class ThreadRow
{
    public required string Recipient { get; init; }

    public required string Partner { get; init; }

    /// <summary>The platform's id of the message that it begins with.</summary>
    public required string Root { get; init; }
}

/// <summary>When the next message of a workspace or tenant may leave.</summary>
public sealed class PaceRow
{
    public required string Platform { get; init; }

    public required string Realm { get; init; }

    public required DateTimeOffset Next { get; set; }
}
