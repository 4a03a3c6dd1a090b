using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds partners' names in a sentence: as they are, and shortened to their first words.</summary>
internal sealed class NameFinder(Sentence sentence, NameLookup lookup, Lexicon lexicon, FoundNames found)
{
    // A name may be spelt out: N.E.T.F.L.I.X
    private const int WordsInName = 12;

    /// <summary>Names that can be nothing else: in quotation marks, or words that mean nothing in a language.</summary>
    public void FindCertain()
    {
        foreach (var (start, count) in sentence.Quoted())
        {
            found.Settle(start, count, lookup.Exact(start, count));
        }

        ForEachFree(start =>
            TakeExact(start, (at, count) => count > 1 || !sentence.IsOrdinary(at) || lookup.IsWrittenWithItsSign(at))
        );
    }

    /// <summary>Names that could also be ordinary words, where the sentence around them says that they are names.</summary>
    /// <param name="command">Where a command stands after which a name is to follow; null where there is none.</param>
    /// <param name="cued">Something in the sentence is asked of partners.</param>
    public void FindOrdinary(int? command, bool cued)
    {
        var context = new NameContext(sentence, lexicon);
        ForEachFree(start => TakeExact(start, (at, _) => context.IsName(at, command, cued)));
    }

    /// <summary>Names shortened to their first word, or to some letters more.</summary>
    public void FindShortened(bool cued) =>
        ForEachFree(start =>
            sentence.IsStrange(start)
            || (cued && sentence.IsContent(start) && !sentence.IsExplained(start) && !sentence.IsDigits(start))
                ? TakeBeginning(start)
                : 0
        );

    private void ForEachFree(Func<int, int> take)
    {
        for (var start = 0; start < sentence.Count; start++)
        {
            if (!sentence.IsNamed(start) && take(start) is > 0 and var count)
            {
                start += count - 1;
            }
        }
    }

    private int TakeExact(int start, Func<int, int, bool> mayBe)
    {
        for (var count = sentence.FreeRun(start, Math.Max(lookup.LongestName, WordsInName)); count > 0; count--)
        {
            var partners = lookup.Exact(start, count);
            if (partners.Count > 0 && mayBe(start, count))
            {
                return TakeLonger(start, count) > 0 ? count : found.Settle(start, count, partners);
            }
        }

        return 0;
    }

    // "prime vidio" misspells "Prime Video", though "Vidio" is a name by itself.
    private int TakeLonger(int start, int count) =>
        count == 1
        && start > 0
        && !sentence.IsNamed(start - 1)
        && sentence.IsContent(start - 1)
        && lookup.Beginning(start - 1).Count > 0
        && lookup.Misspelt(start - 1, 2) is [var partner]
            ? found.Correct(start - 1, 2, partner)
            : 0;

    // "disney hot" narrows what "disney" leaves open, and so does "disney hotstr".
    private int TakeBeginning(int start)
    {
        var partners = BegunAsWritten(start, lookup.Beginning(start));
        for (var count = partners.Count < 2 ? 1 : sentence.FreeRun(start, lookup.LongestName); count > 1; count--)
        {
            var key = sentence.Key(start, count);
            var narrowed = partners.FindAll(partner => Continues(partner, key));
            if (narrowed.Count > 0)
            {
                return found.Settle(start, count, narrowed);
            }

            narrowed = [.. lookup.Misspelt(start, count).IntersectBy(partners.Select(Id), Id)];
            if (narrowed.Count == 1)
            {
                return found.Correct(start, count, narrowed[0]);
            }
        }

        return found.Settle(start, 1, partners);
    }

    // "Disney+" begins "Disney+ Hotstar", not "Disney Channel".
    private List<PartnerSummary> BegunAsWritten(int start, List<PartnerSummary> partners)
    {
        var written = sentence.WrittenWithSigns(start, 1).TrimEnd('?', '!', '.', ',', ';', ':');
        var same = partners.FindAll(partner => partner.Name.StartsWith(written, StringComparison.OrdinalIgnoreCase));
        return same.Count > 0 ? same : partners;
    }

    private static bool Continues(PartnerSummary partner, string key) =>
        partner
            .Aliases.Prepend(partner.Name)
            .Any(name =>
                Token.KeyOf(name).Replace(" ", "", StringComparison.Ordinal).StartsWith(key, StringComparison.Ordinal)
            );

    private static PartnerId Id(PartnerSummary partner) => partner.Id;
}
