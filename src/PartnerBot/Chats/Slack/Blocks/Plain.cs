namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>
/// Text outside of <see cref="RichText"/>, without formatting and without names of emoji. Slack reads <c>&amp;</c>,
/// <c>&lt;</c> and <c>&gt;</c> in it, so they are escaped.
/// </summary>
public sealed record Plain
{
    /// <summary>Of a button or an option, in characters; Slack's own limit, as the next.</summary>
    public const int LongestLabel = 75;

    /// <summary>Of a header or the hint in an empty select.</summary>
    public const int LongestPlaceholder = 150;

    private Plain(string text) => Text = text;

    public string Type { get; } = "plain_text";

    public string Text { get; }

    public bool Emoji { get; }

    /// <summary>Anybody's text, clean and escaped; shortened to a limit that Slack counts after escaping.</summary>
    public static Plain Of(string text, int limit) => new(BlockText.Escaped(text, limit));
}
