using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Finds partners' names in a sentence: as they are, shortened to their first word, or misspelt.</summary>
/// <param name="everyday">Words that are a partner only where nothing else is said, and never by a typing error.</param>
internal sealed class NameFinder(Sentence sentence, VisibleNames names, IReadOnlySet<string> everyday)
{
    private const int WordsInName = 12;
    private const int WordsMisspelt = 3;

    // A question has few words without a meaning; more are a text pasted in, not worth searching.
    private const int SearchedForTypos = 12;

    private readonly SortedList<int, PartnerId> found = [];

    public List<UnclearName> Unclear { get; } = [];

    public List<Correction> Corrections { get; } = [];

    /// <summary>The partners in the order named.</summary>
    public IReadOnlyList<PartnerId> Partners => [.. found.Values.Distinct()];

    /// <param name="named">Names are to be expected, so that each word left may be a misspelt one.</param>
    public void Find(bool named)
    {
        ForEachFree(TakeName);
        if (named || (found.Count == 0 && Unclear.Count == 0))
        {
            var searched = 0;
            ForEachFree(start => !IsEveryday(start) && searched++ < SearchedForTypos ? TakeMisspelt(start) : 0);
        }

        if (named && found.Count == 0 && Unclear.Count == 0)
        {
            TakeUnknown();
        }
    }

    private void ForEachFree(Func<int, int> take)
    {
        for (var start = 0; start < sentence.Tokens.Count; start++)
        {
            if (sentence.IsFree(start) && take(start) is > 0 and var count)
            {
                sentence.Take(start, count);
                start += count - 1;
            }
        }
    }

    private int TakeName(int start)
    {
        for (var count = sentence.FreeRun(start, WordsInName); count > 0; count--)
        {
            var partners = AsItStands(start, count, names.Whole);
            if (partners.Count > 0 && (count == sentence.FreeCount || !AllEveryday(start, count)))
            {
                return Settle(start, count, PreferWritten(start, count, partners));
            }
        }

        return IsEveryday(start) ? 0 : TakeBeginning(start);
    }

    // "disney hot" narrows what "disney" leaves open, and so does "disney hotstr".
    private int TakeBeginning(int start)
    {
        var partners = AsItStands(start, 1, names.Beginning);
        if (partners.Count < 2)
        {
            return Settle(start, 1, partners);
        }

        for (var count = sentence.FreeRun(start, WordsInName); count > 1; count--)
        {
            var key = sentence.Key(start, count);
            var narrowed = partners.FindAll(partner => Continues(partner, key));
            if (narrowed.Count > 0)
            {
                return Settle(start, count, narrowed);
            }

            narrowed =
                count > WordsMisspelt
                    ? []
                    : [.. names.Near(key).IntersectBy(partners.Select(partner => partner.Id), partner => partner.Id)];
            if (narrowed.Count == 1)
            {
                return Correct(start, count, narrowed[0]);
            }
        }

        return Settle(start, 1, partners);
    }

    private int TakeMisspelt(int start)
    {
        for (var count = sentence.FreeRun(start, WordsMisspelt); count > 0; count--)
        {
            if (Enumerable.Range(start, count).Any(IsEveryday))
            {
                continue;
            }

            switch (AsItStands(start, count, names.Near))
            {
                case []:
                    continue;
                case [var partner]:
                    return Correct(start, count, partner);
                case var several:
                    return Settle(start, count, several);
            }
        }

        return 0;
    }

    private void TakeUnknown()
    {
        List<int> strange =
        [
            .. Enumerable.Range(0, sentence.Tokens.Count).Where(at => sentence.IsFree(at) && !IsEveryday(at)),
        ];
        if (strange is [var first, ..])
        {
            var run = sentence.FreeRun(first, sentence.Tokens.Count);
            var last = strange.FindLast(at => at < first + run);
            Unclear.Add(new(sentence.Written(first, last - first + 1), []));
        }
    }

    private int Settle(int start, int count, List<PartnerSummary> partners)
    {
        if (partners is [var partner])
        {
            found[start] = partner.Id;
        }
        else if (partners.Count > 1)
        {
            Unclear.Add(new(sentence.Written(start, count), [.. partners.Select(each => each.Id)]));
        }

        return partners.Count > 0 ? count : 0;
    }

    private int Correct(int start, int count, PartnerSummary partner)
    {
        Corrections.Add(new(sentence.Written(start, count), partner.Id));
        return Settle(start, count, [partner]);
    }

    // Indonesian hangs "-nya" on a name: "netflixnya".
    private List<PartnerSummary> AsItStands(int start, int count, Func<string, List<PartnerSummary>> find)
    {
        var key = sentence.Key(start, count);
        var partners = find(key);
        return partners.Count == 0 && key.Length > 5 && key.EndsWith("nya", StringComparison.Ordinal)
            ? find(key[..^3])
            : partners;
    }

    // Where names differ in signs alone ("Disney", "Disney+"), the signs decide.
    private List<PartnerSummary> PreferWritten(int start, int count, List<PartnerSummary> partners)
    {
        var written = sentence.WrittenWithSigns(start, count);
        var same = partners.FindAll(partner =>
            string.Equals(Token.Normalise(partner.Name), written, StringComparison.OrdinalIgnoreCase)
        );
        return same.Count > 0 ? same : partners;
    }

    private static bool Continues(PartnerSummary partner, string key) =>
        partner
            .Aliases.Prepend(partner.Name)
            .Any(name =>
                Token.KeyOf(name).Replace(" ", "", StringComparison.Ordinal).StartsWith(key, StringComparison.Ordinal)
            );

    private bool IsEveryday(int start) => everyday.Contains(sentence.Tokens[start].Key);

    private bool AllEveryday(int start, int count) => Enumerable.Range(start, count).All(IsEveryday);
}
