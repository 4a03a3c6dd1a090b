using System.Text.Json.Serialization;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>Text outside of <see cref="RichText"/>: Slack reads <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> in it, so they are escaped.</summary>
[JsonDerivedType(typeof(Plain))]
[JsonDerivedType(typeof(Mrkdwn))]
public abstract record TextObject(string Type, string Text);

/// <summary>Without formatting and without names of emoji.</summary>
public sealed record Plain : TextObject
{
    private Plain(string text)
        : base("plain_text", text) { }

    public bool Emoji { get; }

    /// <summary>Anybody's text, clean and escaped; shortened to a limit that Slack counts after escaping.</summary>
    public static Plain Of(string text, int limit) => new(BlockText.Escaped(text, limit));
}

/// <summary>Slack's own formatting: for our own words alone, never for what comes from the registry or from people.</summary>
/// <param name="Verbatim">Nothing in it becomes a link or a mention by itself.</param>
public sealed record Mrkdwn(string Text, bool Verbatim = true) : TextObject("mrkdwn", Text);
