namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>How a row stands to the one before it.</summary>
internal enum Joint
{
    Apart,
    NextLine,

    /// <summary>It is the rest of the same text.</summary>
    Continued,
}

/// <summary>The least that is not divided between messages: one line of a body, or a piece of a long one.</summary>
/// <param name="Offers">What the line that begins here asks when it is chosen.</param>
internal sealed record Row(
    IReadOnlyList<Inline> Inlines,
    Joint Joint = Joint.NextLine,
    bool IsQuoted = false,
    Asking.Line? Offers = null,
    Header? Heading = null
)
{
    public int Length { get; } = Heading?.Text.Text.Length ?? Inlines.Sum(BlockText.Length) + 1;
}
