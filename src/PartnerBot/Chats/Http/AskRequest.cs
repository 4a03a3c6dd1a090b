using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Http;

/// <summary>The body of <c>POST /api/ask</c>.</summary>
internal sealed record AskRequest(string Text, string? Language, string? Asker, string? Conversation)
{
    public const int LongestText = 4000;
    private const int LongestName = 200;
    private const int Deepest = 32;

    private static readonly string[] Fields = ["text", "language", "asker", "conversation"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <exception cref="BadFieldException">What is wrong and how to mend it, by field; <c>body</c> where it is none of them.</exception>
    public static AskRequest Parse(ReadOnlyMemory<byte> body, Phrasebook phrasebook)
    {
        using var json = ParseObject(body);
        var fields = json
            .RootElement.EnumerateObject()
            .ToDictionary(field => field.Name, Value, StringComparer.Ordinal);
        if (fields.Keys.FirstOrDefault(name => !Fields.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw new BadFieldException(unknown, $"There is no such field; there are {string.Join(", ", Fields)}.");
        }

        return new(
            CheckText(fields.GetValueOrDefault("text")),
            CheckLanguage(fields.GetValueOrDefault("language"), phrasebook),
            CheckName("asker", fields.GetValueOrDefault("asker")),
            CheckName("conversation", fields.GetValueOrDefault("conversation"))
        );
    }

    private static JsonDocument ParseObject(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        if (!Utf8.IsValid(text.Span))
        {
            throw new BadFieldException("body", "It is not UTF-8; send the JSON encoded in UTF-8.");
        }

        try
        {
            var json = JsonDocument.Parse(text, Strict);
            return json.RootElement.ValueKind is JsonValueKind.Object
                ? json
                : throw new BadFieldException("body", "It is not a JSON object; send {\"text\": \"status netflix\"}.");
        }
        catch (JsonException)
        {
            throw new BadFieldException(
                "body",
                $"It is not JSON, names a field twice or is nested deeper than {Deepest}; send {{\"text\": \"status netflix\"}}."
            );
        }
    }

    private static string? Value(JsonProperty field)
    {
        try
        {
            return field.Value.ValueKind switch
            {
                JsonValueKind.String => field.Value.GetString(),
                JsonValueKind.Null => null,
                _ => throw new BadFieldException(field.Name, "It is not a text; put it in double quotes."),
            };
        }
        catch (InvalidOperationException)
        {
            throw new BadFieldException(field.Name, "It holds half a character (a lone surrogate); send whole ones.");
        }
    }

    private static string CheckText(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new BadFieldException("text", "It is missing or empty; put the question there.")
        : text.Length > LongestText
            ? throw new BadFieldException("text", $"It is longer than {LongestText:N0} characters; ask more shortly.")
        : text;

    private static string? CheckLanguage(string? language, Phrasebook phrasebook) =>
        language is null ? null
        : phrasebook.Find(language) is { } words ? words.Code
        : throw new BadFieldException(
            "language",
            $"It is not known; put one of {string.Join(", ", phrasebook.All.Select(words => words.Code))}, or leave it out."
        );

    private static string? CheckName(string field, string? name) =>
        name is null || (name.Trim().Length > 0 && name.Length <= LongestName)
            ? name
            : throw new BadFieldException(
                field,
                $"It is empty or longer than {LongestName} characters; mend it or leave it out."
            );
}

/// <summary>One field of a request is wrong; the message says what and how to mend it.</summary>
internal sealed class BadFieldException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
