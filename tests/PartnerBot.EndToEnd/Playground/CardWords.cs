using System.Text.Json;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>What a card says, whatever its layout.</summary>
internal static class CardWords
{
    /// <summary>A line for each text block, fact and table row, in the order in which they are read.</summary>
    public static IReadOnlyList<string> Of(JsonElement card) =>
        card.ValueKind is JsonValueKind.Object ? [.. In(card.GetProperty("body"))] : [];

    public static IEnumerable<JsonElement> Buttons(JsonElement card) =>
        card.ValueKind is JsonValueKind.Object && card.TryGetProperty("actions", out var buttons)
            ? buttons.EnumerateArray()
            : [];

    private static IEnumerable<string> In(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(In),
            JsonValueKind.Object => TypeOf(element) switch
            {
                "TextBlock" => [Text(element, "text")],
                "RichTextBlock" => [string.Concat(Each(element, "inlines").Select(run => Text(run, "text")))],
                "FactSet" => Each(element, "facts").Select(fact => $"{Text(fact, "title")}: {Text(fact, "value")}"),
                "TableRow" => [string.Join(" | ", Each(element, "cells").Select(cell => string.Join(' ', In(cell))))],
                _ => Inside.SelectMany(name => In(element, name)),
            },
            _ => [],
        };

    private static readonly string[] Inside = ["items", "columns", "rows"];

    private static IEnumerable<string> In(JsonElement element, string name) =>
        element.TryGetProperty(name, out var inside) ? In(inside) : [];

    private static JsonElement.ArrayEnumerator Each(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.String ? element.GetString()! : element.GetProperty(name).GetString()!;

    private static string? TypeOf(JsonElement element) =>
        element.TryGetProperty("type", out var type) ? type.GetString() : null;
}
