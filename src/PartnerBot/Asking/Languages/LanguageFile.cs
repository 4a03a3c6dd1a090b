using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Languages;

/// <summary>One language as its files hold it, put together. Every file has the same word keys, the same topics and the same placeholders.</summary>
/// <param name="Code">The primary subtag of BCP 47: <c>en</c>.</param>
/// <param name="Name">The language's own name.</param>
/// <param name="Called">What the language is called, in any language; the first is written in actions.</param>
/// <param name="Words">Texts by key, with placeholders <c>{0}</c>, <c>{1}</c>.</param>
/// <param name="Zones">Abbreviations by IANA time zone.</param>
/// <param name="Everyday">Common words: a typing error never makes a partner of them, and they show which language a question is in.</param>
public sealed record LanguageFile(
    string Code,
    string Name,
    IReadOnlyList<string> Called,
    IReadOnlyDictionary<string, string> Words,
    IReadOnlyList<string> Months,
    IReadOnlyDictionary<string, string> Zones,
    IReadOnlyDictionary<string, TopicWords> Topics,
    Vocabulary Vocabulary,
    ReadingWords Reading,
    IReadOnlyList<string> Everyday
)
{
    /// <summary>Puts the files of one language together: JSON objects whose properties add up.</summary>
    /// <exception cref="InvalidDataException">A file can't be read, or something is missing, unknown or said twice.</exception>
    public static LanguageFile Parse(IEnumerable<string> files)
    {
        try
        {
            // Joined as text, since reading each by itself takes longer than all the rest of the start.
            var whole = $"{{{string.Join(',', files.Select(Properties).Where(each => each.Length > 0))}}}";
            return JsonSerializer.Deserialize(whole, LanguageJson.Default.LanguageFile)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A language file can't be read: {e.Message}", e);
        }
    }

    private static string Properties(string file) =>
        file.Trim() is ['{', .. var properties, '}']
            ? properties.Trim()
            : throw new InvalidDataException("A language file can't be read: it is no JSON object.");

    /// <summary>Everything by which a topic or a focus is asked for.</summary>
    public IEnumerable<string> Phrases() =>
        Topics
            .Values.SelectMany(topic => topic.Names.Concat(topic.Phrases).Concat(topic.Hints))
            .Concat(Reading.Focuses.Values.SelectMany(focus => focus.Phrases.Concat(focus.Hints)));
}

/// <summary>How a topic is asked for in one language. A topic without names is in no help and no list of commands; it is asked for by its phrases, if by anything.</summary>
/// <param name="Names">Command words, the first of which is written in actions.</param>
/// <param name="Phrases">What marks the topic in free speech, in the form that <see cref="Reading.Phrases{T}"/> describes.</param>
/// <param name="Hints">What marks it where nothing else is said.</param>
/// <param name="Example">A question that runs as it stands.</param>
/// <param name="About">One line for the help.</param>
/// <param name="More">What <c>help TOPIC</c> says.</param>
public sealed record TopicWords(
    IReadOnlyList<string>? Names = null,
    IReadOnlyList<string>? Phrases = null,
    IReadOnlyList<string>? Hints = null,
    string Example = "",
    string About = "",
    string More = ""
)
{
    public IReadOnlyList<string> Names { get; } = Names ?? [];

    public IReadOnlyList<string> Phrases { get; } = Phrases ?? [];

    public IReadOnlyList<string> Hints { get; } = Hints ?? [];
}

/// <summary>Words for what questions are narrowed by; the first of each is written in actions.</summary>
public sealed record Vocabulary(
    IReadOnlyDictionary<Stage, IReadOnlyList<string>> Stages,
    IReadOnlyDictionary<Track, IReadOnlyList<string>> Tracks,
    IReadOnlyDictionary<AccessState, IReadOnlyList<string>> Access,
    IReadOnlyList<string> All,
    IReadOnlyList<string> Page,
    IReadOnlyList<string> Greetings,
    IReadOnlyList<string> Thanks
)
{
    public IEnumerable<string> Everything() =>
        [
            .. Stages.Values.SelectMany(words => words),
            .. Tracks.Values.SelectMany(words => words),
            .. Access.Values.SelectMany(words => words),
            .. All,
            .. Page,
            .. Greetings,
            .. Thanks,
        ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(LanguageFile))]
internal sealed partial class LanguageJson : JsonSerializerContext;
