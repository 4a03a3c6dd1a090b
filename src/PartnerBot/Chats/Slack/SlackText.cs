using System.Net;
using System.Text.RegularExpressions;

namespace PartnerBot.Chats.Slack;

/// <summary>What somebody wrote, as they see it: Slack gives mentions, channels and links between angle brackets.</summary>
internal static partial class SlackText
{
    /// <param name="bot">The bot's own user, whose mention is no part of what is asked.</param>
    public static string Read(string? text, string? bot) =>
        WebUtility.HtmlDecode(Marked().Replace(text ?? "", match => Shown(match.Groups["marked"].Value, bot))).Trim();

    /// <summary>Whom the words mention, each once and without the bot, and as what.</summary>
    public static IReadOnlyList<(string User, string? Label)> Mentions(string? text, string? bot) =>
        [
            .. Marked()
                .Matches(text ?? "")
                .Select(match => match.Groups["marked"].Value.Split('|', 2))
                .Where(parts => parts[0] is ['@', _, ..] && parts[0][1..] != bot)
                .Select(parts =>
                    (User: parts[0][1..], Label: parts.Length > 1 ? WebUtility.HtmlDecode(parts[1]) : null)
                )
                .DistinctBy(mention => mention.User),
        ];

    // <@U1|name>, <#C1|name>, <!here>, <!subteam^S1|@name>, <https://…|label>.
    private static string Shown(string marked, string? bot)
    {
        var parts = marked.Split('|', 2);
        var (what, label) = (parts[0], parts.Length > 1 ? parts[1] : null);
        return what switch
        {
            ['@', .. var user] => user == bot ? " " : label ?? "",
            ['#', ..] => label ?? "",
            ['!', .. var command] => label ?? command.Split('^')[0],
            _ => label ?? what,
        };
    }

    [GeneratedRegex("<(?<marked>[^<>]*)>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Marked();
}
