namespace PartnerBot.Chats.Slack;

/// <summary>A workspace that the app is installed in.</summary>
/// <param name="BotUser">The bot's own user there; null where it is not known.</param>
public sealed record SlackWorkspace(string Team, string Token, string? BotUser);

/// <summary>What is known of a workspace.</summary>
/// <param name="IsRead">False where that can't be said now.</param>
/// <param name="Workspace">Null where the app is not installed there, or is not to serve it.</param>
/// <param name="IsEnded">Slack no longer takes the token, so that nothing can be said there.</param>
public sealed record FoundWorkspace(bool IsRead, SlackWorkspace? Workspace, bool IsEnded = false)
{
    public static FoundWorkspace None { get; } = new(IsRead: true, Workspace: null);

    public static FoundWorkspace Unsure { get; } = new(IsRead: false, Workspace: null);

    public static FoundWorkspace Ended { get; } = new(IsRead: false, Workspace: null, IsEnded: true);
}
