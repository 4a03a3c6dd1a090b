using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking;

/// <summary>What is said where a question is about a partner and it isn't clear which.</summary>
internal static class WhichPartner
{
    private const int Offered = 10;

    /// <summary>For a question in which no partner was found.</summary>
    public static Message Ask(Question question, Words words, VisibleNames names) =>
        question.Unclear switch
        {
            [] => new()
            {
                Topic = question.Topic,
                Language = words.Code,
                Text = "",
                Paragraphs = [words["partner-which", words.File.Topics[question.Topic].Example]],
                Actions = [List(words)],
            },
            [{ Candidates: [] } unknown] => Unknown(question.Topic, unknown, words),
            var several => new()
            {
                Topic = question.Topic,
                Language = words.Code,
                Text = "",
                Paragraphs = [.. several.Select(unclear => Say(unclear, words))],
                Actions = [.. several.SelectMany(unclear => Offer(question.Topic, unclear, words, names))],
            },
        };

    /// <summary>The same for a partner that there is not and for one that the asker may not see.</summary>
    private static Message Unknown(string topic, UnclearName name, Words words) =>
        new()
        {
            Topic = topic,
            Language = words.Code,
            Text = "",
            Paragraphs = [Say(name, words)],
            Actions = [List(words)],
        };

    public static string Say(UnclearName unclear, Words words) =>
        unclear.Candidates.Count switch
        {
            > 0 when unclear.Perhaps => words["partner-perhaps", PlainText.Echo(unclear.Words)],
            0 => words["partner-unknown", PlainText.Echo(unclear.Words), words.Command("list")],
            2 => words["partners-match.two", PlainText.Echo(unclear.Words)],
            var count => words["partners-match.other", PlainText.Echo(unclear.Words), count],
        };

    public static IEnumerable<MessageAction> Offer(string topic, UnclearName unclear, Words words, VisibleNames names)
    {
        var partners = unclear.Candidates.Take(Offered).Select(names.Find).OfType<Registry.PartnerSummary>().ToList();
        foreach (var partner in partners)
        {
            // Two of one name would only lead back here.
            var named = partners.Count(other =>
                string.Equals(other.Name, partner.Name, StringComparison.OrdinalIgnoreCase)
            );
            var ask = named == 1 ? partner.Name : partner.Id.Value;
            yield return new(topic, partner.Name, $"{words.Command(topic)} {ask}", IsChoice: true);
        }
    }

    private static MessageAction List(Words words) => new("list", words.Command("list"), words.Command("list"));
}
