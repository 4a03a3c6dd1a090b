namespace PartnerBot.Storage;

/// <summary>A chat or channel in Teams that the bot is or was in, and where it is reached.</summary>
public sealed class TeamsConversationRow
{
    public required string Tenant { get; init; }

    /// <summary>The platform's id of the chat or channel, without a thread's.</summary>
    public required string Id { get; init; }

    /// <summary>The directory object id of whose personal chat it is; null for a group chat or channel.</summary>
    public string? Person { get; init; }

    /// <summary>The id of the team that a channel belongs to.</summary>
    public string? Team { get; init; }

    /// <summary>As the newest message there gave it.</summary>
    public required string ServiceUrl { get; init; }

    /// <summary>The bot's own id there.</summary>
    public required string Bot { get; init; }

    /// <summary>When the first words there were said, which are said once.</summary>
    public DateTimeOffset? WelcomedAt { get; init; }

    /// <summary>When the bot was removed; null while it is there.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}
