using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Goes through the words from one on, taking those that a period may be made of.</summary>
/// <param name="isFree">For each word whether it may be of a period.</param>
internal sealed class PeriodCursor(PeriodLexicon lexicon, Sentence sentence, bool[] isFree, int first)
{
    private const int LongestDay = 3;
    private const int FarthestBack = 9999;

    private readonly int start = first;

    private int at = first;

    /// <summary>How many words were taken.</summary>
    public int Count => at - start;

    public bool IsFirst => at == 0;

    /// <summary>Whether nothing is taken yet, and a number stands before.</summary>
    public bool IsAfterNumber => at == start && start > 0 && IsNumber(start - 1);

    /// <summary>Whether the word before the first does this.</summary>
    public bool IsBefore(PeriodPart part) => start > 0 && Is(start - 1, part);

    public void Skip() => at++;

    public bool IsFree => at < sentence.Count && isFree[at];

    public string Word => sentence.Words[at];

    public bool IsDash() => sentence.Between(at - 1).Trim() is "-" or "–";

    /// <summary>Where the whole is no date, a part of it is none either: "31 november", "15-10 november".</summary>
    public bool GoesOnFromNumber() =>
        start > 0
        && IsFree
        && (
            lexicon.Month(Word) is not null
                ? lexicon.DayOfMonth(sentence.Tokens[start - 1].Key) is not null || IsNumber(start - 1)
                : IsNumber(start) && IsNumber(start - 1) && sentence.Between(start - 1) is "-" or "/" or "."
        );

    private bool IsNumber(int place) => sentence.Tokens[place].Key.All(char.IsAsciiDigit);

    private bool Is(int place, PeriodPart part) => (PartOf(place) & part) is not PeriodPart.None;

    private PeriodPart PartOf(int place) =>
        lexicon.Part(sentence.Words[place]) | lexicon.Part(sentence.Tokens[place].Key);

    public bool Take(PeriodPart part)
    {
        var taken = IsFree && Is(at, part);
        at += taken ? 1 : 0;
        return taken;
    }

    /// <summary>Passes over what says nothing of its own: "since <b>the</b> 20th", "the start <b>of the</b> year".</summary>
    public void PassLed()
    {
        while (at > start && (Take(PeriodPart.Passed) || Take(PeriodPart.In)))
        {
            // Each says nothing of its own.
        }
    }

    /// <summary>What the next word does of these; one that only joins is passed over before it, "minggu yang lalu".</summary>
    public PeriodPart TakeParts(PeriodPart wanted)
    {
        var from = at;
        if (at > start)
        {
            Take(PeriodPart.Passed);
        }

        var parts = IsFree ? PartOf(at) & wanted : PeriodPart.None;
        at = parts is PeriodPart.None ? from : at + 1;
        return parts;
    }

    public bool TakeUnit(PeriodUnit unit)
    {
        var taken = IsFree && lexicon.Unit(Word) == unit;
        at += taken ? 1 : 0;
        return taken;
    }

    public int? TakeNumber()
    {
        var read = IsFree ? lexicon.Numbers.Read(sentence, at, FarthestBack) : null;
        at += read?.Count ?? 0;
        return read?.Value;
    }

    public int? TakeDay()
    {
        var day =
            IsFree && sentence.Between(at) is not (":" or ".") ? lexicon.DayOfMonth(sentence.Tokens[at].Key) : null;
        at += day is null ? 0 : 1;
        return day;
    }

    public int? TakeDigits(int least, int most)
    {
        var number = IsFree ? SpokenNumbers.Digits(sentence.Tokens[at].Key, most) : null;
        at += number >= least ? 1 : 0;
        return number >= least ? number : null;
    }

    /// <summary>How many days ago the day is that up to three words name.</summary>
    public int? TakeDaysAgo()
    {
        for (var count = Math.Min(LongestDay, sentence.Count - at); count > 0; count--)
        {
            var words = string.Join(' ', sentence.Words.AsSpan(at, count));
            if (
                !isFree.AsSpan(at, count).Contains(false)
                && (lexicon.DaysAgo(words) ?? lexicon.DaysAgo(sentence.Key(at, count, " "))) is { } ago
            )
            {
                at += count;
                return ago;
            }
        }

        return null;
    }

    /// <summary>Three numbers with the same sign between them, the second a month.</summary>
    public (int First, int Month, int Last)? TakeDigitsWithSigns() =>
        sentence.Between(at) is "-" or "/" or "."
        && string.Equals(sentence.Between(at), sentence.Between(at + 1), StringComparison.Ordinal)
        && (TakeDigits(1, 2100), TakeDigits(1, 12), TakeDigits(1, 2100)) is ({ } first, { } month, { } last)
            ? (first, month, last)
            : null;

    /// <summary>What is read; where nothing is, the place stays as it was.</summary>
    public T Try<T>(Func<T> read)
    {
        var from = at;
        var value = read();
        at = value is null ? from : at;
        return value;
    }
}
