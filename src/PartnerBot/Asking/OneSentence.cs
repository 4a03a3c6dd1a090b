using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking;

/// <summary>One sentence as a message.</summary>
internal static class OneSentence
{
    public static Message Of(string text, Words words) =>
        new()
        {
            Topic = UnknownTopic.TopicName,
            Language = words.Code,
            Text = text,
            Paragraphs = [text],
        };
}
