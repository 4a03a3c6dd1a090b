using System.Globalization;
using System.Text;

namespace PartnerBot.Asking;

/// <summary>Text from people and from the registry made safe to show and to compare: data, never formatting.</summary>
public static class PlainText
{
    // Shown as nothing although Unicode counts them as letters or marks.
    private static readonly HashSet<int> Invisible = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0];

    /// <summary>
    /// One line without control, bidirectional, zero-width and other invisible characters, each run of spaces one space.
    /// A lone surrogate becomes U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                AppendSpace(clean);
            }
            else if (IsShown(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>At most <paramref name="length"/> characters, the last of them "…" where something was left out; no character is split.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var kept = new StringBuilder(length);
        foreach (var character in Characters(text).TakeWhile(character => kept.Length + character.Length < length))
        {
            kept.Append(character);
        }

        return $"{kept.ToString().TrimEnd()}…";
    }

    /// <summary>What a reader counts as characters, one by one.</summary>
    /// <param name="longest">Marks can be heaped on one letter without end: it is divided after so many, and no pair of surrogates is.</param>
    public static IEnumerable<string> Characters(string text, int longest = int.MaxValue)
    {
        for (var at = 0; at < text.Length; )
        {
            var length = Math.Min(StringInfo.GetNextTextElementLength(text, at), longest);
            if (length > 1 && char.IsHighSurrogate(text[at + length - 1]))
            {
                length--;
            }

            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>What someone typed, fit to be repeated to them: clean, at most 60 characters.</summary>
    public static string Echo(string text) => Shorten(Clean(text), 60);

    // Most texts, many times each: what Latin-1 shows, and spaces one at a time.
    private static bool IsClean(string text)
    {
        var last = ' ';
        foreach (var letter in text)
        {
            if (letter is < ' ' or (> '~' and <= '\u00A0') or '\u00AD' or > '\u00FF' || (letter is ' ' && last is ' '))
            {
                return false;
            }

            last = letter;
        }

        return last is not ' ' || text.Length == 0;
    }

    private static void AppendSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] is not ' ')
        {
            text.Append(' ');
        }
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            )
        && !Invisible.Contains(rune.Value)
        && rune.Value is not (>= 0xFE00 and <= 0xFE0F);
}
