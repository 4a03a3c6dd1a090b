using System.Text;
using System.Text.Json;
using PartnerBot.Asking;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>Text from people and from the registry in a card: shown as it is, and in pieces that are not too long.</summary>
internal static class CardText
{
    /// <summary>In characters; a longer name is no heading, a longer address no link.</summary>
    public const int Longest = 1200;

    // In bytes of JSON; a longer text goes on in a further element, so that a card can end between them.
    private const int LargestPiece = 2400;
    private const int RunItself = 100;

    // Marks can be heaped on one letter without end.
    private const int LongestCharacter = 32;

    private const string Marks = @"\`*_{}[]()<>#+-.!|~&";

    /// <summary>One line without invisible characters, and without the functions that cards have even in plain text.</summary>
    public static string Plain(string text)
    {
        // Twice: of three braces, the second pair is only then one.
        const string Parted = "{\u200B{";
        return PlainText
            .Clean(text)
            .Replace("{{", Parted, StringComparison.Ordinal)
            .Replace("{{", Parted, StringComparison.Ordinal);
    }

    /// <summary>How much of a card a text takes.</summary>
    public static int Bytes(string text) =>
        JsonEncodedText.Encode(text, CardJson.Compact.Options.Encoder).EncodedUtf8Bytes.Length;

    /// <summary>The same for an element whose text is Markdown.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 8);
        foreach (var character in Plain(text))
        {
            if (Marks.Contains(character, StringComparison.Ordinal))
            {
                literal.Append('\\');
            }

            literal.Append(character);
        }

        return literal.ToString();
    }

    /// <summary>What stands between backticks is to be typed.</summary>
    public static IEnumerable<TextRun> Prose(string text, string? size = null)
    {
        var parts = Plain(text).Split('`');
        for (var at = 0; at < parts.Length; at++)
        {
            var isCommand = at % 2 == 1 && at < parts.Length - 1;
            var said = at % 2 == 1 && !isCommand ? $"`{parts[at]}" : parts[at];
            if (said.Length > 0)
            {
                yield return new(said, Size: size, FontType: isCommand ? "monospace" : null);
            }
        }
    }

    /// <summary>The runs in as many elements as their length needs; nothing of them is lost, and no character is split.</summary>
    public static IEnumerable<RichTextBlock> InPieces(IEnumerable<TextRun> runs, string? spacing)
    {
        var piece = new List<TextRun>();
        var left = LargestPiece;
        var first = true;
        foreach (var run in runs.Where(run => run.Text.Length > 0))
        {
            foreach (var text in Pieces(run.Text, left - RunItself))
            {
                var size = RunItself + Bytes(text);
                if (piece.Count > 0 && size > left)
                {
                    yield return new([.. piece], first ? spacing : "none");
                    (first, left) = (false, LargestPiece);
                    piece.Clear();
                }

                piece.Add(run with { Text = text });
                left -= size;
            }
        }

        if (piece.Count > 0)
        {
            yield return new([.. piece], first ? spacing : "none");
        }
    }

    // The first piece fills what is left of the element before.
    private static IEnumerable<string> Pieces(string text, int room)
    {
        if (Bytes(text) <= room)
        {
            yield return text;
            yield break;
        }

        var piece = new StringBuilder();
        foreach (var character in PlainText.Characters(text, LongestCharacter))
        {
            var size = Bytes(character);
            if (piece.Length > 0 && (size > room || (character is " " && room < 40)))
            {
                yield return piece.ToString();
                (room, _) = (LargestPiece - RunItself, piece.Clear());
            }

            piece.Append(character);
            room -= size;
        }

        yield return piece.ToString();
    }
}
