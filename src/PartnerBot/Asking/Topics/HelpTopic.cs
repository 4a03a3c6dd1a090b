using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Topics;

/// <summary>What can be asked, made from the topics' own words; with a topic named, more about that one.</summary>
public sealed class HelpTopic(Phrasebook phrasebook) : ITopic
{
    public const string TopicName = "help";

    public string Name => TopicName;

    public bool IsGeneral => true;

    public int Precedence => 9;

    public Task<Message> AnswerAsync(Question question, VisiblePartners partners, CancellationToken cancellationToken)
    {
        var words = phrasebook[question.Language];
        return Task.FromResult(question.Subject is { } subject ? About(subject, words) : Everything(words));
    }

    private Message Everything(Words words)
    {
        var topics = words.File.Topics.Where(topic => topic.Value.Names.Count > 0).ToList();
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [words["help-intro"]],
            Sections =
            [
                new(
                    words["help-title"],
                    [.. topics.Select(topic => new Line(topic.Value.Example, topic.Value.About, topic.Value.Example))]
                ),
            ],
            Notes = [words["help-deeper", words.File.Topics[Name].Example]],
        };
    }

    private Message About(string subject, Words words)
    {
        var topic = words.File.Topics[subject];
        var others = phrasebook
            .All.SelectMany(language => language.File.Topics[subject].Names)
            .Except([topic.Names[0]], StringComparer.Ordinal)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = topic.Names[0],
            Headline = new(topic.Names[0], Words.Capitalised(topic.About), State: null),
            Paragraphs =
            [
                topic.More,
                $"{words["help-example"]}: `{topic.Example}`",
                .. others.Count > 0 ? [$"{words["help-names"]}: {string.Join(", ", others)}"] : Array.Empty<string>(),
            ],
            Actions = [new(subject, topic.Example, topic.Example)],
        };
    }
}
