namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>What is posted: blocks, and the same in words.</summary>
/// <param name="Text">
/// The whole answer, as telephones and screen readers get it: at most 4,000 characters, with <c>&amp;</c>, <c>&lt;</c> and
/// <c>&gt;</c> escaped. Its first 60 hold partner, stage and access; who shared it comes last. Post it with
/// <c>"mrkdwn": false</c>, so that asterisks stay asterisks.
/// </param>
public sealed record SlackMessage(string Text, IReadOnlyList<Block> Blocks);

/// <summary>What blocks need to know beside the message.</summary>
/// <param name="Asked">The question that it answers, in words that can be asked again; null where there was none, and then what is too long is cut.</param>
/// <param name="Part">Which part of a message that is too long for one, from 0.</param>
/// <param name="SharedBy">The Slack id of who shared it, such as <c>U123</c>, which the first line then says.</param>
/// <param name="Budget">How many characters of text the blocks may have; fewer than 1,000 count as 1,000.</param>
public sealed record BlockContext(
    string? Asked = null,
    int Part = 0,
    string? SharedBy = null,
    int Budget = SlackBlocks.Budget,
    BlockSurface Surface = BlockSurface.Message
);

/// <summary>Where blocks are shown. A modal and the home view take 100 blocks, and have no room to share into.</summary>
public enum BlockSurface
{
    Message,
    Modal,
    Home,
}
