using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>Who reads along in a channel.</summary>
internal enum Readers
{
    /// <summary>People of the workspace.</summary>
    Ours,

    /// <summary>People of another company too, or soon.</summary>
    Outside,

    /// <summary>Slack doesn't say: the bot is no member, or Slack can't be asked.</summary>
    Unknown,
}

/// <summary>The channels, as Slack last said.</summary>
internal sealed class SlackRooms(SlackClient slack, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    private readonly Recent<(string Team, string Channel), ConversationInfo> known = new(clock, KnownFor);

    /// <returns>And, where Slack doesn't say, why.</returns>
    public async Task<(Readers Readers, SlackError? Error)> ReadersAsync(
        SlackWorkspace workspace,
        string channel,
        CancellationToken cancellationToken
    )
    {
        if (known.Find((workspace.Team, channel)) is { } found)
        {
            return (Of(found), null);
        }

        var asked = await slack.ConversationInfoAsync(workspace.Token, channel, cancellationToken);
        if (asked.Value?.Channel is not { } info)
        {
            return (Readers.Unknown, asked.Error ?? new(SlackFault.Unknown, "answer"));
        }

        known.Keep((workspace.Team, channel), info);
        return (Of(info), null);
    }

    private static Readers Of(ConversationInfo info) =>
        info is { IsExtShared: false, IsPendingExtShared: false } ? Readers.Ours : Readers.Outside;
}
