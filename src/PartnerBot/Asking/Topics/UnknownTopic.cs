using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Reading;

namespace PartnerBot.Asking.Topics;

/// <summary>What is said to words that ask nothing: a greeting back, or the nearest things that can be asked; the words are kept, see <see cref="Unanswered"/>.</summary>
public sealed class UnknownTopic : ITopic
{
    public const string TopicName = "unknown";

    private const int Offered = 3;

    private readonly Phrasebook phrasebook;
    private readonly Unanswered unanswered;
    private readonly Lexicon lexicon;
    private readonly Phrases<string> courtesies;

    public UnknownTopic(Phrasebook phrasebook, Unanswered unanswered)
    {
        (this.phrasebook, this.unanswered) = (phrasebook, unanswered);
        lexicon = phrasebook.Lexicon;
        courtesies = Courtesies.Of(phrasebook);
    }

    public string Name => TopicName;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var sentence = Sentence.Of(question.Asked.Words, lexicon);
        var courtesy = courtesies.In(sentence).FirstOrDefault()?.Meaning;
        if (courtesy is null)
        {
            await unanswered.KeepAsync(question.Asked.Words, words.Code, cancellationToken);
        }

        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [words[courtesy ?? Name]],
            Actions = [.. courtesy is null ? Nearest(sentence, words) : Examples(words).Take(Offered)],
        };
    }

    private IEnumerable<MessageAction> Nearest(Sentence sentence, Words words) =>
        Examples(words).OrderBy(example => DistanceTo(example.Topic, sentence)).Take(Offered);

    private static IEnumerable<MessageAction> Examples(Words words) =>
        words
            .File.Topics.Where(topic => topic.Value.Names.Count > 0)
            .Select(topic => new MessageAction(topic.Key, topic.Value.Example, topic.Value.Example));

    private int DistanceTo(string topic, Sentence sentence)
    {
        const int far = 3;
        var names = phrasebook.All.SelectMany(words => words.File.Topics[topic].Names).ToList();
        var distances =
            from token in sentence.Tokens
            from name in names
            select Spelling.Distance(token.Key, name, far - 1);
        return distances.Append(far).Min();
    }
}
