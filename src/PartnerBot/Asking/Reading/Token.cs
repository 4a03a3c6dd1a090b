using System.Globalization;
using System.Text;

namespace PartnerBot.Asking.Reading;

/// <summary>One word of a text: letters and digits, lower case, and where it stands in the text.</summary>
internal readonly record struct Token(string Key, int Start, int End)
{
    /// <summary>The words of a text; everything that is neither letter, mark nor digit parts them.</summary>
    /// <param name="text">Clean and normalised already, see <see cref="Normalise"/>.</param>
    public static List<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var start = 0;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            end += IsWord(rune) ? rune.Utf16SequenceLength : 0;
            if (!IsWord(rune))
            {
                Add();
                start = end += rune.Utf16SequenceLength;
            }
        }

        Add();
        return tokens;

        void Add()
        {
            if (end > start)
            {
                tokens.Add(new(text[start..end].ToLowerInvariant(), start, end));
            }
        }
    }

    /// <summary>Compatibility forms made one (full-width letters, ligatures), what is invisible left out.</summary>
    public static string Normalise(string text) =>
        IsPlain(text) ? text : PlainText.Clean(text).Normalize(NormalizationForm.FormKC);

    /// <summary>A cue's words with one space between them, as they are looked up.</summary>
    public static string KeyOf(string text) => string.Join(' ', Split(Normalise(text)).Select(token => token.Key));

    // Most names are, of which there may be many.
    private static bool IsPlain(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (
                text[at] is < ' ' or > '~'
                || (text[at] is ' ' && (at == 0 || at == text.Length - 1 || text[at - 1] is ' '))
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
