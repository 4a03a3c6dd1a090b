using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Days one after another, up to one that is no more of them; null is no end.</summary>
internal sealed record Days(DateOnly First, DateOnly? After = null)
{
    /// <summary>How many; null without an end.</summary>
    public int? Length => After?.DayNumber - First.DayNumber;
}

/// <summary>Days and periods as seen from one moment in one zone. Weeks begin on Monday.</summary>
internal sealed class Calendar(DateTimeOffset now, TimeZoneInfo zone)
{
    private const int FarthestYears = 100;

    // A 29 February is at most so many years back.
    private const int LeapYears = 8;

    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    public static Days Day(DateOnly day) => new(day, day.AddDays(1));

    /// <summary>The latest day of that name.</summary>
    /// <param name="weekday">0 is Monday.</param>
    /// <param name="beforeToday">Today is not meant: "last monday" said on one.</param>
    public DateOnly Last(int weekday, bool beforeToday)
    {
        var day = First(PeriodUnit.Week, Today).AddDays(weekday);
        return day > Today || (beforeToday && day == Today) ? day.AddDays(-7) : day;
    }

    /// <summary>
    /// Such a day, or such days up to <c>Last</c>, or such a month; without a year the latest that isn't in the future.
    /// Null where there is no such day.
    /// </summary>
    /// <param name="beforeNow">The current month is not meant, nor a day of it: "november lalu" said in one.</param>
    public Days? Date(int? year, int month, (int? First, int? Last) days, bool beforeNow)
    {
        var newest = year ?? Today.Year;
        for (var inYear = newest; inYear >= (year ?? newest - LeapYears); inYear--)
        {
            var length = DateTime.DaysInMonth(inYear, month);
            var first = new DateOnly(inYear, month, Math.Min(length, days.First ?? 1));
            if (
                length >= (days.Last ?? days.First ?? 1)
                && (year is not null || (first <= Today && !(beforeNow && days.First is null && IsThisMonth(first))))
            )
            {
                return days.First is not null
                    ? new(first, new DateOnly(inYear, month, days.Last ?? days.First.Value).AddDays(1))
                    : new(first, first.AddMonths(1));
            }
        }

        return null;
    }

    /// <summary>This unit, the one before, so many up to now, or the day so many ago; null where none of them was said.</summary>
    public Days? Of(PeriodUnit unit, int? number, PeriodPart said)
    {
        return number switch
        {
            null when Is(PeriodPart.This) => new(First(unit, Today), Forth(unit, First(unit, Today))),
            null when Is(PeriodPart.Previous) => new(First(unit, Back(unit, 1)), First(unit, Today)),
            _ when unit is PeriodUnit.Day && Is(PeriodPart.Ago) && !Is(PeriodPart.Rolling) => Day(
                Back(unit, number ?? 1)
            ),
            _ when said is not PeriodPart.None => new(Back(unit, number ?? 1)),
            _ => null,
        };

        bool Is(PeriodPart part) => (said & part) is not PeriodPart.None;
    }

    /// <summary>The period of these days, or from the first of them on; null where they are all to come.</summary>
    public Period? Period(Days days, bool since) =>
        days.First > Today || days.Length <= 0 ? null
        : since || days.After is not { } after || after > Today ? new(StartOf(days.First))
        : new(StartOf(days.First), StartOf(after));

    /// <summary>So many hours up to now.</summary>
    public Period Hours(int count) => new(now.AddHours(-count));

    private bool IsThisMonth(DateOnly day) => day.Year == Today.Year && day.Month == Today.Month;

    private static DateOnly First(PeriodUnit unit, DateOnly day) =>
        unit switch
        {
            PeriodUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            PeriodUnit.Month => new(day.Year, day.Month, 1),
            PeriodUnit.Year => new(day.Year, 1, 1),
            _ => day,
        };

    private static DateOnly Forth(PeriodUnit unit, DateOnly day) =>
        unit switch
        {
            PeriodUnit.Week => day.AddDays(7),
            PeriodUnit.Month => day.AddMonths(1),
            PeriodUnit.Year => day.AddYears(1),
            _ => day.AddDays(1),
        };

    private DateOnly Back(PeriodUnit unit, int count) =>
        unit switch
        {
            PeriodUnit.Week => Today.AddDays(-7 * count),
            PeriodUnit.Month => Today.AddMonths(-count),
            PeriodUnit.Year => Today.AddYears(-Math.Min(count, FarthestYears)),
            _ => Today.AddDays(-count),
        };

    // The first instant of a day in the zone, also where the clocks skip midnight or strike it twice.
    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(30);
        }

        return new(
            midnight,
            zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight)
        );
    }
}
