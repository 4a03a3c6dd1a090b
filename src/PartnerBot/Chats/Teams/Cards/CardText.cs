using System.Globalization;
using System.Text;
using PartnerBot.Asking;

namespace PartnerBot.Chats.Teams.Cards;

/// <summary>Text from people and from the registry in a card: shown as it is, and in pieces that are not too long.</summary>
internal static class CardText
{
    /// <summary>A longer text goes on in a further element, so that a card can end between them.</summary>
    public const int Longest = 1200;

    private const string Marks = @"\`*_{}[]()<>#+-.!|~&";

    /// <summary>One line without invisible characters, and without the functions that cards have even in plain text.</summary>
    public static string Plain(string text) =>
        PlainText.Clean(text).Replace("{{", "{\u200B{", StringComparison.Ordinal);

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
        var length = 0;
        var first = true;
        foreach (var run in runs.Where(run => run.Text.Length > 0))
        {
            foreach (var text in Pieces(run.Text, Longest - length))
            {
                if (length > 0 && length + text.Length > Longest)
                {
                    yield return new([.. piece], first ? spacing : "none");
                    (first, length) = (false, 0);
                    piece.Clear();
                }

                piece.Add(run with { Text = text });
                length += text.Length;
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
        if (text.Length <= room)
        {
            yield return text;
            yield break;
        }

        var piece = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var isFull = piece.Length + element.Length > room;
            if (piece.Length > 0 && (isFull || (element is " " && piece.Length > room - 40)))
            {
                yield return piece.ToString();
                (room, _) = (Longest, piece.Clear());
            }

            piece.Append(element);
        }

        yield return piece.ToString();
    }
}
