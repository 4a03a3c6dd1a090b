using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Teams.Extension;

/// <summary>Partners' status as cards that somebody puts into a chat.</summary>
internal sealed class PartnerCards(
    Answerer answerer,
    Access access,
    IPartnerSource registry,
    Phrasebook phrasebook,
    CardRenderer cards
)
{
    private const int LongestTitle = 80;

    /// <summary>The registry as the asker may see it, for one question or one card: it is not for several at once.</summary>
    public VisiblePartners Visible => new(access, registry, phrasebook);

    /// <summary>The whole card, since not every client asks for it once it is chosen, and a line to choose it by; null where there is no such partner that the asker may see.</summary>
    /// <param name="asked">With what the asker chose.</param>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<MessagingExtensionAttachment?> MakeAsync(
        Asked asked,
        PartnerId id,
        CancellationToken cancellationToken
    )
    {
        var partners = Visible;
        if (
            await answerer.ShowAsync(asked, id, partners, cancellationToken) is not { } answer
            || await partners.FindAsync(id, cancellationToken) is not { Value: var partner }
        )
        {
            return null;
        }

        var card = cards.Render(answer.Message, new(answer.Question.Asked.Words));
        return new()
        {
            ContentType = Outgoing.CardType,
            Content = new JRaw(card.Json),
            Preview = Preview(partner, phrasebook[answer.Message.Language]),
        };
    }

    private static Attachment Preview(Partner partner, Words words) =>
        new ThumbnailCard
        {
            Title = PlainText.Shorten(PlainText.Clean(partner.Name), LongestTitle),
            Text = words["search-preview", words.Of(partner.Stage), words.Access(partner.Access, Network.Own)],
        }.ToAttachment();
}
