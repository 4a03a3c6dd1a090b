using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Tests.Chats.Slack.Blocks;

/// <summary>Slack's own types as a schema, which says itself how it was made.</summary>
internal static class BlockSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(Load);

    public static void ShouldBeValid(SlackMessage message)
    {
        using var json = JsonDocument.Parse(Shapes(message.Read())!.ToJsonString());
        if (Schema.Value.Evaluate(json.RootElement, new() { OutputFormat = OutputFormat.Flag }).IsValid)
        {
            return;
        }

        // Only where there is something to say: every alternative that does not fit is told.
        var result = Schema.Value.Evaluate(json.RootElement, new() { OutputFormat = OutputFormat.List });
        Assert.Fail(
            string.Join(
                '\n',
                (result.Details ?? [])
                    .Where(detail => detail.Errors is not null)
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")
                    .Take(20)
            )
        );
    }

    /// <summary>As it is sent.</summary>
    public static string Json(IReadOnlyList<Block> blocks) =>
        JsonSerializer.Serialize(blocks, BlockJson.Compact.IReadOnlyListBlock);

    public static JsonArray Read(this SlackMessage message) => JsonNode.Parse(Json(message.Blocks))!.AsArray();

    /// <summary>Everything in it that is an object of Slack's.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node) =>
        node switch
        {
            JsonArray array => array.SelectMany(Objects),
            JsonObject one => one.SelectMany(property => Objects(property.Value)).Prepend(one),
            _ => [],
        };

    public static string? Type(this JsonNode? node) => (string?)node?["type"];

    // The schema is of types and names alone, so one of many that differ in their texts stands for all, and takes less time.
    private static JsonNode? Shapes(JsonNode? node) =>
        node switch
        {
            JsonArray array => new JsonArray([
                .. array.Select(Shapes).DistinctBy(one => one?.ToJsonString(), StringComparer.Ordinal),
            ]),
            JsonObject one => new JsonObject(
                one.Select(property => KeyValuePair.Create(property.Key, Shape(property.Key, property.Value)))
            ),
            _ => node?.DeepClone(),
        };

    private static JsonNode? Shape(string key, JsonNode? value) =>
        key is "text" or "value" or "url" or "fallback" or "action_id" && value?.GetValueKind() is JsonValueKind.String
            ? "x"
            : Shapes(value);

    private static JsonSchema Load() =>
        JsonSchema.FromText(
            File.ReadAllText(
                Path.Combine(AppContext.BaseDirectory, "Chats", "Slack", "Blocks", "slack-blocks.schema.json")
            )
        );
}
