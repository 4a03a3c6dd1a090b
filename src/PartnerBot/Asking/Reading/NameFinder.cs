using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds partners' names in a sentence: as they are, shortened to their first word, or misspelt.</summary>
internal sealed class NameFinder(Sentence sentence, VisibleNames names, Lexicon lexicon)
{
    private const int WordsMisspelt = 4;

    // A name may be spelt out: N.E.T.F.L.I.X
    private const int WordsInName = 12;
    private const int LongName = 8;

    // A question has few words without a meaning; more are a text pasted in, not worth searching.
    private const int SearchedForTypos = 12;

    private readonly SortedList<int, PartnerId> found = [];

    public List<UnclearName> Unclear { get; } = [];

    public List<Correction> Corrections { get; } = [];

    /// <summary>The partners in the order named.</summary>
    public IReadOnlyList<PartnerId> Partners => [.. found.Values.Distinct()];

    /// <summary>Whether there is a word that may be a name of a partner that is not known.</summary>
    public bool AnyStrange =>
        Enumerable
            .Range(0, sentence.Count)
            .Any(at => IsStrange(at) && !sentence.IsExplained(at) && IsWhereNamesStand(at));

    public bool IsEmpty => found.Count + Unclear.Count == 0;

    /// <summary>Names that can be nothing else: in quotation marks, or words that mean nothing in a language.</summary>
    public void FindCertain()
    {
        foreach (var (start, count) in sentence.Quoted())
        {
            var partners = names.Whole(sentence.Key(start, count));
            if (partners.Count > 0)
            {
                Settle(start, count, PreferWritten(start, count, partners));
            }
        }

        ForEachFree(start => TakeExact(start, (at, count) => count > 1 || !IsOrdinary(at) || IsWrittenWithItsSign(at)));
    }

    /// <summary>Names that could also be ordinary words, where the sentence around them says that they are names.</summary>
    /// <param name="command">Where a command stands after which a name is to follow; null where there is none.</param>
    /// <param name="cued">Something in the sentence is asked of partners.</param>
    public void FindOrdinary(int? command, bool cued) =>
        ForEachFree(start => TakeExact(start, (at, _) => new NameContext(sentence, lexicon).IsName(at, command, cued)));

    /// <summary>Names shortened or misspelt.</summary>
    public void FindInexact(bool cued)
    {
        ForEachFree(start => MayBeName(start, cued) ? TakeBeginning(start) : 0);
        if (!cued && !IsEmpty)
        {
            return;
        }

        var searched = 0;
        ForEachFree(start => IsStrange(start) && searched++ < SearchedForTypos ? TakeMisspelt(start) : 0);
        ForEachFree(start => IsMended(start) && searched++ < SearchedForTypos ? TakeMisspeltAmongFillers(start) : 0);
        ForEachFree(start => searched++ < SearchedForTypos ? TakeMisspeltPhrase(start) : 0);
    }

    /// <summary>
    /// Where a partner was to be named and none was found: the words that must be meant, with what they may be a
    /// misspelling of. Everyday words are only ever asked about.
    /// </summary>
    /// <param name="commanded">Whatever stands after a command is meant as a name, everyday words too.</param>
    /// <param name="nearMisses">Everyday words that are nearly a name are asked about.</param>
    public void FindUnknown(bool commanded, bool nearMisses)
    {
        var led = nearMisses && Enumerable.Range(0, sentence.Count).Count(IsLeft) == 1;
        bool Meant(int at) => IsLeft(at) && (IsStrange(at) || commanded || (led && lexicon.IsLead(Before(at))));
        bool IsLeft(int at) => (!sentence.IsExplained(at) && IsContent(at)) || (commanded && IsMended(at) && at > 0);
        var first = Enumerable.Range(0, sentence.Count).FirstOrDefault(Meant, -1);
        if (first >= 0)
        {
            var last = first;
            for (var at = first; at < sentence.Count && !sentence.IsExplained(at) && IsContent(at); at++)
            {
                last = at;
            }

            AskAbout(first, last - first + 1);
            return;
        }

        var everyday = nearMisses ? Enumerable.Range(0, sentence.Count).FirstOrDefault(IsNearMiss, -1) : -1;
        if (everyday >= 0)
        {
            AskAbout(everyday, 1);
        }
    }

    /// <summary>Words that stand beside a name as a second one would, and are none.</summary>
    public void FindUnknownBeside()
    {
        for (var at = 1; at + 1 < sentence.Count; at++)
        {
            if (lexicon.IsJoiner(sentence.Words[at]) && sentence.IsNamed(at - 1) && IsUnknown(at + 1))
            {
                AskAbout(at + 1, 1);
            }
            else if (lexicon.IsJoiner(sentence.Words[at]) && sentence.IsNamed(at + 1) && IsUnknown(at - 1))
            {
                AskAbout(at - 1, 1);
            }
        }

        bool IsUnknown(int at) => IsStrange(at) && !sentence.IsExplained(at);
    }

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
        for (var count = sentence.FreeRun(start, Math.Max(names.LongestName, WordsInName)); count > 0; count--)
        {
            var partners = AsItStands(start, count, names.Whole);
            if (partners.Count > 0 && mayBe(start, count))
            {
                return Settle(start, count, PreferWritten(start, count, partners));
            }
        }

        return 0;
    }

    // "disney hot" narrows what "disney" leaves open, and so does "disney hotstr".
    private int TakeBeginning(int start)
    {
        var partners = AsItStands(start, 1, names.Beginning);
        if (partners.Count < 2)
        {
            return Settle(start, 1, partners);
        }

        for (var count = sentence.FreeRun(start, names.LongestName); count > 1; count--)
        {
            var key = sentence.Key(start, count);
            var narrowed = partners.FindAll(partner => Continues(partner, key));
            if (narrowed.Count > 0)
            {
                return Settle(start, count, narrowed);
            }

            narrowed = count > WordsMisspelt ? [] : [.. names.Near(key).Sure.IntersectBy(Ids(partners), Id)];
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
            if (Enumerable.Range(start, count).Any(at => at > start && !MayBeOfName(at)))
            {
                continue;
            }

            switch (AsItStands(start, count, key => names.Near(key).Sure))
            {
                case []:
                    continue;
                case [var partner]:
                    return Correct(start, count, partner);
                case var several:
                    return Settle(start, count, several);
            }
        }

        return TakeMisspeltAmongFillers(start);
    }

    // "all acces": the other words of the name are words of the language.
    private int TakeMisspeltAmongFillers(int strange)
    {
        for (var count = WordsMisspelt; count > 1; count--)
        {
            for (var start = Math.Max(0, strange - count + 1); start <= strange; start++)
            {
                if (
                    sentence.FreeRun(start, count) == count
                    && names.Near(sentence.Key(start, count)).Sure is [var partner]
                    && sentence.Key(start, count).Length >= LongName
                )
                {
                    Correct(start, count, partner);
                    return start + count - strange;
                }
            }
        }

        return 0;
    }

    // A name of several everyday words, one of them misspelt: "smart tv aliance", "apple musik".
    private int TakeMisspeltPhrase(int start)
    {
        for (var count = sentence.FreeRun(start, WordsMisspelt); count > 1; count--)
        {
            var ends = new[] { start, start + count - 1 };
            if (sentence.Key(start, count).Length >= LongName && Array.TrueForAll(ends, MayBeOfName))
            {
                if (AsItStands(start, count, key => names.Near(key).Sure) is [var partner])
                {
                    return Correct(start, count, partner);
                }
            }
        }

        return 0;
    }

    private void AskAbout(int start, int count)
    {
        var near = AsItStands(
            start,
            count,
            key => names.Near(key) is var found ? [.. found.Sure, .. found.Doubtful] : []
        );
        Unclear.Add(new(sentence.Written(start, count), [.. near.Select(Id)], Perhaps: near.Count > 0));
        sentence.Explain(start, count);
    }

    private int Settle(int start, int count, List<PartnerSummary> partners)
    {
        if (partners is [var partner])
        {
            found[start] = partner.Id;
        }
        else if (partners.Count > 1)
        {
            Unclear.Add(new(sentence.Written(start, count), [.. partners.Select(Id)]));
        }

        if (partners.Count > 0)
        {
            sentence.Name(start, count);
        }

        return partners.Count > 0 ? count : 0;
    }

    private int Correct(int start, int count, PartnerSummary partner)
    {
        Corrections.Add(new(sentence.Written(start, count), partner.Id));
        return Settle(start, count, [partner]);
    }

    private List<PartnerSummary> AsItStands(int start, int count, Func<string, List<PartnerSummary>> find)
    {
        var key = sentence.Key(start, count);
        var partners = find(key);
        if (partners.Count > 0)
        {
            return partners;
        }

        // An ending hangs on a word; it isn't one of its own.
        var last = sentence.Tokens[start + count - 1].Key.Length;
        return lexicon
                .WithoutEnding(key)
                .Where(stem => key.Length - stem.Length < last)
                .Select(find)
                .FirstOrDefault(meant => meant.Count > 0)
            ?? [];
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

    // "Vision+" is no word, though "vision" is.
    private bool IsWrittenWithItsSign(int at) =>
        names
            .Whole(sentence.Key(at, 1))
            .Exists(partner =>
                !partner.Name.All(char.IsLetterOrDigit)
                && string.Equals(partner.Name, sentence.WrittenWithSigns(at, 1), StringComparison.OrdinalIgnoreCase)
            );

    private static bool Continues(PartnerSummary partner, string key) =>
        partner
            .Aliases.Prepend(partner.Name)
            .Any(name =>
                Token.KeyOf(name).Replace(" ", "", StringComparison.Ordinal).StartsWith(key, StringComparison.Ordinal)
            );

    private bool MayBeName(int at, bool cued) => IsStrange(at) || (cued && IsContent(at) && !sentence.IsExplained(at));

    /// <summary>Not a word of any language that is known here.</summary>
    private bool IsStrange(int at) => !IsOrdinary(at) && !lexicon.IsEveryday(sentence.Words[at]);

    /// <summary>Typed as no word is, and read as one: "acces".</summary>
    private bool IsMended(int at) => !IsOrdinary(at) && lexicon.IsEveryday(sentence.Words[at]);

    private bool IsOrdinary(int at) => lexicon.IsEveryday(sentence.Tokens[at].Key);

    private string Before(int at) => at > 0 ? sentence.Words[at - 1] : "";

    private bool IsWhereNamesStand(int at) =>
        at == 0 || at == sentence.Count - 1 || lexicon.IsLead(sentence.Words[at - 1]);

    private bool IsContent(int at) =>
        !lexicon.IsFiller(sentence.Tokens[at].Key)
        && !lexicon.IsFiller(sentence.Words[at])
        && !lexicon.IsCue(sentence.Words[at]);

    private bool MayBeOfName(int at) => !lexicon.IsFiller(sentence.Tokens[at].Key) && !sentence.IsExplained(at);

    private bool IsNearMiss(int at) =>
        !sentence.IsExplained(at)
        && IsContent(at)
        && names.Near(sentence.Tokens[at].Key) is not { Sure: [], Doubtful: [] };

    private static PartnerId Id(PartnerSummary partner) => partner.Id;

    private static IEnumerable<PartnerId> Ids(IEnumerable<PartnerSummary> partners) => partners.Select(Id);
}
