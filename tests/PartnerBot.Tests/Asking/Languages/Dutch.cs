using System.Reflection;
using System.Text.Json.Nodes;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Tests.Asking.Languages;

/// <summary>A third language, of files alone; words that no test reads are the English ones.</summary>
internal static class Dutch
{
    /// <summary>English, Indonesian and Dutch.</summary>
    public static Phrasebook Phrasebook { get; } =
        new([.. Phrasebook.EmbeddedParts().Append(Parts()).Select(LanguageFile.Parse)]);

    private static List<string> Parts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith("languages/nl/", StringComparison.Ordinal))
                .Select(name =>
                    name.EndsWith("/words.json", StringComparison.Ordinal) ? Completed(Read(name)) : Read(name)
                ),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    private static string Completed(string words)
    {
        var file = JsonNode.Parse(words)!;
        foreach (var (key, text) in Phrasebook.Embedded()["en"].File.Words)
        {
            file["words"]![key] ??= text;
        }

        return file.ToJsonString();
    }
}
