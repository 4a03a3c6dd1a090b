using PartnerBot.Chats.Slack.Api;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Ledger;
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
internal sealed class SlackRooms(SlackClient slack, Memory memory, TimeProvider clock)
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

    /// <summary>The bot has come to a channel: what could not be told there is told now.</summary>
    /// <returns>Whether that is noted.</returns>
    public Task<bool> JoinedAsync(SlackWorkspace workspace, string channel, CancellationToken cancellationToken) =>
        memory.TryAsync(
            async (db, until) =>
            {
                var room = Recipient.OfRoom(SlackPlatform.PlatformName, workspace.Team, channel);
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                await Reachable.WakeAsync(db, [room.Key], clock.GetUtcNow(), until);
                await transaction.CommitAsync(until);
            },
            cancellationToken
        );

    private static Readers Of(ConversationInfo info) =>
        info is { IsExtShared: false, IsPendingExtShared: false } ? Readers.Ours : Readers.Outside;
}
