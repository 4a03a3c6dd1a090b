using System.Text;
using System.Text.RegularExpressions;

namespace PartnerRegistry.Exchange;

/// <summary>What stands in a cell: lists in one cell, and texts that a spreadsheet would take for formulas.</summary>
internal static partial class CsvCells
{
    /// <summary>Puts an apostrophe before what a spreadsheet would run (OWASP, CSV injection), and before what looks as if that had been done.</summary>
    public static string Guard(string text) => Formula().IsMatch(text) ? "'" + text : text;

    /// <summary>The opposite of <see cref="Guard"/>. A formula without the apostrophe is a text like any other.</summary>
    public static string Unguard(string cell) => cell is ['\'', ..] && Formula().IsMatch(cell) ? cell[1..] : cell;

    /// <summary>One cell of several texts, with <c>;</c> between them; a backslash keeps a <c>;</c> inside a text.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join(';', texts.Select(Escape));

    /// <summary>The opposite of <see cref="Join"/>. Spaces around the texts go, and so do empty texts.</summary>
    public static IEnumerable<string> Split(string cell)
    {
        var (text, keep) = (new StringBuilder(), 0);
        for (var at = 0; at <= cell.Length; at++)
        {
            if (at == cell.Length || cell[at] == ';')
            {
                text.Length = Math.Max(keep, text.ToString().TrimEnd().Length);
                if (text.Length > 0)
                {
                    yield return text.ToString();
                }

                (text, keep) = (new StringBuilder(), 0);
            }
            else if (cell[at] == '\\' && at + 1 < cell.Length)
            {
                keep = text.Append(cell[++at]).Length;
            }
            else if (text.Length > 0 || !char.IsWhiteSpace(cell[at]))
            {
                text.Append(cell[at]);
            }
        }
    }

    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal);
        var ends = char.IsWhiteSpace(text[^1]) ? $"{escaped[..^1]}\\{escaped[^1]}" : escaped;
        return char.IsWhiteSpace(text[0]) && text.Length > 1 ? "\\" + ends : ends;
    }

    [GeneratedRegex(@"^'*[=+\-@\t\r\n]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Formula();
}
