using System.Text.Json;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;
using CardAction = PartnerBot.Chats.Teams.Cards.CardAction;

namespace PartnerBot.Chats.Teams;

/// <summary>
/// Buttons of cards: each asks a question as whoever presses it. A choice among several takes the card's place, sharing is said
/// to all in the room, everything else is answered below.
/// </summary>
internal sealed class Presses(Replies replies, CardRenderer cards, TeamsConnector connector, Phrasebook phrasebook)
{
    /// <param name="data">What the button carries: written by us, but by way of the sender.</param>
    /// <param name="words">For what is said where the button says nothing that can be read.</param>
    /// <returns>What Teams shows in answer to the press.</returns>
    public async Task<AdaptiveCardInvokeResponse> PressAsync(
        Activity activity,
        object? data,
        Words words,
        CancellationToken cancellationToken
    )
    {
        if (
            Read(data) is not { } pressed
            || Incoming.Pressed(activity, pressed.Ask, pressed.Language) is not { } incoming
        )
        {
            return Said(words["broken"]);
        }

        if (await replies.FindAsync(incoming, cancellationToken) is not { } answer)
        {
            return Said(words["pressed"]);
        }

        return pressed.Replace ? await ReplaceAsync(incoming, answer, cancellationToken)
            : pressed.Share && incoming.Place.IsRoom ? await ShareAsync(incoming, answer, cancellationToken)
            : await AnswerAsync(incoming, answer, pressed.Part, cancellationToken);
    }

    public static AdaptiveCardInvokeResponse Said(string text) =>
        new()
        {
            StatusCode = StatusCodes.Status200OK,
            Type = "application/vnd.microsoft.activity.message",
            Value = text,
        };

    private static CardAction? Read(object? data)
    {
        if (data is not JObject json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json.ToString(Newtonsoft.Json.Formatting.None));
        return CardAction.Parse(document.RootElement);
    }

    private async Task<AdaptiveCardInvokeResponse> AnswerAsync(
        Incoming incoming,
        Answer answer,
        int part,
        CancellationToken cancellationToken
    )
    {
        var card = cards.Render(answer.Message, new(incoming.Asked.Words, part));
        await replies.SayAsync(incoming, Activities.Of(card), cancellationToken);
        return Said(phrasebook[answer.Message.Language]["pressed"]);
    }

    // Who pressed sees the new card at once, everybody else by the message's update.
    private async Task<AdaptiveCardInvokeResponse> ReplaceAsync(
        Incoming incoming,
        Answer answer,
        CancellationToken cancellationToken
    )
    {
        var card = cards.Render(answer.Message, new(incoming.Asked.Words));
        var updated = incoming.MessageId is { } id
            ? await connector.UpdateAsync(incoming.Place, id, Activities.Of(card), cancellationToken)
            : new(DeliveryOutcome.Refused);
        if (updated.Outcome is not DeliveryOutcome.Sent)
        {
            await replies.SayAsync(incoming, Activities.Of(card), cancellationToken);
        }

        return new()
        {
            StatusCode = StatusCodes.Status200OK,
            Type = Activities.CardType,
            Value = new JRaw(card.Json),
        };
    }

    private async Task<AdaptiveCardInvokeResponse> ShareAsync(
        Incoming incoming,
        Answer answer,
        CancellationToken cancellationToken
    )
    {
        var card = cards.Render(answer.Message, new(incoming.Asked.Words, SharedBy: incoming.Name));
        var room = incoming.Place with { Thread = null };
        var delivery = await replies.SendAsync(room, Activities.Of(card), replyTo: null, cancellationToken);
        var shared = delivery.Outcome is DeliveryOutcome.Sent or DeliveryOutcome.Unknown;
        return Said(phrasebook[answer.Message.Language][shared ? "shared" : "shared-not"]);
    }
}
