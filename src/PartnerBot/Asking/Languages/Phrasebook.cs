using System.Reflection;
using PartnerBot.Asking.Reading;

namespace PartnerBot.Asking.Languages;

/// <summary>Every language there is, one folder of embedded files each, checked against one another when loaded.</summary>
public sealed class Phrasebook
{
    private const string Folder = "languages/";

    private readonly Dictionary<string, Words> byCode;

    /// <exception cref="InvalidDataException">The languages don't agree; the message says where.</exception>
    public Phrasebook(IEnumerable<LanguageFile> languages)
    {
        All =
        [
            .. languages.Select(language => new Words(language)).OrderBy(words => words.Code, StringComparer.Ordinal),
        ];
        PhrasebookCheck.Run(All);
        Lexicon = new(All);
        byCode = All.ToDictionary(words => words.Code, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The languages by code.</summary>
    public IReadOnlyList<Words> All { get; }

    /// <summary>The words of all languages together, by which questions are read.</summary>
    internal Lexicon Lexicon { get; }

    /// <summary>The words of a language.</summary>
    /// <exception cref="KeyNotFoundException">There is no such language; the message names those there are.</exception>
    public Words this[string code] =>
        Find(code)
        ?? throw new KeyNotFoundException(
            $"There is no language \"{code}\". There are: {string.Join(", ", All.Select(words => words.Code))}."
        );

    /// <summary>The words for a tag such as <c>en</c>, <c>en-GB</c> or <c>ID_id</c>; null where there are none.</summary>
    public Words? Find(string? tag) => tag is null ? null : byCode.GetValueOrDefault(tag.Split('-', '_')[0]);

    /// <summary>The words for the first of these tags that there are words for; for none of them the house's.</summary>
    public Words First(Locale house, params ReadOnlySpan<string?> tags)
    {
        foreach (var tag in tags)
        {
            if (Find(tag) is { } words)
            {
                return words;
            }
        }

        return this[house.Language];
    }

    /// <summary>The product's own languages: each embedded folder of <c>Languages/</c> is one.</summary>
    public static Phrasebook Embedded() => new(EmbeddedParts().Select(parts => LanguageFile.Parse(parts)));

    /// <summary>Their codes, which their folders are named by, without reading them.</summary>
    internal static IReadOnlyList<string> EmbeddedCodes() =>
        [.. EmbeddedNames().Select(language => language.Key).Order(StringComparer.Ordinal)];

    /// <summary>The files of each language, as texts.</summary>
    internal static IEnumerable<IReadOnlyList<string>> EmbeddedParts() =>
        EmbeddedNames().Select(language => language.Select(ReadText).ToList());

    private static IEnumerable<IGrouping<string, string>> EmbeddedNames() =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .GroupBy(name => name.Split('/', '\\')[1], StringComparer.Ordinal);

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
