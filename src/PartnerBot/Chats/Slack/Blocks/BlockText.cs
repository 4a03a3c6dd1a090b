using System.Text;
using PartnerBot.Asking;

namespace PartnerBot.Chats.Slack.Blocks;

/// <summary>Text from people and from the registry, shown as it is and in pieces that are not too long.</summary>
internal static class BlockText
{
    /// <summary>A longer text is in pieces, between which a message can end; the smallest budget has room for one.</summary>
    public const int LongestPiece = 150;

    // Slack's own limit.
    private const int LongestAddress = 3000;

    /// <summary>Clean, with the three characters escaped that Slack reads, and at most so long after that; no character is split.</summary>
    public static string Escaped(string text, int limit)
    {
        var clean = PlainText.Clean(text);
        var whole = Escape(clean);
        if (whole.Length <= limit)
        {
            return whole;
        }

        var kept = new StringBuilder(limit);
        foreach (var character in PlainText.Characters(clean).Select(Escape))
        {
            if (kept.Length + character.Length >= limit)
            {
                break;
            }

            kept.Append(character);
        }

        return $"{kept.ToString().TrimEnd()}…";
    }

    /// <summary>What stands between backticks is to be typed.</summary>
    public static IReadOnlyList<Inline> Prose(string text)
    {
        var parts = PlainText.Clean(text).Split('`');
        return [.. parts.Select((part, at) => Prose(part, isOdd: at % 2 == 1, isLast: at == parts.Length - 1))];
    }

    private static TextPiece Prose(string part, bool isOdd, bool isLast) =>
        isOdd && isLast ? new($"`{part}") : new(part, isOdd ? TextStyle.AsCode : null);

    /// <summary>Anybody's text; empty where nothing of it can be seen.</summary>
    public static TextPiece Said(string? text, TextStyle? style = null) => new(PlainText.Clean(text ?? ""), style);

    /// <summary>A link where the address is one of the web that pretends to be no other, else the text alone.</summary>
    public static Inline Linked(string text, Uri? address) =>
        PlainText.Clean(text) is var clean
        && clean.Length is > 0 and <= LongestPiece
        && address is { Scheme: "http" or "https", UserInfo.Length: 0, AbsoluteUri.Length: <= LongestAddress }
            ? new LinkPiece(address.AbsoluteUri, clean)
            : new TextPiece(clean);

    /// <summary>The inlines in lots of at most <see cref="LongestPiece"/>; nothing of them is lost, and no character is split.</summary>
    public static IReadOnlyList<IReadOnlyList<Inline>> InPieces(IReadOnlyList<Inline> inlines)
    {
        Inline[] shown = [.. inlines.Where(inline => Length(inline) > 0)];
        return shown.Length == 0 ? []
            : shown.Sum(Length) <= LongestPiece ? [shown]
            : [.. Divide(shown.SelectMany(Cut))];
    }

    private static IEnumerable<IReadOnlyList<Inline>> Divide(IEnumerable<Inline> inlines)
    {
        var piece = new List<Inline>();
        var left = LongestPiece;
        foreach (var inline in inlines)
        {
            if (piece.Count > 0 && Length(inline) > left)
            {
                yield return [.. piece];
                piece.Clear();
                left = LongestPiece;
            }

            piece.Add(inline);
            left -= Length(inline);
        }

        if (piece.Count > 0)
        {
            yield return [.. piece];
        }
    }

    /// <summary>How much is read of it: of a mention, as long as a name may be.</summary>
    public static int Length(Inline inline) =>
        inline switch
        {
            TextPiece text => text.Shown.Length,
            LinkPiece link => link.Shown.Length,
            DatePiece date => Math.Max(date.Fallback.Length, 30),
            _ => 80,
        };

    private static IEnumerable<Inline> Cut(Inline inline) =>
        inline is TextPiece { Shown.Length: > LongestPiece } text
            ? Cut(text.Shown).Select(part => text with { Shown = part })
            : [inline];

    private static IEnumerable<string> Cut(string text)
    {
        var piece = new StringBuilder();
        foreach (var character in PlainText.Characters(text, LongestPiece / 4))
        {
            var room = LongestPiece - piece.Length;
            if (character.Length > room || (character is " " && room < LongestPiece / 4))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(character);
        }

        yield return piece.ToString();
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
