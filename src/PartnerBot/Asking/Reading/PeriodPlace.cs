using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>One place in a sentence where a period may begin.</summary>
/// <param name="isFree">For each word whether it may be of a period.</param>
internal sealed class PeriodPlace(PeriodLexicon lexicon, Sentence sentence, bool[] isFree, Calendar calendar, int start)
{
    private const PeriodPart Which = PeriodPart.This | PeriodPart.Previous | PeriodPart.Next;
    private const PeriodPart Stretch = PeriodPart.This | PeriodPart.Previous | PeriodPart.Rolling;

    private readonly PeriodCursor cursor = new(lexicon, sentence, isFree, start);

    /// <summary>Of how many words the period is.</summary>
    public int Count => cursor.Count;

    /// <summary>The period that begins here; null where none does.</summary>
    public Period? Read()
    {
        if (cursor.IsBefore(PeriodPart.Next) || cursor.GoesOnFromNumber())
        {
            return null;
        }

        var since = cursor.Take(PeriodPart.Since);
        var from = !since && cursor.Take(PeriodPart.From);
        if (cursor.Try(ReadHours) is { } hours)
        {
            return hours;
        }

        return ReadDays(since, from) is { } days
            ? cursor.Try(() => ReadRange(days)) ?? calendar.Period(days, since || from)
            : null;
    }

    // "From last month" is no beginning: "notes from last month".
    private Days? ReadDays(bool since, bool from)
    {
        cursor.PassLed();
        var early = cursor.Take(PeriodPart.Early);
        cursor.PassLed();
        return cursor.Try(ReadWeekday)
            ?? cursor.Try(ReadNamedDay)
            ?? (from ? null : cursor.Try(() => ReadUnit(early && since)))
            ?? cursor.Try(() => ReadDate(since || from || early))
            ?? cursor.Try(ReadDigits)
            ?? cursor.Try(() => ReadYear(since || from));
    }

    // "from 10 november to 20 november", "between monday and wednesday"; an end that is yet to come is no end.
    private Period? ReadRange(Days first) =>
        (cursor.Take(PeriodPart.Until) || cursor.IsDash()) && ReadDays(since: true, from: true) is { } last
            ? calendar.Period(first with { After = last.First < first.First ? null : last.After }, since: false)
            : null;

    private Period? ReadHours() =>
        TakeUnits() is (PeriodUnit.Hour, var number, not PeriodPart.None) ? calendar.Hours(number ?? 1) : null;

    // "today", "last night", "kemarin lusa"
    private Days? ReadNamedDay() => cursor.TakeDaysAgo() is { } ago ? Calendar.Day(calendar.Today.AddDays(-ago)) : null;

    // "monday", "last monday", "hari senin yang lalu", "senin minggu lalu"
    private Days? ReadWeekday()
    {
        var said = cursor.TakeParts(Which);
        var led = cursor.TakeUnit(PeriodUnit.Day);
        if (!cursor.IsFree || lexicon.Weekday(cursor.Word, led) is not { } weekday)
        {
            return null;
        }

        cursor.Skip();
        if (cursor.Try(() => ReadUnit(current: false)) is { Length: 7 } week)
        {
            return Calendar.Day(week.First.AddDays(weekday));
        }

        said |= cursor.TakeParts(Which);
        return Has(said, PeriodPart.Next)
            ? null
            : Calendar.Day(calendar.Last(weekday, beforeToday: Has(said, PeriodPart.Previous)));
    }

    // "this week", "minggu lalu", "last 7 days", "7 hari terakhir", "3 days ago"; "since the start of the year"
    private Days? ReadUnit(bool current)
    {
        var isAfterNumber = cursor.IsAfterNumber;
        return
            TakeUnits() is var (unit, number, said)
            && unit is not PeriodUnit.Hour
            && !(isAfterNumber && number is null)
            && !(number is not null && said is PeriodPart.This && cursor.IsBefore(PeriodPart.Clock))
            ? calendar.Of(unit, number, current && said is PeriodPart.None ? PeriodPart.This : said)
            : null;
    }

    private (PeriodUnit Unit, int? Number, PeriodPart Said)? TakeUnits()
    {
        var said = cursor.TakeParts(Stretch);
        var number = cursor.TakeNumber();
        var single = number is null && cursor.IsFree ? lexicon.Single(cursor.Word) : null;
        if (!cursor.IsFree || (single ?? lexicon.Unit(cursor.Word)) is not { } unit)
        {
            return null;
        }

        cursor.Skip();
        return (unit, single is null ? number : 1, said | cursor.TakeParts(Stretch | PeriodPart.Ago));
    }

    // "20 november", "november 20th", "10-15 november 2025", "november lalu", "in may"
    private Days? ReadDate(bool led)
    {
        led |= cursor.IsBefore(PeriodPart.In);
        var said = cursor.TakeParts(Which);
        led |= cursor.TakeUnit(PeriodUnit.Month);
        var day = cursor.TakeDay();
        var last = day is null ? null : cursor.Try(TakeLastDay);
        PassToMonth(day);
        var isPlain = !cursor.IsFirst && cursor.IsFree && lexicon.IsPlainMonth(cursor.Word);
        if (!cursor.IsFree || lexicon.Month(cursor.Word) is not { } month)
        {
            return null;
        }

        cursor.Skip();
        day ??= cursor.TakeDay();
        var year = cursor.Try(TakeYear);
        said |= cursor.TakeParts(Which);
        return
            Has(said, PeriodPart.Next) || !(led || isPlain || said is not PeriodPart.None || (day ?? year) is not null)
            ? null
            : calendar.Date(year, month, (day, last), beforeNow: Has(said, PeriodPart.Previous));
    }

    // "10 to 15 november", "antara 10 dan 15 november", "10-15 november"
    private int? TakeLastDay()
    {
        var day = cursor.Take(PeriodPart.Until) || cursor.IsDash() ? cursor.TakeDay() : null;
        return day is not null && cursor.IsFree && lexicon.Month(cursor.Word) is not null ? day : null;
    }

    // "20th of november", "20 bulan november"
    private void PassToMonth(int? day)
    {
        if (day is not null && !cursor.Take(PeriodPart.In))
        {
            cursor.TakeUnit(PeriodUnit.Month);
        }
    }

    // "2025", "tahun 2025", "last year", "tahun lalu"
    private int? TakeYear()
    {
        if (cursor.Try(() => TakeUnits()) is (PeriodUnit.Year, null, not PeriodPart.None and var said))
        {
            return calendar.Today.Year - (Has(said, PeriodPart.This) ? 0 : 1);
        }

        cursor.TakeUnit(PeriodUnit.Year);
        return cursor.TakeDigits(2000, 2100);
    }

    // "2026-11-20", "20/11/2026"
    private Days? ReadDigits() =>
        cursor.TakeDigitsWithSigns() switch
        {
            (>= 2000 and var year, var month, <= 31 and var day) => calendar.Date(year, month, (day, null), false),
            (<= 31 and var day, var month, >= 2000 and var year) => calendar.Date(year, month, (day, null), false),
            _ => null,
        };

    private Days? ReadYear(bool led)
    {
        led |= cursor.IsBefore(PeriodPart.In) | cursor.TakeUnit(PeriodUnit.Year);
        return led && cursor.TakeDigits(2000, 2100) is { } year ? new(new(year, 1, 1), new(year + 1, 1, 1)) : null;
    }

    private static bool Has(PeriodPart parts, PeriodPart part) => (parts & part) is not PeriodPart.None;
}
