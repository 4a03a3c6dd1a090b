using System.Reflection;
using System.Text.Json;

namespace PartnerBot.Asking.Languages;

/// <summary>Every language there is, one embedded file each, checked against one another when loaded.</summary>
public sealed class Phrasebook
{
    private const string Folder = "languages/";

    private readonly Dictionary<string, Words> byCode;

    /// <param name="files">UTF-8 JSON, one language each; the reader closes none of them.</param>
    /// <exception cref="InvalidDataException">A file can't be read, or the files don't agree; the message says where.</exception>
    public Phrasebook(IEnumerable<Stream> files)
    {
        All = [.. files.Select(Read).OrderBy(words => words.Code, StringComparer.Ordinal)];
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

    /// <summary>The product's own languages.</summary>
    public static Phrasebook Embedded()
    {
        var files = EmbeddedFiles().ToList();
        try
        {
            return new(files);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    internal static IEnumerable<Stream> EmbeddedFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => assembly.GetManifestResourceStream(name)!);
    }

    private static Words Read(Stream file)
    {
        try
        {
            return new(
                JsonSerializer.Deserialize(file, LanguageJson.Default.LanguageFile)
                    ?? throw new InvalidDataException("A language file can't be read: it is null.")
            );
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A language file can't be read: {e.Message}", e);
        }
    }
}
