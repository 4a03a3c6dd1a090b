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
}

/// <summary>The beginning of a name, as somebody is typing it.</summary>
internal readonly record struct Typed
{
    public Typed(string text)
    {
        var words = Token.Split(Token.Normalise(text));
        var (spaced, joined) = TypedNames.Fold(words);
        Spellings = ReferenceEquals(spaced, joined) ? [spaced] : [spaced, joined];
        Key = string.Concat(words.Select(word => word.Key));
    }

    /// <summary>With its spaces and without, since one may be missing or too many: "net flix", "rumahseni".</summary>
    public string[] Spellings { get; }

    /// <summary>Its letters and digits, as <see cref="NameIndex"/> has them; empty where it has none.</summary>
    public string Key { get; }
}

/// <summary>All partners' names in one text, to be searched at each letter that somebody types.</summary>
internal sealed class TypedNames
{
    private const char NameMark = '\n';

    private static readonly ConditionalWeakTable<
        Lexicon,
        ConditionalWeakTable<IReadOnlyList<PartnerSummary>, TypedNames>
    > Built = [];

    private readonly IReadOnlyList<PartnerSummary> partners;
    private readonly string names;

    // Where each partner's names end.
    private readonly int[] ends;

    private TypedNames(IReadOnlyList<PartnerSummary> partners, ILookup<string, string> signs)
    {
        this.partners = partners;
        ends = new int[partners.Count];
        var text = new StringBuilder();
        for (var at = 0; at < ends.Length; at++)
        {
            foreach (var name in NamesOf(partners[at], signs))
            {
                text.Append(NameMark).Append(name);
            }

            ends[at] = text.Length;
        }

        names = text.ToString();
    }

    /// <summary>Those of this very reading of the directory; made at the first call, dropped with the reading.</summary>
    public static TypedNames Of(IReadOnlyList<PartnerSummary> partners, Lexicon lexicon) =>
        Built.GetOrCreateValue(lexicon).GetValue(partners, partners => new(partners, lexicon.Signs));

    /// <summary>
    /// Partners in whose names it stands, in the directory's order: of each standing the first so many. The same partner may
    /// come with several. Nothing typed begins every name.
    /// </summary>
    public List<(Standing Standing, PartnerSummary Partner)> Find(
        string spelling,
        Func<PartnerSummary, bool> isOffered,
        int most
    )
    {
        if (spelling.Length == 0)
        {
            return [.. partners.Where(isOffered).Take(most).Select(first => (Standing.BeginsName, first))];
        }

        var found = new List<(Standing, PartnerSummary)>();
        Span<int> counts = [0, 0, 0];
        Span<int> last = [-1, -1, -1];
        var partner = 0;
        for (var at = Next(spelling, 0); at > 0 && counts[(int)Standing.BeginsName] < most; at = Next(spelling, at))
        {
            while (ends[partner] <= at)
            {
                partner++;
            }

            var standing = StandingAt(at);
            var here = (int)standing;
            if (counts[here] < most && last[here] != partner && isOffered(partners[partner]))
            {
                found.Add((standing, partners[partner]));
                counts[here]++;
            }

            last[here] = partner;
        }

        return found;
    }

    private int Next(string spelling, int after) =>
        names.IndexOf(spelling, Math.Min(after + 1, names.Length), StringComparison.Ordinal);

    private Standing StandingAt(int at) =>
        names[at - 1] switch
        {
            NameMark => Standing.BeginsName,
            ' ' => Standing.BeginsWord,
            _ => Standing.Within,
        };

    /// <summary>Words without accents, with one space between them and with none; the same string where that is the same.</summary>
    public static (string Spaced, string Joined) Fold(IReadOnlyList<Token> words)
    {
        var spaced = WithoutAccents(string.Join(' ', words.Select(word => word.Key)));
        return (spaced, words.Count < 2 ? spaced : spaced.Replace(" ", "", StringComparison.Ordinal));
    }

    private static IEnumerable<string> NamesOf(PartnerSummary partner, ILookup<string, string> signs) =>
        NameIndex
            .WaysToWrite(partner, signs)
            .Select(name => Fold(name.Words))
            .SelectMany(name => new[] { name.Spaced, name.Joined })
            .Distinct(StringComparer.Ordinal);

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
