using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking.Reading;

/// <summary>Of the topics that words speak for, takes those away that can't be meant beside what else is said.</summary>
internal sealed class TopicRivals(TopicCatalogue topics)
{
    /// <summary>
    /// Who names a partner asks neither for help nor for a list, unless by command; and "who shut off vimeo" names one,
    /// though none of that name is known.
    /// </summary>
    public static void PreferPartners(TopicWeights weights, Found<string>? command, NamesIn names)
    {
        if (!names.Found.IsEmpty)
        {
            weights.Remove(HelpTopic.TopicName);
        }

        if (
            (!names.Found.IsEmpty && (command?.Meaning is not ListTopic.TopicName || weights.IsSpecial))
            || (names.Unknown.Any && weights.IsRivalled(ListTopic.TopicName))
        )
        {
            weights.Remove(ListTopic.TopicName);
        }
    }

    /// <summary>
    /// What is arranged for all partners alike is not meant where one is named: "has netflix gone quiet?" Nor is a digest
    /// where it is said of when: "a digest of last week".
    /// </summary>
    public void ForgetArranging(TopicWeights weights, Found<string>? command, BeforeTopic before)
    {
        if (before is { IsToday: not null, IsArranged: false })
        {
            weights.Remove(DigestTopic.TopicName);
        }

        if (before.Names.Found.IsEmpty)
        {
            return;
        }

        foreach (var topic in weights.Topics.Where(topic => topics[topic] is { IsOrder: true, MayNamePartners: false }))
        {
            if (command?.Meaning != topic || !before.IsArranged)
            {
                weights.Remove(topic);
            }
        }
    }
}
