using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>A paragraph of a <see cref="RichText"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichSection), "rich_text_section")]
[JsonDerivedType(typeof(RichQuote), "rich_text_quote")]
public abstract record RichElement(IReadOnlyList<Inline> Elements);

public sealed record RichSection(IReadOnlyList<Inline> Elements) : RichElement(Elements);

/// <summary>Set off by a bar on its left.</summary>
public sealed record RichQuote(IReadOnlyList<Inline> Elements) : RichElement(Elements);

/// <summary>A piece of a paragraph.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextPiece), "text")]
[JsonDerivedType(typeof(LinkPiece), "link")]
[JsonDerivedType(typeof(UserPiece), "user")]
[JsonDerivedType(typeof(DatePiece), "date")]
public abstract record Inline(TextStyle? Style = null);

/// <param name="Shown">One character at least; a line feed starts a new line.</param>
public sealed record TextPiece([property: JsonPropertyName("text")] string Shown, TextStyle? Style = null)
    : Inline(Style);

/// <param name="Shown">What stands for the address.</param>
public sealed record LinkPiece(string Url, [property: JsonPropertyName("text")] string Shown, TextStyle? Style = null)
    : Inline(Style);

/// <summary>A mention of somebody, who is notified where they can see it.</summary>
public sealed record UserPiece(string UserId, TextStyle? Style = null) : Inline(Style);

/// <summary>An instant by the clock of whoever reads.</summary>
/// <param name="Timestamp">Seconds since 1970, UTC.</param>
/// <param name="Format">With Slack's tokens, such as <c>{time}</c>.</param>
/// <param name="Fallback">For clients that can't.</param>
public sealed record DatePiece(long Timestamp, string Format, string Fallback, TextStyle? Style = null) : Inline(Style);

public sealed record TextStyle(bool? Bold = null, bool? Italic = null, bool? Code = null)
{
    public static TextStyle InBold { get; } = new(Bold: true);

    public static TextStyle InItalics { get; } = new(Italic: true);

    public static TextStyle AsCode { get; } = new(Code: true);
}
