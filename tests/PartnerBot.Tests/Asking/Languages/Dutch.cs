using System.Reflection;
using System.Text.Json.Nodes;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Tests.Asking.Languages;

/// <summary>A third language, of files alone; what no test reads of it is the English.</summary>
internal static class Dutch
{
    /// <summary>English, Indonesian and Dutch.</summary>
    public static Phrasebook Phrasebook { get; } =
        new([.. Phrasebook.EmbeddedParts().Append(Files()).Select(LanguageFile.Parse)]);

    private static List<string> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith("languages/nl/", StringComparison.Ordinal))
                .Select(name => Completed(assembly.GetManifestResourceStream(name)!)),
        ];
    }

    private static string Completed(Stream stream)
    {
        using var file = stream;
        var parsed = JsonNode.Parse(file)!;
        foreach (var (part, entries) in English().Where(part => part.Key is "words" or "topics"))
        {
            foreach (var (key, english) in parsed[part] is null ? [] : entries!.AsObject())
            {
                parsed[part]![key] ??= english!.DeepClone();
            }
        }

        return parsed.ToJsonString();
    }

    private static List<KeyValuePair<string, JsonNode?>> English() =>
        Phrasebook
            .EmbeddedParts()
            .Select(files => files.SelectMany(file => JsonNode.Parse(file)!.AsObject()).ToList())
            .Single(files => files.Exists(part => part is { Key: "code" } && part.Value!.GetValue<string>() is "en"));
}
