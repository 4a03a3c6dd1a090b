using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Installing;

namespace PartnerBot.Chats.Slack;

/// <summary>Speaks first in Slack, where the app is installed.</summary>
internal sealed class SlackPlatform(SlackWorkspaces workspaces, SlackChats chats, SlackRooms rooms, SlackPoster poster)
    : IChatPlatform
{
    public const string PlatformName = "slack";

    public string Name => PlatformName;

    public async Task<Delivery> SendAsync(
        ConversationAddress address,
        Message message,
        CancellationToken cancellationToken
    )
    {
        if (address.Reply is { } reply)
        {
            var said = await poster.RespondAsync(
                reply,
                message,
                new(),
                content => ResponseMessage.Private(content, address.Thread),
                cancellationToken
            );
            if (said.Outcome is not (DeliveryOutcome.Refused or DeliveryOutcome.Unreachable))
            {
                return said;
            }
        }

        var (place, failed) = await FindAsync(address, cancellationToken);
        return place is null
            ? failed!
            : await poster.PostAsync(place, message, new(), message.NoticeId, cancellationToken);
    }

    public async Task<Delivery> UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    )
    {
        var (place, failed) = await FindAsync(address, cancellationToken);
        return place is null
            ? failed!
            : await poster.UpdateAsync(place, messageId, message, message.NoticeId, cancellationToken);
    }

    private async Task<(SlackPlace? Place, Delivery? Failed)> FindAsync(
        ConversationAddress address,
        CancellationToken cancellationToken
    )
    {
        var found = await workspaces.FindAsync(address.Realm, cancellationToken);
        if (found.Workspace is not { } workspace)
        {
            return (
                null,
                found.IsRead || found.IsEnded
                    ? new(DeliveryOutcome.Unreachable, Reason: "not installed")
                    : new(DeliveryOutcome.Later, Reason: "workspace")
            );
        }

        if (address.Kind is AddressKind.Room)
        {
            return await FindRoomAsync(workspace, address, cancellationToken);
        }

        var chat = await chats.FindAsync(workspace, address.Id, cancellationToken);
        return chat.Value is { } channel
            ? (new(workspace, channel, address.Thread, IsRoom: false), null)
            : (null, chat.Error!.ToDelivery());
    }

    // Perhaps it was shared with another company since.
    private async Task<(SlackPlace? Place, Delivery? Failed)> FindRoomAsync(
        SlackWorkspace workspace,
        ConversationAddress address,
        CancellationToken cancellationToken
    )
    {
        var (readers, error) = await rooms.ReadersAsync(workspace, address.Id, cancellationToken);
        return readers switch
        {
            Readers.Ours => (new(workspace, address.Id, address.Thread, IsRoom: true), null),
            Readers.Outside => (null, new(DeliveryOutcome.Refused, Reason: "shared with another company")),
            _ => (null, error!.ToDelivery()),
        };
    }
}
