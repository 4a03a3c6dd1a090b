using System.Text.Json;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;

namespace PartnerBot.Chats.Teams;

/// <summary>
/// Buttons of cards: each asks a question as whoever presses it. A choice among several takes the card's place, sharing is said
/// to all in the room, everything else is answered below.
/// </summary>
internal sealed partial class Presses(
    Replies replies,
    CardRenderer cards,
    TeamsConnector connector,
    Phrasebook phrasebook,
    ILogger<Presses> log
)
{
    /// <param name="data">What the button carries: written by us, but by way of the sender.</param>
    /// <param name="words">For what is said where the button says nothing that can be read.</param>
    public async Task<Pressed> PressAsync(
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
            LogUnread(activity.Id);
            return Failed(words["broken"]);
        }

        if (incoming.Place.IsRoom && (pressed.Share || pressed.Replace))
        {
            incoming = incoming with { Asked = incoming.Asked with { ToAll = true } };
        }

        if (await replies.FindAsync(incoming, cancellationToken) is not { } answer)
        {
            return new(Said(words["pressed"]));
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

    private static ButtonValue? Read(object? data)
    {
        if (data is not JObject json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json.ToString(Newtonsoft.Json.Formatting.None));
        return ButtonValue.Parse(document.RootElement);
    }

    private async Task<Pressed> AnswerAsync(
        Incoming incoming,
        Answer answer,
        int part,
        CancellationToken cancellationToken
    )
    {
        var card = cards.Render(answer.Message, new(answer.Again, part));
        var delivery = await replies.SayAsync(incoming, Outgoing.Of(card), cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Unreachable or DeliveryOutcome.Refused)
        {
            return new(Shown(card)); // in a chat that the bot may not write to, whoever pressed sees it all the same
        }

        return new(Said(phrasebook[answer.Message.Language]["pressed"]));
    }

    // Who pressed sees the new card at once, everybody else by the message's update.
    private async Task<Pressed> ReplaceAsync(Incoming incoming, Answer answer, CancellationToken cancellationToken)
    {
        var card = cards.Render(answer.Message, new(answer.Again));
        var updated = incoming.MessageId is { } id
            ? await connector.UpdateAsync(incoming.Place, id, Outgoing.Of(card), cancellationToken)
            : new(DeliveryOutcome.Refused);
        if (updated.Outcome is not (DeliveryOutcome.Sent or DeliveryOutcome.Unknown))
        {
            await replies.SayAsync(incoming, Outgoing.Of(card), cancellationToken);
        }

        return new(Shown(card));
    }

    private static AdaptiveCardInvokeResponse Shown(Card card) =>
        new()
        {
            StatusCode = StatusCodes.Status200OK,
            Type = Outgoing.CardType,
            Value = new JRaw(card.Json),
        };

    private async Task<Pressed> ShareAsync(Incoming incoming, Answer answer, CancellationToken cancellationToken)
    {
        var card = cards.Render(answer.Message, new(answer.Again, SharedBy: incoming.Name));
        var room = incoming.Place with { Thread = null };
        var delivery = await replies.SendAsync(room, Outgoing.Of(card), replyTo: null, cancellationToken);
        var words = phrasebook[answer.Message.Language];
        return delivery.Outcome is DeliveryOutcome.Sent or DeliveryOutcome.Unknown
            ? new(Said(words["shared"]))
            : Failed(words["shared-not"]);
    }

    private static Pressed Failed(string text) => new(Said(text), text);

    [LoggerMessage(26, LogLevel.Warning, "The button in activity {Id} carried nothing that can be read")]
    private partial void LogUnread(string? id);

    /// <param name="Answer">What Teams shows in answer to the press.</param>
    /// <param name="Failure">What is to be said where a client shows no such answer; null where all was said already.</param>
    public sealed record Pressed(AdaptiveCardInvokeResponse Answer, string? Failure = null);
}
