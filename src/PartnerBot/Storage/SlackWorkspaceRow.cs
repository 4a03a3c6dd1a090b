namespace PartnerBot.Storage;

/// <summary>A workspace in Slack that the app is or was installed in.</summary>
public sealed class SlackWorkspaceRow
{
    /// <summary>The workspace's id.</summary>
    public required string Team { get; init; }

    /// <summary>The bot's token; null where the settings have it, and where the app is no longer installed.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the next token; null where the token doesn't expire.</summary>
    public string? RefreshToken { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Until when one replica gets the next token, and the others don't.</summary>
    public DateTimeOffset? RefreshingUntil { get; init; }

    /// <summary>The bot's own user there.</summary>
    public string? BotUser { get; init; }

    /// <summary>When the app was installed last.</summary>
    public required DateTimeOffset InstalledAt { get; init; }

    /// <summary>When it was removed; null while it is there.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}
