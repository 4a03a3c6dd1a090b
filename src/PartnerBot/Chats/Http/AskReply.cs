using PartnerBot.Asking;

namespace PartnerBot.Chats.Http;

// To be replaced by what branch `asking` brings.
public sealed record AskReply(QuestionReply Question, MessageReply Message)
{
    public static AskReply From(Question question, Message message) =>
        new(new(question.Topic, [.. question.Partners.Select(id => id.Value)], question.Language), new(message.Text));
}

public sealed record QuestionReply(string Topic, IReadOnlyList<string> Partners, string Language);

public sealed record MessageReply(string Text);
