using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking.Focuses;

/// <summary>A status of which one thing is asked: that thing first, and short.</summary>
public sealed class FocusedStatus(IEnumerable<IFocus> focuses)
{
    private readonly Dictionary<Focus, IFocus> focuses = focuses.ToDictionary(focus => focus.Focus);

    public async Task<Message> AnswerAsync(
        Focus focus,
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var answers = new List<Focused>();
        var remarks = new List<string>();
        foreach (var id in question.Partners.Take(SinceLast.ManyPartners))
        {
            if (
                await partners.FindAsync(id, cancellationToken) is { } reading
                && await focuses[focus].AnswerAsync(reading, question, partners, words, cancellationToken) is { } answer
            )
            {
                answers.Add(answer);
                remarks.AddRange(reading.Value.Remarks(words, named: question.Partners.Count > 1));
            }
        }

        return new()
        {
            Topic = StatusTopic.TopicName,
            Language = words.Code,
            Text = "",
            Paragraphs = [.. answers.Select(answer => answer.Says)],
            Sections = [.. answers.SelectMany(answer => answer.Sections)],
            Notes = [.. words.FirstPartners(question), .. remarks.Distinct(StringComparer.Ordinal)],
            Visibility = answers.Max(answer => (Registry.Visibility?)answer.Visibility),
            Freshness = Freshness.Oldest(answers.Select(answer => answer.Freshness)),
            // Of several, nobody could tell which one a button is about.
            Actions = answers is [var only] ? only.Actions : [],
        };
    }
}
