namespace PartnerBot.Asking.Reading;

/// <summary>Finds partners' names that are misspelt.</summary>
internal sealed class MisspeltNames(Sentence sentence, NameLookup lookup, Lexicon lexicon, FoundNames found)
{
    private const int MostWords = 4;

    // Shorter words put together are near a name by chance.
    private const int LongName = 8;

    // A question has few words without a meaning; more are a text pasted in, not worth searching.
    private const int MostSearched = 12;

    private int searched;

    public void Find()
    {
        ForEach(sentence.IsStrange, at => TakeFrom(at) || TakeAround(at));
        ForEach(sentence.IsMended, TakeAround);
        ForEach(MayBeOfName, TakePhrase);
    }

    private void ForEach(Func<int, bool> may, Func<int, bool> take)
    {
        for (var at = 0; at < sentence.Count; at++)
        {
            if (!sentence.IsNamed(at) && may(at) && searched++ < MostSearched)
            {
                take(at);
            }
        }
    }

    // "netflik", "disney hostar"
    private bool TakeFrom(int start)
    {
        for (var count = sentence.FreeRun(start, MostWords); count > 0; count--)
        {
            if (
                Enumerable.Range(start + 1, count - 1).All(MayBeOfName)
                && lookup.Misspelt(start, count) is { Count: > 0 } partners
            )
            {
                _ = partners is [var partner]
                    ? found.Correct(start, count, partner)
                    : found.Settle(start, count, partners);
                return true;
            }
        }

        return false;
    }

    // "all acces": the other words of the name are words of the language.
    private bool TakeAround(int strange)
    {
        for (var count = MostWords; count > 1; count--)
        {
            for (var start = Math.Max(0, strange - count + 1); start <= strange; start++)
            {
                if (sentence.FreeRun(start, count) == count && Take(start, count))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // "apple musik": each word is one of a language, and together they are nearly a name.
    private bool TakePhrase(int start)
    {
        for (var count = sentence.FreeRun(start, MostWords); count > 1; count--)
        {
            if (MayBeOfName(start + count - 1) && Take(start, count))
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(int start, int count) =>
        sentence.Key(start, count).Length >= LongName
        && lookup.Misspelt(start, count) is [var partner]
        && found.Correct(start, count, partner) > 0;

    private bool MayBeOfName(int at) => !lexicon.IsFiller(sentence.Tokens[at].Key) && !sentence.IsExplained(at);
}
