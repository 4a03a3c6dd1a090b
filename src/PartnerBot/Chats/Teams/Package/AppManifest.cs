using System.Text.Json.Nodes;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Teams.Package;

/// <summary>
/// The template of <c>manifests/teams</c> filled in: <c>{{app-…}}</c> are words of each language, the others <see cref="AppFacts"/>.
/// What is said in words goes into the manifest in English, and for each other language into a file of its own, by its path.
/// </summary>
internal sealed class AppManifest(AppFacts facts, Phrasebook phrasebook, string template)
{
    private const string DefaultLanguage = "en";
    private const string Localization =
        "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json";

    private readonly Words own = phrasebook[DefaultLanguage];

    private IEnumerable<Words> Others => phrasebook.All.Where(words => words != own);

    /// <summary>The manifest and the other languages' files, by name.</summary>
    /// <exception cref="KeyNotFoundException">The template has a placeholder for which there is nothing.</exception>
    public IReadOnlyList<(string Name, JsonObject Content)> Files() =>
        [("manifest.json", Whole()), .. Others.Select(words => (FileOf(words), Translated(words)))];

    private static string FileOf(Words words) => $"{words.Code}.json";

    private JsonObject Whole()
    {
        var manifest = Fill(own).Manifest;
        manifest["localizationInfo"]!["additionalLanguages"] = new JsonArray([
            .. Others.Select(words => new JsonObject { ["languageTag"] = words.Code, ["file"] = FileOf(words) }),
        ]);
        return manifest;
    }

    private JsonObject Translated(Words words)
    {
        var file = new JsonObject { ["$schema"] = Localization };
        foreach (var (path, text) in Fill(words).Said)
        {
            file[path] = text;
        }

        return file;
    }

    private (JsonObject Manifest, IReadOnlyList<(string Path, string Text)> Said) Fill(Words words)
    {
        var manifest = JsonNode.Parse(template)!.AsObject();
        var commands = AppCommands.In(words, AppCommands.Topics(own));
        manifest["bots"]![0]!["commandLists"]![0]!["commands"] = commands;
        if (facts.RegistryHost is null)
        {
            manifest["composeExtensions"]![0]!.AsObject().Remove("messageHandlers");
        }

        var said = new List<(string, string)>();
        foreach (var text in Texts(manifest).ToList())
        {
            var value = text.GetValue<string>();
            if (value.StartsWith("{{app-", StringComparison.Ordinal))
            {
                var put = JsonValue.Create(words[value.Trim('{', '}')]);
                text.ReplaceWith(put);
                said.Add(Said(put));
            }
            else if (value.Contains("{{", StringComparison.Ordinal))
            {
                text.ReplaceWith(Placed(value));
            }
        }

        said.AddRange(commands.SelectMany(command => AppCommands.Said.Select(field => Said(command![field]!))));
        return (manifest, said);
    }

    // "$.name.short" is "name.short" there.
    private static (string Path, string Text) Said(JsonNode text) => (text.GetPath()[2..], text.GetValue<string>());

    private string Placed(string value)
    {
        while (value.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = value.IndexOf("}}", start, StringComparison.Ordinal);
            value = $"{value[..start]}{facts[value[(start + 2)..end]]}{value[(end + 2)..]}";
        }

        return value;
    }

    private static IEnumerable<JsonValue> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject all => all.SelectMany(each => Texts(each.Value)),
            JsonArray all => all.SelectMany(Texts),
            JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String => [value],
            _ => [],
        };
}
