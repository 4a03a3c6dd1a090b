using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PartnerBot.Chats.Http;

/// <summary>The body of a question, wherever it is posted: bounded bytes that hold a JSON object of texts.</summary>
internal static class AskBody
{
    public const int Largest = 256 * 1024;
    public const int Deepest = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>The bytes; null where they are more than <see cref="Largest"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Bounded here as well as by the server, whose limit a proxy or a test host may not have.
        if (request.ContentLength > Largest)
        {
            return null;
        }

        var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellationToken)) > 0; )
        {
            if (buffer.Length + read > Largest)
            {
                return null;
            }

            buffer.Write(part, 0, read);
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>The texts by field; a field that is null or left out has none.</summary>
    /// <param name="known">The fields there are.</param>
    /// <exception cref="BadFieldException">It is no such object; the field is <c>body</c> where it is none of them.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(ReadOnlyMemory<byte> body, IReadOnlyList<string> known)
    {
        using var json = ParseObject(body);
        var fields = json
            .RootElement.EnumerateObject()
            .ToDictionary(field => field.Name, Value, StringComparer.Ordinal);
        return fields.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw new BadFieldException(unknown, $"There is no such field; there are {string.Join(", ", known)}.")
            : fields;
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
}

/// <summary>One field of a request is wrong; the message says what and how to mend it.</summary>
internal sealed class BadFieldException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
