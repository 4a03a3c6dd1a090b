using System.Text.Json.Nodes;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;

namespace PartnerBot.Chats.Teams.Package;

/// <summary>
/// The command list and prompt starters, made from the topics' own words. What is put into the box is the topic's name alone:
/// no partner is named, since not every company has the same, and the bot asks which one where it needs one.
/// </summary>
internal static class AppCommands
{
    /// <summary>As many as the manifest's schema has room for.</summary>
    public const int Most = 12;

    /// <summary>The fields of a command that are said in words.</summary>
    public static readonly IReadOnlyList<string> Said = ["title", "description", "prompt"];

    /// <summary>The topics in the order of that language's file, as many as there is room for; the help is always among them.</summary>
    public static IReadOnlyList<string> Topics(Words words)
    {
        var asked = words.File.Topics.Where(topic => topic.Value.Names.Count > 0).Select(topic => topic.Key);
        return [.. asked.Where(topic => topic is not HelpTopic.TopicName).Take(Most - 1), HelpTopic.TopicName];
    }

    public static JsonArray In(Words words, IEnumerable<string> topics) =>
        [.. topics.Select(topic => In(words, topic))];

    private static JsonObject In(Words words, string topic) =>
        new()
        {
            ["title"] = words.Command(topic),
            ["description"] = Words.Capitalised(words.File.Topics[topic].About),
            ["type"] = "prompt",
            ["prompt"] = words.Command(topic),
        };
}
