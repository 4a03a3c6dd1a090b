using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>One place in a sentence where a period may begin.</summary>
/// <param name="isFree">For each word whether it may be of a period.</param>
internal sealed class PeriodPlace(PeriodLexicon lexicon, Sentence sentence, bool[] isFree, Calendar calendar, int first)
{
    private const int LongestDay = 3;
    private const int FarthestBack = 9999;
    private const PeriodPart Which = PeriodPart.This | PeriodPart.Previous | PeriodPart.Next;
    private const PeriodPart Stretch = PeriodPart.This | PeriodPart.Previous | PeriodPart.Rolling;

    private readonly int start = first;

    private int at = first;

    /// <summary>Of how many words the period is.</summary>
    public int Count => at - start;

    /// <summary>The period that begins here; null where none does.</summary>
    public Period? Read()
    {
        if (Is(start - 1, PeriodPart.Next) || GoesOnFromNumber())
        {
            return null;
        }

        var since = Take(PeriodPart.Since);
        var from = !since && Take(PeriodPart.From);
        if (Try(ReadHours) is { } hours)
        {
            return hours;
        }

        return ReadDays(since, from) is { } days
            ? Try(() => ReadRange(days)) ?? calendar.Period(days, since || from)
            : null;
    }

    // "From last month" is no beginning: "notes from last month".
    private Days? ReadDays(bool since, bool from)
    {
        PassLed();
        var early = Take(PeriodPart.Early);
        PassLed();
        return Try(ReadWeekday)
            ?? Try(ReadNamedDay)
            ?? (from ? null : Try(() => ReadUnit(early && since)))
            ?? Try(() => ReadDate(since || from || early))
            ?? Try(ReadDigits)
            ?? Try(() => ReadYear(since || from));
    }

    // "from 10 november to 20 november", "between monday and wednesday"; an end that is yet to come is no end.
    private Period? ReadRange(Days first) =>
        (Take(PeriodPart.Until) || IsDash()) && ReadDays(since: true, from: true) is { } last
            ? calendar.Period(first with { After = last.First < first.First ? null : last.After }, since: false)
            : null;

    private Period? ReadHours() =>
        TakeUnits() is (PeriodUnit.Hour, var number, not PeriodPart.None) ? calendar.Hours(number ?? 1) : null;

    // "today", "last night", "kemarin lusa"
    private Days? ReadNamedDay()
    {
        for (var count = Math.Min(LongestDay, sentence.Count - at); count > 0; count--)
        {
            var words = string.Join(' ', sentence.Words.Skip(at).Take(count));
            if (isFree.AsSpan(at, count).Contains(false))
            {
                continue;
            }

            if ((lexicon.DaysAgo(words) ?? lexicon.DaysAgo(sentence.Key(at, count, " "))) is { } ago)
            {
                at += count;
                return Calendar.Day(calendar.Today.AddDays(-ago));
            }
        }

        return null;
    }

    // "monday", "last monday", "hari senin yang lalu", "senin minggu lalu"
    private Days? ReadWeekday()
    {
        var said = TakeParts(Which);
        var led = TakeUnit(PeriodUnit.Day);
        if (!IsFree || lexicon.Weekday(Word, led) is not { } weekday)
        {
            return null;
        }

        at++;
        if (Try(() => ReadUnit(current: false)) is { Length: 7 } week)
        {
            return Calendar.Day(week.First.AddDays(weekday));
        }

        said |= TakeParts(Which);
        return Has(said, PeriodPart.Next)
            ? null
            : Calendar.Day(calendar.Last(weekday, beforeToday: Has(said, PeriodPart.Previous)));
    }

    // "this week", "minggu lalu", "last 7 days", "7 hari terakhir", "3 days ago"; "since the start of the year"
    private Days? ReadUnit(bool current)
    {
        var isAfterNumber = IsNumber(start - 1) && at == start;
        return
            TakeUnits() is var (unit, number, said)
            && unit is not PeriodUnit.Hour
            && !(isAfterNumber && number is null)
            && !(number is not null && said is PeriodPart.This && Is(start - 1, PeriodPart.Clock))
            ? calendar.Of(unit, number, current && said is PeriodPart.None ? PeriodPart.This : said)
            : null;
    }

    private (PeriodUnit Unit, int? Number, PeriodPart Said)? TakeUnits()
    {
        var said = TakeParts(Stretch);
        var number = TakeNumber();
        var single = number is null && IsFree ? lexicon.Single(Word) : null;
        if (!IsFree || (single ?? lexicon.Unit(Word)) is not { } unit)
        {
            return null;
        }

        at++;
        return (unit, single is null ? number : 1, said | TakeParts(Stretch | PeriodPart.Ago));
    }

    // "20 november", "november 20th", "10-15 november 2025", "november lalu", "in may"
    private Days? ReadDate(bool led)
    {
        led |= Is(start - 1, PeriodPart.In);
        var said = TakeParts(Which);
        led |= TakeUnit(PeriodUnit.Month);
        var day = TakeDay();
        var last = day is null ? null : Try(TakeLastDay);
        PassToMonth(day);
        var isPlain = at > 0 && IsFree && lexicon.IsPlainMonth(Word);
        if (!IsFree || lexicon.Month(Word) is not { } month)
        {
            return null;
        }

        at++;
        day ??= sentence.Between(at) is ":" or "." ? null : TakeDay();
        var year = Try(TakeYear);
        said |= TakeParts(Which);
        return
            Has(said, PeriodPart.Next) || !(led || isPlain || said is not PeriodPart.None || (day ?? year) is not null)
            ? null
            : calendar.Date(year, month, (day, last), beforeNow: Has(said, PeriodPart.Previous));
    }

    // "10 to 15 november", "antara 10 dan 15 november", "10-15 november"
    private int? TakeLastDay()
    {
        var day = Take(PeriodPart.Until) || IsDash() ? TakeDay() : null;
        return day is not null && IsFree && lexicon.Month(Word) is not null ? day : null;
    }

    // "20th of november", "20 bulan november"
    private void PassToMonth(int? day)
    {
        if (day is not null && !Take(PeriodPart.In))
        {
            TakeUnit(PeriodUnit.Month);
        }
    }

    // "2025", "tahun 2025", "last year", "tahun lalu"
    private int? TakeYear()
    {
        if (Try(() => TakeUnits()) is (PeriodUnit.Year, null, not PeriodPart.None and var said))
        {
            return calendar.Today.Year - (Has(said, PeriodPart.This) ? 0 : 1);
        }

        TakeUnit(PeriodUnit.Year);
        return TakeDigits(2000, 2100);
    }

    // "2026-11-20", "20/11/2026"
    private Days? ReadDigits()
    {
        var (from, sign) = (at, sentence.Between(at));
        if (sign is not ("-" or "/" or ".") || from + 2 >= sentence.Count || sentence.Between(from + 1) != sign)
        {
            return null;
        }

        return TakeDigits(2000, 2100) is { } year
            ? TakeDigits(1, 12) is { } month
                ? calendar.Date(year, month, (TakeDigits(1, 31), null), beforeNow: false)
                : null
            : (TakeDigits(1, 31), TakeDigits(1, 12), TakeDigits(2000, 2100)) is ({ } day, { } of, { } last)
                ? calendar.Date(last, of, (day, null), beforeNow: false)
                : null;
    }

    private Days? ReadYear(bool led)
    {
        led |= Is(start - 1, PeriodPart.In) | TakeUnit(PeriodUnit.Year);
        return led && TakeDigits(2000, 2100) is { } year ? new(new(year, 1, 1), new(year + 1, 1, 1)) : null;
    }

    private bool IsFree => at < sentence.Count && isFree[at];

    private string Word => sentence.Words[at];

    private bool IsDash() => sentence.Between(at - 1).Trim() is "-" or "–";

    // "31 november", "15-10 november": where the whole is no date, a part of it is none either.
    private bool GoesOnFromNumber() =>
        start > 0
        && IsFree
        && (
            lexicon.Month(Word) is not null
                ? lexicon.DayOfMonth(sentence.Tokens[start - 1].Key) is not null || IsNumber(start - 1)
                : IsNumber(start) && IsNumber(start - 1) && sentence.Between(start - 1) is "-" or "/" or "."
        );

    private bool IsNumber(int place) => place >= 0 && sentence.Tokens[place].Key.All(char.IsAsciiDigit);

    private bool Is(int place, PeriodPart part) => place >= 0 && Has(PartOf(place), part);

    private static bool Has(PeriodPart parts, PeriodPart part) => (parts & part) is not PeriodPart.None;

    private PeriodPart PartOf(int place) =>
        lexicon.Part(sentence.Words[place]) | lexicon.Part(sentence.Tokens[place].Key);

    private bool Take(PeriodPart part)
    {
        var taken = IsFree && Is(at, part);
        at += taken ? 1 : 0;
        return taken;
    }

    // "since the 20th", "the start of the year"
    private void PassLed()
    {
        while (at > start && (Take(PeriodPart.Passed) || Take(PeriodPart.In)))
        {
            // Each says nothing of its own.
        }
    }

    // What the next word does of these; one that only joins is passed over before it, "minggu yang lalu".
    private PeriodPart TakeParts(PeriodPart wanted)
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

    private bool TakeUnit(PeriodUnit unit)
    {
        var taken = IsFree && lexicon.Unit(Word) == unit;
        at += taken ? 1 : 0;
        return taken;
    }

    private int? TakeNumber()
    {
        var read = IsFree ? lexicon.Numbers.Read(sentence, at, FarthestBack) : null;
        at += read?.Count ?? 0;
        return read?.Value;
    }

    private int? TakeDay()
    {
        var day = IsFree ? lexicon.DayOfMonth(sentence.Tokens[at].Key) : null;
        at += day is null ? 0 : 1;
        return day;
    }

    private int? TakeDigits(int least, int most)
    {
        var number = IsFree ? SpokenNumbers.Digits(sentence.Tokens[at].Key, most) : null;
        at += number >= least ? 1 : 0;
        return number >= least ? number : null;
    }

    // What doesn't read leaves the place as it was.
    private T Try<T>(Func<T> read)
    {
        var from = at;
        var value = read();
        at = value is null ? from : at;
        return value;
    }
}
