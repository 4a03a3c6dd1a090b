using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking.Reading;

/// <summary>Whether words are a question at all.</summary>
internal sealed class QuestionCheck(TopicCatalogue topics, Phrasebook phrasebook)
{
    private readonly Phrases<string> courtesies = Courtesies.Of(phrasebook);

    /// <summary>"Delete netflix" is not obeyed, and not answered as if it were a question.</summary>
    /// <param name="weight">How much speaks for a topic.</param>
    public bool IsOrder(Sentence sentence, double weight)
    {
        return weight < TopicWeights.Phrase
            && sentence.FirstWord is { } first
            && phrasebook.Lexicon.IsOrder(sentence.Tokens[first].Key);
    }

    /// <summary>"Apa kabar?" is a greeting; "apa kabar netflix?" is none.</summary>
    public bool IsCourtesy(Sentence sentence)
    {
        var polite = courtesies.In(sentence).SelectMany(found => found.Places).ToHashSet();
        return polite.Count > 0
            && Enumerable.Range(0, sentence.Count).All(at => polite.Contains(at) || sentence.IsFiller(at));
    }

    /// <summary>Without a partner, whether the question is one nevertheless: its words have a place in it, or are meant as a name.</summary>
    public bool Concludes(Sentence sentence, NamesIn names, string topic, int? command, TopicWeights weights)
    {
        const int few = 2;
        var isClaim = topic is StatusTopic.TopicName && weights.Focus is Focus.Statement; // of any words
        var whole = weights.Best >= TopicWeights.Name;
        if (
            names.Found.IsEmpty
            && topics[topic].MayNamePartners
            && (whole || command is not null || sentence.Left.Count() <= few)
        )
        {
            names.Unknown.Find(command, whole && topics[topic].AboutPartners && !isClaim);
        }

        return isClaim || names.Found.Unclear.Count > 0 || sentence.Left.Count() <= MayBeLeft(topic, weights.Best);
    }

    /// <summary>How many words may have no place: the more, the more was said by the phrase.</summary>
    private static int MayBeLeft(string topic, double weight) =>
        weight < TopicWeights.Phrase || topic is StatusTopic.TopicName ? 0
        : weight > TopicWeights.Phrase ? 2
        : 1;
}
