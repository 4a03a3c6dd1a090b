using PartnerBot.Chats.Slack.Api;

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

    private readonly Recently<ConversationInfo> known = new(clock, KnownFor);

    public async Task<Readers> ReadersAsync(
        SlackWorkspace workspace,
        string channel,
        CancellationToken cancellationToken
    )
    {
        var info =
            known.Find(workspace.Team, channel)
            ?? (await slack.ConversationInfoAsync(workspace.Token, channel, cancellationToken)).Value?.Channel;
        return info is null ? Readers.Unknown
            : known.Keep(workspace.Team, channel, info) is { IsExtShared: false, IsPendingExtShared: false }
                ? Readers.Ours
            : Readers.Outside;
    }
}
