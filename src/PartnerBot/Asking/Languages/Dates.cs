using System.Globalization;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Languages;

/// <summary>Instants and dates as a language writes them, in the zone of who reads.</summary>
public static class Dates
{
    /// <summary>Time and zone, <c>14:05 WIB</c>; with its date where that is not today.</summary>
    public static string At(this Words words, DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone) =>
        words.WithDate($"{words.Time(instant, zone)} {words.Zone(instant, zone)}", instant, now, zone);

    /// <summary>The time alone, <c>13:52</c>; with its date where that is not today.</summary>
    public static string Clock(this Words words, DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone) =>
        words.WithDate(words.Time(instant, zone), instant, now, zone);

    /// <summary>Days between two instants by the zone's calendar: <c>today</c>, <c>yesterday</c>, <c>6 days ago</c>.</summary>
    public static string Ago(this Words words, DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone) =>
        (Day(now, zone).DayNumber - Day(instant, zone).DayNumber) switch
        {
            <= 0 => words["today"],
            1 => words["yesterday"],
            var days => words["days-ago", days],
        };

    /// <summary>The day by the zone's calendar, and the time: <c>yesterday at 09:12 WIB</c>.</summary>
    public static string When(this Words words, DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone) =>
        words["told-when", words.Ago(instant, now, zone), $"{words.Time(instant, zone)} {words.Zone(instant, zone)}"];

    /// <summary>As precise as the date is: <c>14 May 2019</c>, <c>May 2019</c> or <c>2019</c>.</summary>
    public static string Date(this Words words, PartialDate date) =>
        date switch
        {
            { Month: { } month, Day: { } day } => words["date-day", day, words.File.Months[month - 1], date.Year],
            { Month: { } month } => words["date-month", words.File.Months[month - 1], date.Year],
            _ => date.Year.ToString(CultureInfo.InvariantCulture),
        };

    public static string Date(this Words words, DateOnly date) =>
        words.Date(new PartialDate(date.Year, date.Month, date.Day));

    /// <summary>The day by the zone's calendar: <c>24 November 2026</c>.</summary>
    public static string Date(this Words words, DateTimeOffset instant, TimeZoneInfo zone) =>
        words.Date(Day(instant, zone));

    /// <summary>Time, zone and date, on whichever day it is read: <c>14:05 WIB on 24 November 2026</c>.</summary>
    public static string DateAndTime(this Words words, DateTimeOffset instant, TimeZoneInfo zone) =>
        words[
            "time-another-day",
            $"{words.Time(instant, zone)} {words.Zone(instant, zone)}",
            words.Date(instant, zone)
        ];

    /// <summary>
    /// A stretch of time: <c>since 18 November 2026</c>, <c>18 November 2026 to 24 November 2026</c> (the last day counts),
    /// <c>on 18 November 2026</c>; with times where it doesn't begin or end with a day.
    /// </summary>
    public static string Stretch(this Words words, Period period, TimeZoneInfo zone)
    {
        if (period.Until is not { } until)
        {
            return words["period-since", words.DayOrMoment(period.From, period.From, zone)];
        }

        var last = until.AddTicks(-1);
        return IsMidnight(period.From, zone) && IsMidnight(until, zone) && Day(period.From, zone) == Day(last, zone)
            ? words["period-day", words.Date(Day(last, zone))]
            : words[
                "period-from-to",
                words.DayOrMoment(period.From, period.From, zone),
                words.DayOrMoment(until, last, zone)
            ];
    }

    /// <summary>Midnight of the day that many days before an instant's.</summary>
    public static DateTimeOffset DaysBefore(DateTimeOffset instant, int days, TimeZoneInfo zone)
    {
        var midnight = Day(instant, zone).AddDays(-days).ToDateTime(TimeOnly.MinValue);
        return new(midnight, zone.GetUtcOffset(midnight));
    }

    /// <summary>Whether a date is in it, or may be where it is only a month or a year.</summary>
    public static bool MayHave(this Period period, PartialDate date, TimeZoneInfo zone)
    {
        var first = new DateOnly(date.Year, date.Month ?? 1, date.Day ?? 1);
        var (year, month) = (date.Year, date.Month ?? 12);
        var last = new DateOnly(year, month, date.Day ?? DateTime.DaysInMonth(year, month));
        return last >= Day(period.From, zone)
            && (period.Until is not { } until || first <= Day(until.AddTicks(-1), zone));
    }

    /// <summary>The moment at which a clock of the zone first shows this, or what it skips to.</summary>
    public static DateTimeOffset At(this DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var at = date.ToDateTime(time);
        while (zone.IsInvalidTime(at))
        {
            at = at.AddMinutes(30);
        }

        return new(at, zone.IsAmbiguousTime(at) ? zone.GetAmbiguousTimeOffsets(at).Max() : zone.GetUtcOffset(at));
    }

    /// <summary>How old facts are: <c>as of 14:05 WIB, last confirmed 6 days ago</c>.</summary>
    public static string Fresh(this Words words, Freshness freshness, DateTimeOffset now, TimeZoneInfo zone) =>
        words.Fresh(freshness, now, zone, instant => words.At(instant, now, zone));

    /// <summary>The same with a time written in another way.</summary>
    public static string Fresh(
        this Words words,
        Freshness freshness,
        DateTimeOffset now,
        TimeZoneInfo zone,
        Func<DateTimeOffset, string> at
    ) =>
        freshness.LastConfirmed is { } confirmed
            ? words["as-of-confirmed", at(freshness.AsOf), words.Ago(confirmed, now, zone)]
            : words["as-of", at(freshness.AsOf)];

    private static string WithDate(
        this Words words,
        string time,
        DateTimeOffset instant,
        DateTimeOffset now,
        TimeZoneInfo zone
    ) => Day(instant, zone) == Day(now, zone) ? time : words["time-another-day", time, words.Date(Day(instant, zone))];

    private static string Time(this Words words, DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString(words["time"], CultureInfo.InvariantCulture);

    /// <summary>A time of day as it stands on a clock: <c>08:30</c>.</summary>
    public static string Clock(this Words words, TimeOnly time) =>
        time.ToString(words["time"], CultureInfo.InvariantCulture);

    /// <summary>The zone in short: <c>WIB</c>, <c>UTC+02:00</c>.</summary>
    public static string Zone(this Words words, DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (words.File.Zones.TryGetValue(zone.Id, out var abbreviation))
        {
            return abbreviation;
        }

        var offset = zone.GetUtcOffset(instant);
        return offset == TimeSpan.Zero
            ? "UTC"
            : $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset.ToString("hh\\:mm", CultureInfo.InvariantCulture)}";
    }

    private static string DayOrMoment(
        this Words words,
        DateTimeOffset instant,
        DateTimeOffset day,
        TimeZoneInfo zone
    ) => IsMidnight(instant, zone) ? words.Date(Day(day, zone)) : words.DateAndTime(instant, zone);

    private static bool IsMidnight(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).TimeOfDay == TimeSpan.Zero;

    private static DateOnly Day(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
