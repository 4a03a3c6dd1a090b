using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds a period in a sentence: "since monday", "minggu ini", "7 hari terakhir", "in october".</summary>
internal sealed class PeriodReader(IReadOnlyList<Words> languages)
{
    private readonly PeriodLexicon lexicon = new(languages);

    /// <summary>The period and the words it stands in; null where there is none. A later one is passed over.</summary>
    public (Period Period, int Start, int Count)? Find(Sentence sentence, DateTimeOffset now, TimeZoneInfo zone)
    {
        var calendar = new Calendar(now, zone);
        var isFree = Free(sentence);
        for (var start = 0; start < sentence.Count; start++)
        {
            var place = new PeriodPlace(lexicon, sentence, isFree, calendar, start);
            if (isFree[start] && place.Read() is { } period)
            {
                return (period, start, place.Count);
            }
        }

        return null;
    }

    // What is quoted is a name, also one that nobody knows.
    private static bool[] Free(Sentence sentence)
    {
        bool[] isFree = [.. Enumerable.Range(0, sentence.Count).Select(at => !sentence.IsNamed(at))];
        foreach (var (start, count) in sentence.Quoted())
        {
            Array.Fill(isFree, value: false, start, count);
        }

        return isFree;
    }
}
