namespace PartnerBot.Storage;

/// <summary>Somebody's account on a platform, and whom of the registry it belongs to.</summary>
public sealed class AccountRow
{
    public required string Platform { get; init; }

    public required string Realm { get; init; }

    public required string Id { get; init; }

    /// <summary>As the platform confirms it, in lower case; null where it doesn't.</summary>
    public string? Email { get; init; }

    /// <summary>The registry's id of the person; null where that is not known.</summary>
    public string? Person { get; init; }

    /// <summary>It was imported by an operator, and no e-mail changes it.</summary>
    public bool Imported { get; init; }

    /// <summary>They want to be told here rather than on another platform.</summary>
    public bool Preferred { get; init; }

    /// <summary>When they last spoke to the bot; null where they never did.</summary>
    public DateTimeOffset? SpokeAt { get; init; }

    /// <summary>When the platform last described it; null where it has not yet.</summary>
    public DateTimeOffset? DescribedAt { get; init; }

    /// <summary>Of their client, such as <c>id-ID</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>The IANA name of their zone, as the platform says.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>Whose an e-mail address is, so that an account that turns out to have it is theirs at once.</summary>
public sealed class PersonEmailRow
{
    /// <summary>In lower case.</summary>
    public required string Email { get; init; }

    /// <summary>The registry's id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>An operator imported it, and it counts whatever the registry says; else it is the registry's, as it was last read.</summary>
    public bool Imported { get; init; }
}

/// <summary>A message in the inbox of the chat page.</summary>
public sealed class LocalMessageRow
{
    public long Id { get; init; }

    /// <summary>Whose inbox; the name as the page knows it.</summary>
    public required string Person { get; init; }

    /// <summary>Ours, opaque; null where it has none.</summary>
    public string? Notice { get; init; }

    /// <summary>JSON of the message.</summary>
    public required string Body { get; set; }

    public required DateTimeOffset At { get; init; }
}
