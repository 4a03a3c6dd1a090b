using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>What somebody sees of a message or a view.</summary>
internal static class Shown
{
    /// <summary>The lines of text in its blocks.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode? blocks) =>
        [.. TextsIn(blocks).SelectMany(text => text.Split('\n'))];

    public static IReadOnlyList<string> Texts(this StandMessage message) => message.Blocks.Texts();

    /// <summary>The labels of its buttons, in order.</summary>
    public static IReadOnlyList<string> Buttons(this JsonNode? blocks) =>
        [.. Elements(blocks, "button").Select(button => button["text"]!["text"]!.GetValue<string>())];

    /// <summary>The action id of the button with that label.</summary>
    public static string Button(this JsonNode? blocks, string label) =>
        Elements(blocks, "button").Single(button => button["text"]!["text"]!.GetValue<string>() == label)[
            "action_id"
        ]!.GetValue<string>();

    /// <summary>The action id of the only element of that type.</summary>
    public static string Only(this JsonNode? blocks, string type) =>
        Elements(blocks, type).ShouldHaveSingleItem()["action_id"]!.GetValue<string>();

    public static IEnumerable<JsonObject> Elements(JsonNode? node, string type) =>
        node switch
        {
            JsonObject one when one["type"]?.ToString() == type => [one],
            JsonObject one => one.SelectMany(field => Elements(field.Value, type)),
            JsonArray all => all.SelectMany(item => Elements(item, type)),
            _ => [],
        };

    private static IEnumerable<string> TextsIn(JsonNode? node) =>
        node switch
        {
            JsonObject one when one["type"]?.ToString() is "rich_text_section" or "rich_text_quote" =>
            [
                string.Concat(one["elements"]!.AsArray().Select(Piece)),
            ],
            JsonObject one when one["type"]?.ToString() is "plain_text" or "mrkdwn" => [one["text"]!.ToString()],
            JsonObject one => one.SelectMany(field => TextsIn(field.Value)),
            JsonArray all => all.SelectMany(TextsIn),
            _ => [],
        };

    private static string Piece(JsonNode? piece) =>
        piece!["type"]!.ToString() switch
        {
            "date" => piece["fallback"]!.ToString(),
            "user" => $"<@{piece["user_id"]}>",
            _ => piece["text"]!.ToString(),
        };
}
