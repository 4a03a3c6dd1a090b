using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>The bot's own chats, one with each person.</summary>
internal sealed class SlackChats(SlackClient slack, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    private readonly Recent<(string Team, string User), SlackResult<string>> known = new(clock, KnownFor);

    /// <summary>The id of the chat, which is opened where it isn't yet.</summary>
    public async Task<SlackResult<string>> FindAsync(
        SlackWorkspace workspace,
        string user,
        CancellationToken cancellationToken
    )
    {
        if (known.Find((workspace.Team, user)) is { } found)
        {
            return found;
        }

        var opened = await slack.OpenConversationAsync(workspace.Token, user, cancellationToken);
        if (opened.Value?.Channel is not { Id.Length: > 0 } chat)
        {
            return new(Value: null, opened.Error ?? new(SlackFault.Unknown, "answer"));
        }

        found = new(chat.Id, Error: null);
        known.Keep((workspace.Team, user), found);
        return found;
    }
}
