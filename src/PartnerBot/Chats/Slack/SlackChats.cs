using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>The bot's own chats, one with each person.</summary>
internal sealed class SlackChats(SlackClient slack, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    /// <summary>In a minute and workspace; Slack allows 50 and more.</summary>
    private const int MostOpened = 30;

    private readonly Dictionary<string, Queue<long>> opening = new(StringComparer.Ordinal);

    private readonly Recent<(string Team, string User), SlackResult<string>> known = new(clock, KnownFor);

    /// <summary>
    /// Where to post to somebody: their chat, else, where many are told at once, their own id, which Slack takes for it. The chat
    /// of somebody who has left can't be opened, while messages to their id vanish, so that as many are opened as Slack surely
    /// lets be. Sources: Slack, "chat.postMessage", "Begin a conversation in a user's App Home"; "Rate limits", tier 3.
    /// </summary>
    public async Task<SlackResult<string>> PostingToAsync(
        SlackWorkspace workspace,
        string user,
        CancellationToken cancellationToken
    )
    {
        if (known.Find((workspace.Team, user)) is { } chat)
        {
            return chat;
        }

        if (MayOpen(workspace.Team))
        {
            var opened = await FindAsync(workspace, user, cancellationToken);
            if (opened.Error?.Fault is not SlackFault.Later)
            {
                return opened;
            }
        }

        return new(user, Error: null);
    }

    /// <summary>A message to somebody has arrived in that chat.</summary>
    public void Learn(SlackWorkspace workspace, string user, string chat) =>
        known.Keep((workspace.Team, user), new(chat, Error: null));

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

        Learn(workspace, user, chat.Id);
        return new(chat.Id, Error: null);
    }

    private bool MayOpen(string team)
    {
        lock (opening)
        {
            var now = clock.GetTimestamp();
            var latest = opening.GetValueOrDefault(team) ?? (opening[team] = new());
            while (latest.TryPeek(out var first) && clock.GetElapsedTime(first, now) >= TimeSpan.FromMinutes(1))
            {
                latest.Dequeue();
            }

            if (latest.Count >= MostOpened)
            {
                return false;
            }

            latest.Enqueue(now);
            return true;
        }
    }
}
