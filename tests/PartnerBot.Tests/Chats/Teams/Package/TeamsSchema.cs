using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace PartnerBot.Tests.Chats.Teams.Package;

/// <summary>What Microsoft's schemas say of a manifest and of a file with another language.</summary>
internal static class TeamsSchema
{
    private const string Name = "teams-manifest-1.30.json";

    // Source: MicrosoftTeams.Localization.schema.json, v1.30; of it, what this product says in words.
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        [@"^name\.short$"] = 30,
        [@"^name\.full$"] = 100,
        [@"^description\.short$"] = 80,
        [@"^description\.full$"] = 4000,
        [@"^bots\[0\]\.commandLists\[[0-2]\]\.commands\[([0-9]|1[0-1])\]\.title$"] = 128,
        [@"^bots\[0\]\.commandLists\[[0-2]\]\.commands\[([0-9]|1[0-1])\]\.description$"] = 4000,
        [@"^bots\[0\]\.commandLists\[[0-2]\]\.commands\[([0-9]|1[0-1])\]\.prompt$"] = 4000,
        [@"^composeExtensions\[0\]\.commands\[[0-9]\]\.title$"] = 32,
        [@"^composeExtensions\[0\]\.commands\[[0-9]\]\.description$"] = 128,
        [@"^composeExtensions\[0\]\.commands\[[0-9]\]\.parameters\[[0-4]\]\.title$"] = 32,
        [@"^composeExtensions\[0\]\.commands\[[0-9]\]\.parameters\[[0-4]\]\.description$"] = 128,
    };

    /// <summary>Skips the test where the schema is not there.</summary>
    public static JsonSchema Manifest() => JsonSchema.FromText(AsDraft7(Official.Text(Name)));

    public static IEnumerable<string> TranslationFaults(JsonObject file) =>
        file.Where(said => said.Key is not "$schema")
            .Where(said => !MayBe(said.Key, (string?)said.Value ?? ""))
            .Select(said => $"{said.Key}: {said.Value}");

    private static bool MayBe(string path, string text) =>
        text.Trim().Length > 0
        && !string.Equals(text, "null", StringComparison.OrdinalIgnoreCase)
        && Longest.Any(rule =>
            text.Length <= rule.Value && Regex.IsMatch(path, rule.Key, RegexOptions.None, TimeSpan.FromSeconds(1))
        );

    // Of what draft 4 writes otherwise than draft 7 the schema has nothing, which is looked for here, but its own name.
    private static string AsDraft7(string draft4)
    {
        var schema = JsonNode.Parse(draft4)!;
        ((string?)schema["$schema"]).ShouldBe("http://json-schema.org/draft-04/schema#");
        Objects(schema).ShouldAllBe(each => !(each["id"] is JsonValue) && each["exclusiveMinimum"] == null);
        Objects(schema).ShouldAllBe(each => each["exclusiveMaximum"] == null && !(each["required"] is JsonValue));
        schema["$schema"] = "http://json-schema.org/draft-07/schema#";
        return schema.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject all => all.SelectMany(each => Objects(each.Value)).Prepend(all),
            JsonArray all => all.SelectMany(Objects),
            _ => [],
        };
}
