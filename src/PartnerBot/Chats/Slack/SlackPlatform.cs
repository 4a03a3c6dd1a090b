using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Installing;
using PartnerBot.People;

namespace PartnerBot.Chats.Slack;

/// <summary>Speaks first in Slack, where the app is installed.</summary>
internal sealed class SlackPlatform(
    SlackWorkspaces workspaces,
    SlackChats chats,
    SlackRooms rooms,
    SlackPeople people,
    SlackPoster poster,
    SlackSightings sightings
) : IChatPlatform
{
    public const string PlatformName = "slack";

    private const string NotInstalled = "not installed";

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

        var (workspace, unknown) = await WorkspaceAsync(address.Realm, cancellationToken);
        if (workspace is null)
        {
            return unknown!;
        }

        if (address.Kind is AddressKind.Person)
        {
            var (user, thread) = (address.Id, address.Thread);
            return await poster.PostToAsync(workspace, user, thread, message, message.NoticeId, cancellationToken);
        }

        var (room, failed) = await FindRoomAsync(workspace, address, cancellationToken);
        return room is null
            ? failed!
            : await poster.PostAsync(room, message, new(), message.NoticeId, cancellationToken);
    }

    public async Task<Delivery> UpdateAsync(
        ConversationAddress address,
        string messageId,
        Message message,
        CancellationToken cancellationToken
    )
    {
        var (place, failed) = await PlaceAsync(address, cancellationToken);
        return place is null
            ? failed!
            : await poster.UpdateAsync(place, messageId, message, message.NoticeId, cancellationToken);
    }

    public async Task<Sighting> FindAsync(
        ConversationAddress address,
        string notice,
        Tried tried,
        CancellationToken cancellationToken
    )
    {
        var found = await workspaces.FindAsync(address.Realm, cancellationToken);
        if (found.Workspace is not { } workspace)
        {
            return found.IsRead || found.IsEnded
                ? new(Seen.NeverKnown, Reason: NotInstalled)
                : new(Seen.NotNow, Reason: "workspace");
        }

        // Who reads along in a room is nothing to whoever looks for what was said there.
        var channel =
            address.Kind is AddressKind.Room
                ? new(address.Id, Error: null)
                : await chats.FindAsync(workspace, address.Id, cancellationToken);
        return channel.Error is { } error
            ? SlackSightings.NotSaid(error)
            : await sightings.FindAsync(
                new(workspace, channel.Value!, address.Thread, address.Kind is AddressKind.Room),
                notice,
                tried,
                cancellationToken
            );
    }

    /// <summary>Those of the workspaces that answer; null where none has such an account and one doesn't answer.</summary>
    public async Task<IReadOnlyList<Account>?> FindAccountsAsync(string email, CancellationToken cancellationToken)
    {
        var (all, isWhole) = await workspaces.AllAsync(cancellationToken);
        var accounts = new List<Account>();
        foreach (var workspace in all)
        {
            var found = await people.FindByEmailAsync(workspace, email, cancellationToken);
            isWhole &= found.IsRead;
            if (found.Person is { } person)
            {
                accounts.Add(Of(workspace, person));
            }
        }

        return isWhole || accounts.Count > 0 ? accounts : null;
    }

    public async Task<Account?> DescribeAsync(Asker account, CancellationToken cancellationToken) =>
        (await workspaces.FindAsync(account.Realm, cancellationToken)).Workspace is { } workspace
        && (await people.FindAsync(workspace, account.Id, cancellationToken)).Person is { } person
            ? Of(workspace, person)
            : null;

    private static Account Of(SlackWorkspace workspace, SlackPerson person) =>
        new(new(PlatformName, workspace.Team, person.Id), person.Email, person.Locale, person.TimeZone?.Id);

    private async Task<(SlackPlace? Place, Delivery? Failed)> PlaceAsync(
        ConversationAddress address,
        CancellationToken cancellationToken
    )
    {
        var (workspace, unknown) = await WorkspaceAsync(address.Realm, cancellationToken);
        if (workspace is null)
        {
            return (null, unknown);
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

    private async Task<(SlackWorkspace? Workspace, Delivery? Failed)> WorkspaceAsync(
        string team,
        CancellationToken cancellationToken
    )
    {
        var found = await workspaces.FindAsync(team, cancellationToken);
        return found.Workspace is { } workspace ? (workspace, null)
            : found.IsRead || found.IsEnded ? (null, new(DeliveryOutcome.Unreachable, Reason: NotInstalled))
            : (null, new(DeliveryOutcome.Later, Reason: "workspace"));
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
            Readers.Outside => (null, new(DeliveryOutcome.Unreachable, Reason: Delivery.Shared)),
            _ => (null, error!.ToDelivery()),
        };
    }
}
