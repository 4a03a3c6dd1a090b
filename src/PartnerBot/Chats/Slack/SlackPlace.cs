namespace PartnerBot.Chats.Slack;

/// <summary>Where something was asked.</summary>
/// <param name="Thread">The <c>ts</c> of the message that the thread begins with; null is the conversation itself.</param>
/// <param name="IsRoom">Others read along; else it is somebody's own chat with the bot.</param>
public sealed record SlackPlace(SlackWorkspace Workspace, string Channel, string? Thread, bool IsRoom)
{
    /// <summary>What belongs together: a thread, or a chat.</summary>
    public string Conversation => Thread is null || !IsRoom ? Channel : $"{Channel}/{Thread}";

    /// <summary>The channel as a whole, where the place is one; null in a chat, also in one of others.</summary>
    public string? Room => IsRoom ? RoomOf(Channel) : null;

    /// <summary>Where an answer goes that is said later.</summary>
    /// <param name="person">Whose chat it is, where it is no room.</param>
    public ConversationAddress AddressFor(string person) =>
        IsRoom
            ? new(SlackPlatform.PlatformName, Workspace.Team, AddressKind.Room, Channel, Thread)
            : new(SlackPlatform.PlatformName, Workspace.Team, AddressKind.Person, person, Thread);

    /// <summary>The id where it is a channel's or a group's; null for a direct conversation.</summary>
    public static string? RoomOf(string channel) => channel is ['C' or 'G', ..] ? channel : null;
}
