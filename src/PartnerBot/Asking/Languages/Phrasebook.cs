using System.Reflection;

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
        byCode = All.ToDictionary(words => words.Code, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The languages by code.</summary>
    public IReadOnlyList<Words> All { get; }

    /// <summary>The words of a language.</summary>
    /// <exception cref="KeyNotFoundException">There is no such language; the message names those there are.</exception>
    public Words this[string code] =>
        Find(code)
        ?? throw new KeyNotFoundException(
            $"There is no language \"{code}\". There are: {string.Join(", ", All.Select(words => words.Code))}."
        );

    /// <summary>The words for a tag such as <c>en</c>, <c>en-GB</c> or <c>ID_id</c>; null where there are none.</summary>
    public Words? Find(string? tag) => tag is null ? null : byCode.GetValueOrDefault(tag.Split('-', '_')[0]);

    /// <summary>The product's own languages: each embedded folder of <c>Languages/</c> is one.</summary>
    public static Phrasebook Embedded() => new(EmbeddedParts().Select(parts => LanguageFile.Parse(parts)));

    /// <summary>The files of each language, as texts.</summary>
    internal static IEnumerable<IReadOnlyList<string>> EmbeddedParts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .GroupBy(name => name.Split('/', '\\')[1], StringComparer.Ordinal)
            .Select(language => language.Select(name => ReadText(assembly, name)).ToList());
    }

    private static string ReadText(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
