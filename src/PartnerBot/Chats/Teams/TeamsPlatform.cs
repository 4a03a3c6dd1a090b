using PartnerBot.Asking;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.People;

namespace PartnerBot.Chats.Teams;

/// <summary>
/// Speaks first in Teams, where the app is installed. Whether a message arrived is never known but from the answer to it: bots
/// can read no messages there, and so <see cref="IChatPlatform.FindAsync"/> is left as it is. Source: Microsoft, "Bot Framework
/// REST API reference".
/// </summary>
internal sealed class TeamsPlatform(
    TeamsSettings settings,
    TeamsConversations conversations,
    TeamsConnector connector,
    TeamsPeople people,
    CardRenderer cards,
    TimeProvider clock
) : IChatPlatform
{
    private readonly Alike<CardContext, Card> laidOut = new(clock, cards.Render);

    public const string PlatformName = "teams";

    public string Name => PlatformName;

    public async Task<Delivery> SendAsync(
        ConversationAddress address,
        Message message,
        CancellationToken cancellationToken
    )
    {
        var (place, failed) = await PlaceAsync(address, cancellationToken);
        return place is null
            ? failed!
            : await connector.SendAsync(
                place,
                Outgoing.Of(laidOut.Of(message, new())),
                replyTo: null,
                cancellationToken
            );
    }

    public Task PrepareAsync(IReadOnlyCollection<ConversationAddress> addresses, CancellationToken cancellationToken) =>
        conversations.PrepareAsync(addresses, cancellationToken);

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
            : await connector.UpdateAsync(place, messageId, Outgoing.Of(laidOut.Of(message, new())), cancellationToken);
    }

    public Task<IReadOnlyList<Account>?> FindAccountsAsync(string email, CancellationToken cancellationToken) =>
        people.FindByEmailAsync(email.ToLowerInvariant(), cancellationToken);

    public async Task<Account?> DescribeAsync(Asker account, CancellationToken cancellationToken) =>
        (await people.FindAsync(account, cancellationToken)).Account;

    private async Task<(TeamsPlace? Place, Delivery? Failed)> PlaceAsync(
        ConversationAddress address,
        CancellationToken cancellationToken
    )
    {
        if (!settings.Serve(address.Realm))
        {
            return (null, new(DeliveryOutcome.Unreachable, Reason: "tenant not served"));
        }

        var stored = await conversations.FindAsync(address, cancellationToken);
        if (!stored.IsRead)
        {
            return (null, new(DeliveryOutcome.Later, Reason: "database"));
        }

        if (stored.IsRemoved || stored is not { ServiceUrl: { } service, Bot: { } bot })
        {
            return (null, new(DeliveryOutcome.Unreachable, Reason: "not installed"));
        }

        if (stored.Place is { } place)
        {
            return (place with { Thread = address.Thread }, null);
        }

        // A channel of a team that the bot is in, or somebody who has the app but whose chat is not open yet.
        var near = new TeamsPlace(address.Realm, address.Id, Person: null, Team: null, service, bot, address.Thread);
        return address.Kind is AddressKind.Room ? (near, null) : await OpenAsync(near, address.Id, cancellationToken);
    }

    private async Task<(TeamsPlace? Place, Delivery? Failed)> OpenAsync(
        TeamsPlace near,
        string person,
        CancellationToken cancellationToken
    )
    {
        var opened = await connector.OpenAsync(near, person, cancellationToken);
        if (opened.MessageId is not { } conversation)
        {
            return (null, opened);
        }

        var place = near with { Conversation = conversation, Person = person };
        await conversations.SeenAsync(place, cancellationToken);
        return (place, null);
    }
}
