using System.Globalization;
using System.Text;
using PartnerRegistry.Http;

namespace PartnerRegistry.Exchange;

/// <summary>An id made of a name: <c>Catchplay+</c> is <c>catchplay-plus</c>.</summary>
internal static class Slug
{
    private const int Longest = 64;

    /// <returns>Null where the name holds no letter or digit of a-z and 0-9, with or without accents.</returns>
    public static string? Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in Spell(name).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (char.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && slug is [.., not '-'])
            {
                slug.Append('-');
            }
        }

        slug.Length = Math.Min(slug.Length, Longest);
        var id = slug.ToString().TrimEnd('-');
        return Rules.IsSlug(id) ? id : null;
    }

    private static string Spell(string name) =>
        string.Concat(name.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar))
            .Replace("+", " plus ", StringComparison.Ordinal)
            .Replace("&", " and ", StringComparison.Ordinal);
}
