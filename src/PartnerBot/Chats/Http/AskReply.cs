using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Http;

/// <summary>An answer as <c>POST /api/ask</c> and <c>ask --json</c> give it: camelCase, enums kebab-case, instants ISO 8601.</summary>
public sealed record AskReply(AskReply.AskedFor Question, Message Message)
{
    public static AskReply Of(Answer answer) =>
        new(
            new(
                answer.Question.Topic,
                [.. answer.Question.Partners.Select(partner => partner.Value)],
                answer.Question.Track,
                answer.Question.Filters,
                answer.Question.Focus,
                answer.Question.Language
            ),
            answer.Message
        );

    public string ToJson() => JsonSerializer.Serialize(this, AskJson.Web.AskReply);

    /// <summary>The question as it was read.</summary>
    public sealed record AskedFor(
        string Topic,
        IReadOnlyList<string> Partners,
        Track? Track,
        Filters Filters,
        Focus? Focus,
        string Language
    );
}

/// <summary>The JSON of the answers; use <see cref="Web"/>, which knows the contract's spelling of enums.</summary>
[JsonSerializable(typeof(AskReply))]
public sealed partial class AskJson : JsonSerializerContext
{
    public static AskJson Web { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
                // Never put into a page, so quotes and plus signs stay readable.
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
