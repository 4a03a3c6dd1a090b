namespace PartnerBot.Storage;

/// <summary>A question that could not be answered when it was asked, and is answered where it was asked as soon as it can be.</summary>
public sealed class LaterAnswerRow
{
    public required Guid Id { get; init; }

    public required string Platform { get; init; }

    /// <summary>The asker's.</summary>
    public required string Realm { get; init; }

    public required string Person { get; init; }

    public required string? Conversation { get; init; }

    public required string Words { get; init; }

    public string? Language { get; init; }

    public string? LanguageHint { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>As others see them.</summary>
    public string? Name { get; init; }

    /// <summary>The room that it was asked in; null in somebody's own chat.</summary>
    public string? AskedRoom { get; init; }

    /// <summary>JSON of whom the words mention.</summary>
    public string? Mentioned { get; init; }

    /// <summary>The room that the answer goes to; null is the asker's own chat.</summary>
    public string? Room { get; init; }

    public string? Thread { get; init; }

    /// <summary>Where Slack takes a private answer to a command, for 30 minutes; null elsewhere.</summary>
    public string? Reply { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it is tried next; a replica that tries it moves this ahead, so that no other does.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Somebody has begun to say it; where it is still here, nobody knows whether it was said.</summary>
    public bool Begun { get; init; }
}
