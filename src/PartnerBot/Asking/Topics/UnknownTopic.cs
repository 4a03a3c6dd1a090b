using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Topics;

/// <summary>What is said to words that ask nothing: a greeting back, or the nearest things that can be asked; the words are kept, see <see cref="Unanswered"/>.</summary>
public sealed class UnknownTopic : ITopic
{
    public const string TopicName = "unknown";

    private const int Offered = 3;

    private readonly Phrasebook phrasebook;
    private readonly Unanswered unanswered;
    private readonly Cues<string> courtesies = new();

    public UnknownTopic(Phrasebook phrasebook, Unanswered unanswered)
    {
        (this.phrasebook, this.unanswered) = (phrasebook, unanswered);
        foreach (var words in phrasebook.All)
        {
            courtesies.Add(words.File.Vocabulary.Greetings, "greeting");
            courtesies.Add(words.File.Vocabulary.Thanks, "thanks");
        }
    }

    public string Name => TopicName;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var text = question.Asked.Words.Length > QuestionReader.LongestText ? "" : question.Asked.Words;
        var sentence = new Sentence(Token.Normalise(text));
        var courtesy = courtesies.In(sentence)?.Meaning;
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
            Actions = [.. Nearest(sentence, words)],
        };
    }

    private IEnumerable<MessageAction> Nearest(Sentence sentence, Words words) =>
        words
            .File.Topics.Where(topic => topic.Value.Names.Count > 0)
            .OrderBy(topic => DistanceTo(topic.Key, sentence))
            .Take(Offered)
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
