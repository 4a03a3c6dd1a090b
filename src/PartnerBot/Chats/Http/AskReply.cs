using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Asking;

namespace PartnerBot.Chats.Http;

// To be replaced by what branch `asking` brings.
public sealed record AskReply(AskReply.AskedFor Question, Message Message)
{
    public static AskReply Of(Answer answer) =>
        new(
            new(answer.Question.Topic, [.. answer.Question.Partners.Select(id => id.Value)], answer.Question.Language),
            answer.Message
        );

    public string ToJson() => JsonSerializer.Serialize(this, AskJson.Web.AskReply);

    public sealed record AskedFor(string Topic, IReadOnlyList<string> Partners, string Language);
}

[JsonSerializable(typeof(AskReply))]
public sealed partial class AskJson : JsonSerializerContext
{
    public static AskJson Web { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web));
}
