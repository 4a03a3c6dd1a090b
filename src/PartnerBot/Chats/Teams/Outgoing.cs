using System.Buffers;
using System.Text.Json;
using PartnerBot.Chats.Teams.Cards;

namespace PartnerBot.Chats.Teams;

/// <summary>What the bot says: a card, words, or that it is writing.</summary>
internal sealed record Outgoing
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    private readonly Card? card;
    private readonly string? words;

    private Outgoing(Card? card, string? words) => (this.card, this.words) = (card, words);

    public static Outgoing Typing { get; } = new(card: null, words: null);

    /// <summary>The card alone, since text beside one becomes a message of its own.</summary>
    public static Outgoing Of(Card card) => new(card, words: null);

    public static Outgoing Of(string words) => new(card: null, words);

    /// <summary>An activity of the Bot Framework, as JSON. Source: Microsoft, "Bot Framework Activity schema".</summary>
    /// <param name="messageId">Of the message whose place it takes.</param>
    public ReadOnlyMemory<byte> WriteTo(TeamsPlace place, string? messageId)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type", this == Typing ? "typing" : "message");
        if (messageId is not null)
        {
            json.WriteString("id", messageId);
        }

        json.WriteString("channelId", "msteams");
        json.WriteString("serviceUrl", place.ServiceUrl);
        WriteId(json, "from", place.Bot);
        WriteId(json, "conversation", place.Target);
        WriteContent(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteId(Utf8JsonWriter json, string who, string id)
    {
        json.WriteStartObject(who);
        json.WriteString("id", id);
        json.WriteEndObject();
    }

    private void WriteContent(Utf8JsonWriter json)
    {
        if (words is not null)
        {
            json.WriteString("text", words);
            json.WriteString("textFormat", "plain");
        }

        if (card is not null)
        {
            json.WriteString("summary", card.Summary);
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("contentType", CardType);
            json.WritePropertyName("content");
            json.WriteRawValue(card.Json, skipInputValidation: true); // ours
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }
}
