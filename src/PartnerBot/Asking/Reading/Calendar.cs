using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Days and periods as seen from one moment in one zone. Weeks begin on Monday.</summary>
internal sealed class Calendar(DateTimeOffset now, TimeZoneInfo zone)
{
    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    private DateOnly Monday => Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));

    /// <summary>The latest day of that name, today's included.</summary>
    /// <param name="weekday">0 is Monday.</param>
    public DateOnly Last(int weekday)
    {
        var day = Monday.AddDays(weekday);
        return day > Today ? day.AddDays(-7) : day;
    }

    /// <summary>That day, or everything from it on.</summary>
    public Period Day(DateOnly day, bool since) =>
        since || day >= Today ? new(StartOf(day)) : new(StartOf(day), StartOf(day.AddDays(1)));

    /// <summary>The latest such date or month that isn't in the future, or everything from its first day on; null where there is no such day.</summary>
    public Period? Date(int? year, int month, int? day, bool since)
    {
        var inYear = year ?? (new DateOnly(Today.Year, month, 1) > Today ? Today.Year - 1 : Today.Year);
        if (day is { } number)
        {
            return number > DateTime.DaysInMonth(inYear, month) ? null : Day(new(inYear, month, number), since);
        }

        var first = new DateOnly(inYear, month, 1);
        return Up(first, since ? null : first.AddMonths(1));
    }

    /// <summary>From one day of a month to another, both included; null where there are no such days.</summary>
    public Period? Days(int? year, int month, int first, int last) =>
        Date(year, month, first, since: false) is { } begins
        && Date(year, month, last, since: false) is { } ends
        && begins.From <= ends.From
            ? begins with
            {
                Until = ends.Until,
            }
            : null;

    /// <summary>A period of units: this one, the one before, so many up to now, or the day so many ago; null where none was said.</summary>
    public Period? Of(PeriodUnit unit, int? number, bool current, bool rolling, bool ago, bool previous, bool since) =>
        number switch
        {
            _ when current => Up(First(unit, Today), until: null),
            { } count when unit is PeriodUnit.Hour && (rolling || ago || previous) => new(now.AddHours(-count)),
            { } count when ago && !rolling && !since && unit is PeriodUnit.Day => Day(Back(unit, count), since: false),
            { } count when rolling || previous || ago => Up(Back(unit, count), until: null),
            null when previous && unit is not PeriodUnit.Hour => Up(
                First(unit, Back(unit, 1)),
                since ? null : First(unit, Today)
            ),
            null when rolling => Up(Back(unit, 1), until: null),
            _ => null,
        };

    private Period Up(DateOnly from, DateOnly? until) =>
        new(StartOf(from), until is { } end && end <= Today.AddDays(1) ? StartOf(end) : null);

    private static DateOnly First(PeriodUnit unit, DateOnly day) =>
        unit switch
        {
            PeriodUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            PeriodUnit.Month => new(day.Year, day.Month, 1),
            PeriodUnit.Year => new(day.Year, 1, 1),
            _ => day,
        };

    private DateOnly Back(PeriodUnit unit, int count) =>
        unit switch
        {
            PeriodUnit.Week => Today.AddDays(-7 * count),
            PeriodUnit.Month => Today.AddMonths(-count),
            PeriodUnit.Year => Today.AddYears(-Math.Min(count, 100)),
            _ => Today.AddDays(-count),
        };

    // The first instant of a day in the zone, also where the clocks skip midnight.
    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(30);
        }

        return new(midnight, zone.GetUtcOffset(midnight));
    }
}
