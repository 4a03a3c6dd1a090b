using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking;

/// <summary>The first words in a chat or channel: two lines and three examples.</summary>
public sealed class Welcome(Phrasebook phrasebook, Locale locale)
{
    // They name no partner, since not every company has the same.
    private static readonly string[] Examples = ["list", "changes", "help"];

    /// <param name="language">A tag such as <c>id-ID</c>; one that is not known is the house's.</param>
    /// <param name="inRoom">Others read along, and the bot has to be mentioned.</param>
    public Message Say(string? language, bool inRoom)
    {
        var words = phrasebook.First(locale, language);
        IReadOnlyList<string> lines = [words["welcome"], words[inRoom ? "welcome-room" : "welcome-more"]];
        return new()
        {
            Topic = Topics.HelpTopic.TopicName,
            Language = words.Code,
            Text = string.Join(' ', lines),
            Paragraphs = lines,
            Actions =
            [
                .. Examples.Select(topic => new MessageAction(topic, words.Command(topic), words.Command(topic))),
            ],
        };
    }
}
