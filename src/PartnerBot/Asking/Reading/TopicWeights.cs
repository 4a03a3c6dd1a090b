using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking.Reading;

/// <summary>What a phrase speaks for: a topic, or one focus of a status.</summary>
internal sealed record Meaning(string Topic, Focus? Focus = null);

/// <summary>How much speaks for each meaning: the weight of the strongest phrase for it, of equals the earlier.</summary>
internal sealed class TopicWeights(TopicCatalogue topics)
{
    // A command decides alone; its word elsewhere in a sentence weighs about as much as a phrase.
    public const double Command = 5;
    public const double GeneralCommand = 2.2;
    public const double Name = 1.9;
    public const double GeneralName = 1.2;
    public const double Phrase = 2;
    public const double Hint = 1;

    // What a later place takes off is less than any difference of weights.
    private const double Place = 0.001;
    private const int LastPlace = 40;

    private readonly Dictionary<Meaning, double> weights = [];

    public bool IsEmpty => weights.Count == 0;

    /// <summary>The topics that anything speaks for.</summary>
    public List<string> Topics => [.. weights.Keys.Select(meaning => meaning.Topic).Distinct(StringComparer.Ordinal)];

    /// <summary>The weight of what is meant; 0 where nothing is.</summary>
    public double Best => Meant is { } meant ? Of(meant) : 0;

    /// <summary>The meaning of the greatest weight, of equals the topic of higher precedence; null where there is none.</summary>
    public Meaning? Meant =>
        weights
            .Keys.OrderByDescending(Of)
            .ThenByDescending(meaning => topics[meaning.Topic].Precedence)
            .ThenByDescending(meaning => weights[meaning])
            .ThenBy(meaning => meaning.Topic, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>What of a status is asked for: beside a whole phrase only what is said by one as well.</summary>
    public Focus? Focus
    {
        get
        {
            var least = Of(new(StatusTopic.TopicName)) is >= Phrase and not GeneralCommand ? Name : Hint;
            return weights
                .Keys.Where(meaning => meaning.Focus is not null && Of(meaning) >= least)
                .MaxBy(meaning => weights[meaning])
                ?.Focus;
        }
    }

    public void Add(Meaning meaning, double weight, int place) =>
        weights[meaning] = Math.Max(weight - (Place * Math.Min(place, LastPlace)), weights.GetValueOrDefault(meaning));

    /// <summary>A reason more for a topic that something speaks for already.</summary>
    public void Strengthen(string topic, double by)
    {
        if (weights.ContainsKey(new(topic)))
        {
            weights[new(topic)] += by;
        }
    }

    public void Remove(string topic) => weights.Remove(new(topic));

    /// <summary>Whether a whole phrase asks for more than a status or a list: "list the requirements".</summary>
    public bool IsSpecial => weights.Keys.Any(meaning => !topics[meaning.Topic].IsGeneral && Of(meaning) is >= Phrase);

    /// <summary>Whether something asked of partners weighs about as much as this topic, which no command asks for.</summary>
    public bool IsRivalled(string topic)
    {
        const double about = 0.2;
        var weight = Of(new(topic));
        return weight is > 0 and < Command
            && weights.Keys.Any(other => topics[other.Topic].AboutPartners && Of(other) > weight - about);
    }

    private double Of(Meaning meaning) => Math.Round(weights.GetValueOrDefault(meaning) + (Place * LastPlace / 2), 1);
}
