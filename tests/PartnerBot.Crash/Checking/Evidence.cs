namespace PartnerBot.Crash.Checking;

/// <summary>A change as the registry's feed has it.</summary>
/// <param name="Code">Its own words, by which a message shows that it tells it.</param>
/// <param name="IsRestricted">Nobody may be told of it.</param>
public sealed record FeedChange(long Sequence, string Partner, string Code, bool IsRestricted);

/// <summary>Who is to be told.</summary>
/// <param name="Recipient">As the platforms know them.</param>
/// <param name="Partner">Null for all.</param>
/// <param name="IsRefused">The platform takes no message for them, so that none is missed.</param>
public sealed record Wish(string Recipient, string? Partner, bool IsRefused = false);

public enum Reply
{
    /// <summary>The platform said that it has it.</summary>
    Taken,

    /// <summary>The platform said that it does not have it.</summary>
    Declined,

    /// <summary>The platform said nothing that tells whether it has it.</summary>
    Nothing,
}

/// <summary>A message as the platform got it.</summary>
/// <param name="Process">Of the bot that sent it.</param>
/// <param name="Codes">Of the changes that it tells, in order.</param>
/// <param name="IsMarked">It says that it may be a repeat.</param>
/// <param name="IsThere">The recipient has it.</param>
/// <param name="ReadableAt">From when on whoever asks for it is shown it.</param>
public sealed record Post(
    string Recipient,
    int Process,
    DateTimeOffset At,
    IReadOnlyList<string> Codes,
    bool IsMarked,
    bool IsThere,
    Reply Reply,
    DateTimeOffset RepliedAt,
    DateTimeOffset ReadableAt
)
{
    public bool IsSlack => Recipient.StartsWith("slack:", StringComparison.Ordinal);
}

/// <summary>The bot asked the platform what stands there.</summary>
public sealed record Look(string Recipient, DateTimeOffset At);

/// <summary>A process of the bot was killed.</summary>
public sealed record Death(int Process, DateTimeOffset At, string Point);

/// <summary>All that the checker knows; nothing of it comes from the bot.</summary>
public sealed record Evidence(
    IReadOnlyList<FeedChange> Feed,
    IReadOnlyList<Wish> Wishes,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<Look> Looks,
    IReadOnlyList<Death> Deaths
);
