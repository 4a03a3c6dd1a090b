using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>The elements of an Adaptive Card that are used here, by the names of its schema.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ChoiceSet), "Input.ChoiceSet")]
internal abstract record CardElement(string? Spacing = null, bool? Separator = null)
{
    /// <summary>In bytes, with the comma after it.</summary>
    public int Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, CardJson.Compact.CardElement).Length + 1;
}

/// <summary>Its text is Markdown.</summary>
internal sealed record TextBlock(
    string Text,
    string? Size = null,
    string? Weight = null,
    string? Style = null,
    bool Wrap = true,
    string? Spacing = null
) : CardElement(Spacing);

/// <summary>Its text is shown as it is, Markdown or not.</summary>
internal sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines, string? Spacing = null, bool? Separator = null)
    : CardElement(Spacing, Separator);

internal sealed record TextRun(
    string Text,
    string? Weight = null,
    string? Size = null,
    bool? Italic = null,
    string? FontType = null,
    CardButton? SelectAction = null
)
{
    public string Type { get; } = "TextRun";
}

internal sealed record Container(
    IReadOnlyList<CardElement> Items,
    CardButton? SelectAction = null,
    string? Style = null,
    string? Spacing = null
) : CardElement(Spacing);

internal sealed record ChoiceSet(string Id, string Label, string Value, IReadOnlyList<Choice> Choices) : CardElement
{
    public string Style { get; } = "compact";
}

internal sealed record Choice(string Title, string Value);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Execute), "Action.Execute")]
[JsonDerivedType(typeof(Submit), "Action.Submit")]
[JsonDerivedType(typeof(OpenUrl), "Action.OpenUrl")]
internal abstract record CardButton(string? Title)
{
    /// <summary>In bytes, with the comma after it.</summary>
    public int Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, CardJson.Compact.CardButton).Length + 1;
}

internal sealed record Execute(string? Title, ButtonData Data, CardButton Fallback) : CardButton(Title)
{
    public string Verb { get; } = "ask";
}

internal sealed record Submit(string? Title, ButtonData Data) : CardButton(Title);

internal sealed record OpenUrl(string? Title, string Url) : CardButton(Title);

/// <summary>As <see cref="ButtonValue"/>; without words where an input of the card gives them.</summary>
internal sealed record ButtonData(
    string? Ask,
    string Language,
    bool? Share = null,
    bool? Replace = null,
    int? Part = null
);

internal sealed record AdaptiveCard(
    string Lang,
    string FallbackText,
    IReadOnlyList<CardElement> Body,
    IReadOnlyList<CardButton>? Actions
)
{
    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Version { get; } = "1.5";
}

[JsonSerializable(typeof(AdaptiveCard))]
[JsonSerializable(typeof(CardElement))]
[JsonSerializable(typeof(CardButton))]
internal sealed partial class CardJson : JsonSerializerContext
{
    public static CardJson Compact { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                // It never stands in a page, and the fewer bytes the more fits.
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                NumberHandling = JsonNumberHandling.Strict,
            }
        );
}
