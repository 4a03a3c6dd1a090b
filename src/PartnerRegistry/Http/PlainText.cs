using System.Globalization;
using System.Text;

namespace PartnerRegistry.Http;

/// <summary>What may stand in a text: no control characters but line breaks, and nothing that hides or turns other characters around.</summary>
internal static class PlainText
{
    public static bool Fits(string text, int longest) =>
        text.Length <= longest && !string.IsNullOrWhiteSpace(text) && IsClean(text);

    public static bool IsClean(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // U+FFFD is what half a surrogate pair reads as.
            if (rune == Rune.ReplacementChar || Hides(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Hides(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => rune.Value is not ('\n' or '\t'),
            // Joiners are part of emoji and of several scripts.
            UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
            UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => true,
            _ => false,
        };
}
