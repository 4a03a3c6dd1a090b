using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>One place in a sentence where a length or the day of an end may begin.</summary>
internal sealed class OrderPlace(OrderLexicon lexicon, Sentence sentence, DateOnly today, int first)
{
    private const int MostWords = 3;
    private const int LargestNumber = 9999;
    private const int DaysInMonth = 30;
    private const int DaysInYear = 365;
    private const int MostYears = 100;

    // A 29 February is at most so many years ahead.
    private const int LeapYears = 8;

    private readonly int start = first;

    private int at = first;

    /// <summary>Of how many words it is.</summary>
    public int Count => at - start;

    /// <summary>"24h", "3 days", "a week", "seminggu"; null where no length begins, or none at all is said: "0 days".</summary>
    public TimeSpan? ReadLength()
    {
        var length = !IsFree || sentence.Tag(at) is not null ? null : ReadGlued() ?? ReadCounted();
        return length > TimeSpan.Zero ? length : Back();
    }

    /// <summary>"Until tomorrow", "sampai senin", "until 20 dec".</summary>
    public DateOnly? ReadUntil()
    {
        if (!IsFree || !lexicon.IsUntil(Word))
        {
            return null;
        }

        at++;
        return ReadDay() ?? BackToDay();
    }

    /// <summary>A date with its month: "20 dec", "dec 20 2026", "2026-12-20"; without a year the next one.</summary>
    public DateOnly? ReadDate() => !IsFree ? null : ReadDigits() ?? ReadDayAndMonth();

    private bool IsFree => at < sentence.Count && !sentence.IsNamed(at);

    private string Word => sentence.Words[at];

    private string Key => sentence.Tokens[at].Key;

    private TimeSpan? Back()
    {
        at = start;
        return null;
    }

    private DateOnly? BackToDay()
    {
        at = start;
        return null;
    }

    private TimeSpan? ReadGlued()
    {
        var digits = Key.TakeWhile(char.IsAsciiDigit).Count();
        if (
            digits == 0
            || digits == Key.Length
            || SpokenNumbers.Digits(Key[..digits], LargestNumber) is not { } number
            || lexicon.Unit(Key[digits..]) is not { } unit
        )
        {
            return null;
        }

        at++;
        return Length(number, unit);
    }

    private TimeSpan? ReadCounted()
    {
        if (lexicon.IsSingle(Word) && lexicon.Unit(Word) is { } single)
        {
            at++;
            return Length(1, single);
        }

        var (number, count) =
            lexicon.Numbers.Read(sentence, at, LargestNumber)
            ?? (lexicon.IsOne(Key) ? 1 : 0, lexicon.IsOne(Key) ? 1 : 0);
        if (count == 0 || at + count >= sentence.Count || lexicon.Unit(sentence.Words[at + count]) is not { } unit)
        {
            return null;
        }

        at += count + 1;
        return Length(number, unit);
    }

    // Nothing is ordered for longer than a life.
    private static TimeSpan Length(int number, PeriodUnit unit) =>
        unit switch
        {
            PeriodUnit.Hour => TimeSpan.FromHours(number),
            PeriodUnit.Day => TimeSpan.FromDays(number),
            PeriodUnit.Week => TimeSpan.FromDays(7 * number),
            PeriodUnit.Month => TimeSpan.FromDays(DaysInMonth * Math.Min(number, 12 * MostYears)),
            _ => TimeSpan.FromDays(DaysInYear * Math.Min(number, MostYears)),
        };

    private DateOnly? ReadDay()
    {
        var led = false;
        while (IsFree && (lexicon.Is(Word, PeriodPart.Passed) || lexicon.Is(Key, PeriodPart.Passed)))
        {
            led = true;
            at++;
        }

        return ReadAhead() ?? ReadNext() ?? (IsFree ? ReadDate() : null) ?? (led ? ReadDayOfMonth() : null);
    }

    private DateOnly? ReadAhead()
    {
        for (var count = Math.Min(MostWords, sentence.Count - at); count > 0; count--)
        {
            if (lexicon.DaysAhead(sentence.Key(at, count, " ")) is { } days)
            {
                at += count;
                return today.AddDays(days);
            }
        }

        return null;
    }

    // "Friday", "next friday", "hari senin depan"; "next week", "bulan depan" begin with their first day.
    private DateOnly? ReadNext()
    {
        var next = Take(PeriodPart.Next);
        var unit = IsFree ? lexicon.Unit(Word) : null;
        if (unit is PeriodUnit.Day && at + 1 < sentence.Count && lexicon.Weekday(sentence, at + 1) is not null)
        {
            at++;
        }

        if (IsFree && lexicon.Weekday(sentence, at) is { } weekday)
        {
            at++;
            Take(PeriodPart.Next);
            return today.AddDays((((int)weekday - (int)today.DayOfWeek + 6) % 7) + 1);
        }

        if (unit is not (PeriodUnit.Week or PeriodUnit.Month))
        {
            return null;
        }

        at++;
        next |= Take(PeriodPart.Next);
        return !next ? null
            : unit is PeriodUnit.Month ? new DateOnly(today.Year, today.Month, 1).AddMonths(1)
            : today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7));
    }

    private bool Take(PeriodPart part)
    {
        var taken = IsFree && (lexicon.Is(Word, part) || lexicon.Is(Key, part));
        at += taken ? 1 : 0;
        return taken;
    }

    private DateOnly? ReadDigits()
    {
        if (
            at + 2 >= sentence.Count
            || sentence.Between(at) is not ("-" or "/" or ".")
            || sentence.Between(at) != sentence.Between(at + 1)
        )
        {
            return null;
        }

        int?[] numbers =
        [
            .. Enumerable.Range(at, 3).Select(word => SpokenNumbers.Digits(sentence.Tokens[word].Key, 2100)),
        ];
        var (year, month, day) = numbers is [>= 2000, _, _]
            ? (numbers[0], numbers[1], numbers[2])
            : (numbers[2], numbers[1], numbers[0]);
        return year is >= 2000 && month is >= 1 and <= 12 && day is >= 1 ? Date(year, month.Value, day.Value, 3) : null;
    }

    private DateOnly? ReadDayAndMonth()
    {
        var day = lexicon.DayOfMonth(Key);
        var month = at + 1 < sentence.Count ? lexicon.Month(day is null ? Word : sentence.Words[at + 1]) : null;
        day ??= month is null ? null : lexicon.DayOfMonth(sentence.Tokens[at + 1].Key);
        if (day is null || month is null)
        {
            return null;
        }

        var year = at + 2 < sentence.Count ? SpokenNumbers.Digits(sentence.Tokens[at + 2].Key, 2100) : null;
        return year is >= 2000 ? Date(year, month.Value, day.Value, 3) : Date(null, month.Value, day.Value, 2);
    }

    // "Sampai tanggal 20", "until the 20th"
    private DateOnly? ReadDayOfMonth()
    {
        if (!IsFree || lexicon.DayOfMonth(Key) is not { } day)
        {
            return null;
        }

        at++;
        return Enumerable
            .Range(0, 3)
            .Select(ahead => new DateOnly(today.Year, today.Month, 1).AddMonths(ahead))
            .Where(month => day <= DateTime.DaysInMonth(month.Year, month.Month))
            .Select(month => month.AddDays(day - 1))
            .First(date => date >= today);
    }

    private DateOnly? Date(int? year, int month, int day, int words)
    {
        for (var inYear = year ?? today.Year; inYear <= (year ?? today.Year + LeapYears); inYear++)
        {
            if (
                day <= DateTime.DaysInMonth(inYear, month)
                && new DateOnly(inYear, month, day) is var date
                && date >= today
            )
            {
                at += words;
                return date;
            }
        }

        return null;
    }
}
