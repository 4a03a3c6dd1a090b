using Microsoft.Bot.Schema;
using PartnerBot.Asking;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.People;

namespace PartnerBot.Chats.Teams;

/// <summary>
/// The bot comes to a chat or team, and goes. Teams says each twice, as <c>installationUpdate</c> and as
/// <c>conversationUpdate</c>, at once and in any order: both do the same, and doing it again changes nothing.
/// </summary>
internal sealed class Installation(
    TeamsConversations conversations,
    Replies replies,
    CardRenderer cards,
    Welcome welcome,
    Speakers speakers
)
{
    public async Task AddedAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (TeamsPlace.Of(activity) is not { } place)
        {
            return;
        }

        await conversations.SeenAsync(place, cancellationToken, anew: true);
        if (place.Person is { } person)
        {
            speakers.Met(new(TeamsPlatform.PlatformName, place.Tenant, person));
        }

        if (await conversations.ClaimWelcomeAsync(place, cancellationToken))
        {
            var card = cards.Render(welcome.Say(activity.Locale, place.IsRoom), new());
            var delivery = await replies.SendAsync(place, Outgoing.Of(card), replyTo: null, cancellationToken);
            if (delivery.Outcome is not (DeliveryOutcome.Sent or DeliveryOutcome.Unknown))
            {
                await conversations.ReturnWelcomeAsync(place, cancellationToken);
            }
        }
    }

    public Task RemovedAsync(Activity activity, CancellationToken cancellationToken) =>
        TeamsPlace.Of(activity) is { } place
            ? conversations.RemovedAsync(place, cancellationToken)
            : Task.CompletedTask;
}
