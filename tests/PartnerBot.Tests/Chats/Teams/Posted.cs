using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>What was sent to Microsoft's service.</summary>
/// <param name="Token">The bearer token that came with it.</param>
internal sealed record Posted(string Method, Uri Address, string? Token, JsonNode? Body)
{
    /// <summary>The Adaptive Card of a message; null where it has none.</summary>
    public JsonNode? Card => Body?["attachments"]?[0]?["content"];

    public string Type => (string?)Body?["type"] ?? "";

    /// <summary>What a toast shows, or the words of a message without a card.</summary>
    public string Says => (string?)Body?["summary"] ?? (string?)Body?["text"] ?? "";

    /// <summary>Every text that the card shows, in order.</summary>
    public IReadOnlyList<string> Texts => [.. TextsOf(Card?["body"])];

    /// <summary>What the card's buttons are called.</summary>
    public IReadOnlyList<string> Buttons => [.. Actions.Select(action => (string?)action!["title"] ?? "")];

    /// <summary>The button of that name.</summary>
    public JsonNode Button(string title) =>
        Actions.Single(action => string.Equals((string?)action!["title"], title, StringComparison.Ordinal))!;

    private JsonArray Actions => Card?["actions"]?.AsArray() ?? [];

    private static IEnumerable<string> TextsOf(JsonNode? node) =>
        node switch
        {
            JsonArray array => array.SelectMany(TextsOf),
            JsonObject one when one["text"] is { } text => [(string)text!],
            JsonObject one => one.SelectMany(property => TextsOf(property.Value)),
            _ => [],
        };
}
