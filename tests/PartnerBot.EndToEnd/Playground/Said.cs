using System.Text.Json;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>Something the bot said, as Teams got it.</summary>
/// <param name="Where">The chat or thread that it stands in.</param>
/// <param name="IsPost">It begins a thread in a channel.</param>
/// <param name="Text">Null where it is a card.</param>
/// <param name="Card">The Adaptive Card; undefined where it is text.</param>
public sealed record Said(string Where, string Id, bool IsPost, string? Text, JsonElement Card)
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The card in words, a line for each text, fact or row.</summary>
    public IReadOnlyList<string> Lines => CardWords.Of(Card);

    /// <summary>The titles of its buttons.</summary>
    public IReadOnlyList<string> Buttons =>
        [.. CardWords.Buttons(Card).Select(button => button.GetProperty("title").GetString()!)];

    public static Said Read(JsonElement frame)
    {
        var message = frame.GetProperty("message");
        var isPost = message.TryGetProperty("postConversationId", out var thread);
        var attachments = message.GetProperty("attachments");
        return new(
            (isPost ? thread : frame.GetProperty("actionConversationId")).GetString()!,
            message.GetProperty("messageId").GetString()!,
            isPost,
            message.TryGetProperty("text", out var text) ? text.GetString() : null,
            attachments.GetArrayLength() == 0 ? default : attachments[0].GetProperty("content")
        );
    }

    public JsonElement Button(string title) =>
        CardWords.Buttons(Card).Single(button => button.GetProperty("title").ValueEquals(title));
}
