using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PartnerBot.Asking.Languages;

/// <summary>Everything said in one language.</summary>
public sealed class Words
{
    private readonly Dictionary<string, CompositeFormat> texts;

    /// <exception cref="InvalidDataException">A text's placeholders can't be read.</exception>
    internal Words(LanguageFile file)
    {
        File = file;
        texts = file.Words.ToDictionary(word => word.Key, word => Parse(file.Code, word), StringComparer.Ordinal);
    }

    public string Code => File.Code;

    public LanguageFile File { get; }

    /// <exception cref="KeyNotFoundException">No language has a text of that key.</exception>
    public string this[string key, params ReadOnlySpan<object?> arguments] =>
        texts.TryGetValue(key, out var text)
            ? string.Format(CultureInfo.InvariantCulture, text, arguments)
            : throw new KeyNotFoundException($"The language files have no words for \"{key}\".");

    /// <summary>The words for a value, under the key <c>type-value</c>, such as <c>track-status-no-agreement</c>.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => this[Keys<T>.Of.GetOrAdd(value, static one => KeyOf(typeof(T), one.ToString()))];

    /// <summary>The command word of a topic; the topic's own name where it has none.</summary>
    public string Command(string topic) =>
        File.Topics.TryGetValue(topic, out var words) && words.Names is [var name, ..] ? name : topic;

    /// <summary>A text's first letter made a capital.</summary>
    public static string Capitalised(string text) =>
        text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    internal static string KeyOf(Type type, string value) =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name)}-{JsonNamingPolicy.KebabCaseLower.ConvertName(value)}";

    /// <summary>The numbers of the placeholders that a text has.</summary>
    internal IEnumerable<int> Placeholders(string key)
    {
        // Each argument shows itself as a character that no text has.
        var arguments = Enumerable
            .Range(0, texts[key].MinimumArgumentCount)
            .Select(number => (object)(char)('\uE000' + number));
        var filled = this[key, [.. arguments]];
        return filled
            .Where(character => character >= '\uE000')
            .Select(character => character - '\uE000')
            .Distinct()
            .Order();
    }

    // Made once each: making them takes longer than all else that is said of a value.
    private static class Keys<T>
        where T : struct, Enum
    {
        public static readonly ConcurrentDictionary<T, string> Of = new();
    }

    private static CompositeFormat Parse(string language, KeyValuePair<string, string> word)
    {
        try
        {
            return CompositeFormat.Parse(word.Value);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"The {language} words for \"{word.Key}\" have a malformed placeholder.", e);
        }
    }
}
