using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>Lays a message out as Block Kit, or as many messages as its length needs, one at a time.</summary>
public sealed class SlackBlocks(Phrasebook phrasebook, TimeProvider clock, Locale house)
{
    /// <summary>In characters of text; Slack's true limit is not documented.</summary>
    public const int Budget = 10_000;

    // What can be pressed, who shared it, a title and one piece of text need so much.
    private const int LeastBudget = 1000;
    private const int LongestTitle = 150;
    private const int LongestText = 4000;

    /// <summary>The part asked for; past the end it is the last.</summary>
    public SlackMessage Render(Message message, BlockContext context)
    {
        var words = phrasebook[message.Language];
        var zone = message.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : house.TimeZone;
        var budget = Math.Clamp(context.Budget, LeastBudget, Budget);
        var body = new BlockBody(message, words, clock.GetUtcNow(), zone, Math.Min(budget / 8, LongestTitle));
        var parts = new BlockParts(message, context, words, budget);
        return new(TextOf(message, context, words), parts.Take(body));
    }

    // Who shared it comes last: first comes what a telephone shows.
    private static string TextOf(Message message, BlockContext context, Words words)
    {
        var by = context.SharedBy is { } id ? $" {words["shared-by", $"<@{BlockText.Escaped(id, 30)}>"]}." : "";
        return BlockText.Escaped(message.Text, LongestText - by.Length) + by;
    }
}
