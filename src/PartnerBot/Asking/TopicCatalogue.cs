using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking;

/// <summary>The topics by name.</summary>
public sealed class TopicCatalogue
{
    private readonly Dictionary<string, ITopic> topics;

    /// <exception cref="InvalidDataException">Two topics share a name, or a topic and its words don't go together; the message says which.</exception>
    public TopicCatalogue(IEnumerable<ITopic> topics, Phrasebook phrasebook)
    {
        var byName = topics.ToLookup(topic => topic.Name, StringComparer.Ordinal);
        if (byName.FirstOrDefault(named => named.Count() > 1) is { } shared)
        {
            var types = string.Join(" and ", shared.Select(topic => topic.GetType().Name));
            throw new InvalidDataException(
                $"{types} are both the topic \"{shared.Key}\": give one of them another name."
            );
        }

        foreach (var words in phrasebook.All)
        {
            if (byName.FirstOrDefault(named => !words.File.Topics.ContainsKey(named.Key)) is { } mute)
            {
                throw new InvalidDataException($"The topic \"{mute.Key}\" has no words in the {words.Code} file.");
            }

            if (words.File.Topics.Keys.FirstOrDefault(name => !byName.Contains(name)) is { } missing)
            {
                throw new InvalidDataException(
                    $"The {words.Code} file has words for a topic \"{missing}\", which there is not."
                );
            }
        }

        this.topics = byName.ToDictionary(named => named.Key, named => named.Single(), StringComparer.Ordinal);
    }

    /// <exception cref="KeyNotFoundException">There is no such topic.</exception>
    public ITopic this[string name] => topics[name];

    public bool Contains(string name) => topics.ContainsKey(name);
}
