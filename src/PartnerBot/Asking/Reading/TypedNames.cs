using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>How what is typed stands in a name, the best first.</summary>
internal enum Standing
{
    BeginsName,
    BeginsWord,
    Within,
    Nowhere,
}

/// <summary>The beginning of a name, as somebody is typing it.</summary>
internal readonly record struct Typed
{
    // Two spellings, since a space may be missing or too many: "net flix", "rumahseni".
    private readonly string spaced;
    private readonly string joined;

    public Typed(string text)
    {
        var words = Token.Split(Token.Normalise(text));
        (spaced, joined) = TypedNames.Fold(words);
        Key = string.Concat(words.Select(word => word.Key));
    }

    /// <summary>Its letters and digits, as <see cref="NameIndex"/> has them; empty where it has none.</summary>
    public string Key { get; }

    /// <param name="names">A partner's, as <see cref="TypedNames"/> writes them.</param>
    public Standing StandingIn(string names)
    {
        var best = StandingOf(spaced, names);
        return best is Standing.BeginsName || ReferenceEquals(spaced, joined)
            ? best
            : (Standing)Math.Min((int)best, (int)StandingOf(joined, names));
    }

    private static Standing StandingOf(string typed, string names)
    {
        var best = Standing.Nowhere;
        for (
            var at = names.IndexOf(typed, 1, StringComparison.Ordinal);
            at > 0 && best is not Standing.BeginsName;
            at = names.IndexOf(typed, at + 1, StringComparison.Ordinal)
        )
        {
            var here = names[at - 1] switch
            {
                TypedNames.NameMark => Standing.BeginsName,
                ' ' => Standing.BeginsWord,
                _ => Standing.Within,
            };
            best = here < best ? here : best;
        }

        return best;
    }
}

/// <summary>Every partner's names, to be searched at each letter that somebody types: one pass, which makes nothing anew.</summary>
internal sealed class TypedNames
{
    /// <summary>Stands before each name.</summary>
    public const char NameMark = '\n';

    private static readonly ConditionalWeakTable<
        Lexicon,
        ConditionalWeakTable<IReadOnlyList<PartnerSummary>, TypedNames>
    > Built = [];

    private readonly (string Names, PartnerSummary Partner)[] all;

    private TypedNames(IReadOnlyList<PartnerSummary> partners, ILookup<string, string> signs) =>
        all = [.. partners.Select(partner => (NamesOf(partner, signs), partner))];

    /// <summary>Those of this very reading of the directory; made at the first call, dropped with the reading.</summary>
    public static TypedNames Of(IReadOnlyList<PartnerSummary> partners, Lexicon lexicon) =>
        Built.GetOrCreateValue(lexicon).GetValue(partners, partners => new(partners, lexicon.Signs));

    /// <summary>Partners in whose names it stands, in the directory's order: of each standing the first so many.</summary>
    public List<(Standing Standing, PartnerSummary Partner)> Find(
        Typed typed,
        Func<PartnerSummary, bool> isOffered,
        int most
    )
    {
        var found = new List<(Standing, PartnerSummary)>();
        Span<int> counts = stackalloc int[(int)Standing.Nowhere];
        foreach (var (names, partner) in all)
        {
            var standing = typed.StandingIn(names);
            if (standing is not Standing.Nowhere && counts[(int)standing] < most && isOffered(partner))
            {
                counts[(int)standing]++;
                found.Add((standing, partner));
            }

            if (counts[(int)Standing.BeginsName] == most)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Words without accents, with one space between them and with none; the same string where that is the same.</summary>
    public static (string Spaced, string Joined) Fold(IReadOnlyList<Token> words)
    {
        var spaced = WithoutAccents(string.Join(' ', words.Select(word => word.Key)));
        return (spaced, words.Count < 2 ? spaced : spaced.Replace(" ", "", StringComparison.Ordinal));
    }

    private static string NamesOf(PartnerSummary partner, ILookup<string, string> signs)
    {
        var names = NameIndex
            .WaysToWrite(partner, signs)
            .Select(name => Fold(name.Words))
            .SelectMany(name => new[] { name.Spaced, name.Joined })
            .Distinct(StringComparer.Ordinal)
            .DefaultIfEmpty("");
        return string.Concat(names.Select(name => $"{NameMark}{name}"));
    }

    private static string WithoutAccents(string text) =>
        Ascii.IsValid(text)
            ? text
            : string.Concat(
                    text.Normalize(NormalizationForm.FormD)
                        .EnumerateRunes()
                        .Where(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
                )
                .Normalize(NormalizationForm.FormC);
}
