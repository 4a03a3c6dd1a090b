using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Chats.Slack.Commands;

/// <summary>A command that somebody typed.</summary>
/// <param name="Reply">Takes the answer for 30 minutes.</param>
/// <param name="Asked">Without what only Slack knows of who asks.</param>
/// <param name="Text">As Slack gives it.</param>
internal sealed record CommandAsked(SlackWorkspace Workspace, string Channel, string Reply, Asked Asked, string? Text)
{
    /// <summary>Everybody's; each language's own besides it hints at that language.</summary>
    public const string Everybodys = "/partner";

    /// <summary>What one person asks in one conversation is answered in order.</summary>
    public string Lane => $"{Workspace.Team}/{Channel}/{Asked.Asker.Id}";

    public ConversationAddress Address => ConversationAddress.Of(Asked.Asker) with { Reply = Reply };

    /// <param name="hint">The language that the command is a word of.</param>
    /// <returns>Null where the command doesn't say who asks, where, or where they are answered.</returns>
    public static CommandAsked? Of(SlackWorkspace workspace, SlackCommand command, string? hint) =>
        command is { UserId: { Length: > 0 } user, ChannelId: { Length: > 0 } channel, ResponseUrl: { } reply }
            ? new(
                workspace,
                channel,
                reply,
                new(
                    new(SlackPlatform.PlatformName, workspace.Team, user),
                    channel,
                    SlackText.Read(command.Text, workspace.BotUser),
                    Language: null,
                    LanguageHint: hint,
                    InRoom: true,
                    Room: SlackPlace.RoomOf(channel)
                ),
                command.Text
            )
            : null;
}
