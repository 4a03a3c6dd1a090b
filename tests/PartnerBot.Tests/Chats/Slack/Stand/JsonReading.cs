using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Reads JSON that may be of any shape: what isn't as asked for is as good as absent.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonNode? node, string name) =>
        node is JsonObject own && own[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>As Slack reads what may come from a form: <c>true</c>, <c>"true"</c>, <c>1</c> and <c>"1"</c>.</summary>
    public static bool Flag(this JsonNode? node, string name) =>
        node is JsonObject own && own[name]?.ToString() is "true" or "True" or "1";

    public static int Number(this JsonNode? node, string name, int otherwise) =>
        node is JsonObject own
        && int.TryParse(own[name]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    public static JsonObject? Object(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static JsonArray? List(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonArray;

    /// <summary>A copy without its parent; null stays null.</summary>
    public static JsonNode? Copy(this JsonNode? node) => node?.DeepClone();

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    /// <summary>The object with what <paramref name="other"/> has put over it.</summary>
    public static JsonObject With(this JsonObject node, JsonObject? other)
    {
        foreach (var (name, value) in other ?? [])
        {
            node[name] = value.Copy();
        }

        return node;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out JsonNode? node)
    {
        node = null;
        try
        {
            node = string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
            return node is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
