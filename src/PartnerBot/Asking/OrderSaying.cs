using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>What orders have in common: for whom they are, about what, and how they are answered.</summary>
internal static class OrderSaying
{
    public const int ManyPartners = 10;

    /// <summary>The room that an order is given in, where it is for that, else who gives it.</summary>
    public static Recipient Recipient(this Question question) =>
        question is { Order.Here: true, Asked.Room: { } room }
            ? Noticing.Recipient.OfRoom(question.Asked.Asker.Platform, question.Asked.Asker.Realm, room)
            : Noticing.Recipient.Of(question.Asked.Asker);

    /// <summary>The partners that it is about, as many as are taken at once; null is all of them.</summary>
    public static List<PartnerId?> AboutWhich(this Question question) =>
        question.Partners.Count == 0 ? [null] : [.. question.Partners.Take(ManyPartners).Select(id => (PartnerId?)id)];

    /// <summary><c>Netflix</c>, <c>Netflix (Legal only)</c>, <c>all partners</c>.</summary>
    public static string Said(this Words words, Scope scope, VisibleNames names)
    {
        var partner = scope.Partner is { } id ? names.Find(id)?.Name ?? id.Value : words["all-partners"];
        return scope.Track is { } track ? words["track-only", partner, words.Of(track)] : partner;
    }

    /// <summary>Several, one after the other.</summary>
    public static string Said(this Words words, IEnumerable<Scope> scopes, VisibleNames names) =>
        string.Join(", ", scopes.Select(scope => words.Said(scope, names)));

    /// <summary>The words that give an order about this: <c>unsubscribe Netflix legal here</c>.</summary>
    public static string AskOf(this Words words, string topic, Scope scope, VisibleNames names, bool here)
    {
        string?[] parts =
        [
            words.Command(topic),
            scope.Partner is { } id ? names.Find(id)?.Name ?? id.Value : words.File.Vocabulary.All[0],
            scope.Track is { } track ? words.File.Vocabulary.Tracks[track][0] : null,
            here ? words.File.Reading.Ordering.Here[0] : null,
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    /// <summary>The same key for who gives the order; for a room, what is said of rooms.</summary>
    public static string For(this string key, Recipient recipient) => recipient.IsRoom ? $"{key}-room" : key;

    public static Message Ordered(
        this Words words,
        ITopic topic,
        string text,
        params IEnumerable<MessageAction> next
    ) =>
        new()
        {
            Topic = topic.Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [text],
            Actions = [.. next],
        };

    /// <summary>Nothing was kept, and the same can be asked again.</summary>
    public static Message NotKept(this Words words, ITopic topic, Question question) =>
        words.Ordered(
            topic,
            words["order-not-kept"],
            new MessageAction(topic.Name, words["order-again"], question.Asked.Words)
        );

    /// <summary>Confirms an order in the room that it is for, unless its answer is read there anyway.</summary>
    /// <returns>What is said instead where it could not be confirmed; null where it was.</returns>
    public static async Task<Message?> ConfirmAsync(
        this Announcer announcer,
        ITopic topic,
        Question question,
        Words words,
        string text,
        CancellationToken cancellationToken
    )
    {
        var recipient = question.Recipient();
        if (!recipient.IsRoom || question.Asked.Openly)
        {
            return null;
        }

        var by = question.Asked.Name is { Length: > 0 } name ? words["room-by", PlainText.Echo(name)] : null;
        var message = words.Ordered(topic, text) with
        {
            Text = by is null ? text : $"{text} {by}",
            Notes = by is null ? [] : [by],
        };
        var delivery = await announcer.SayAsync(recipient, message, cancellationToken);
        return delivery.Outcome switch
        {
            DeliveryOutcome.Sent => null,
            DeliveryOutcome.Later or DeliveryOutcome.Unknown => Again("room-later"),
            _ => Again("room-not"),
        };

        Message Again(string key) =>
            words.Ordered(topic, words[key], new MessageAction(topic.Name, words["order-again"], question.Asked.Words));
    }

    /// <summary>What was said in the room is not said to who gave the order alone.</summary>
    public static IReadOnlyList<string> RoomNotes(this Words words, Question question) =>
        question.Recipient().IsRoom && !question.Asked.Openly ? [words["room-told"]] : [];
}
