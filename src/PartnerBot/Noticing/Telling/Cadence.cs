using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>When somebody is told, by their own clock: at once, but for quiet hours; or in a digest.</summary>
/// <param name="Quiet">From when until when it is quiet, perhaps past midnight; null where it never is.</param>
/// <param name="DigestAt">Null where each change is told at once.</param>
/// <param name="DigestDay">Null where the digest comes each day.</param>
internal sealed record Cadence(
    TimeZoneInfo Zone,
    (TimeOnly From, TimeOnly Until)? Quiet = null,
    TimeOnly? DigestAt = null,
    DayOfWeek? DigestDay = null
)
{
    public static Cadence Of(CadenceRow? row, TimeZoneInfo zone) =>
        new(
            zone,
            row is { QuietFrom: { } from, QuietUntil: { } until } && from != until ? (from, until) : null,
            row?.DigestAt,
            row?.DigestDay
        );

    public bool IsQuiet(DateTimeOffset at)
    {
        if (Quiet is not var (from, until))
        {
            return false;
        }

        var time = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(at, Zone).TimeOfDay);
        return from < until ? time >= from && time < until : time >= from || time < until;
    }

    /// <summary>When a quiet time is over.</summary>
    public DateTimeOffset QuietEnd(DateTimeOffset at) => Next(Quiet!.Value.Until, day: null, at);

    /// <summary>The first digest after an instant.</summary>
    public DateTimeOffset DigestAfter(DateTimeOffset at) => Next(DigestAt!.Value, DigestDay, at);

    // A time that a clock skips is the moment that it goes on; of one that it shows twice, the first counts.
    private DateTimeOffset Next(TimeOnly time, DayOfWeek? day, DateTimeOffset after)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, Zone).DateTime).AddDays(-1);
        while (true)
        {
            if (
                (day is null || date.DayOfWeek == day)
                && Instant(date.ToDateTime(time)) is var instant
                && instant > after
            )
            {
                return instant;
            }

            date = date.AddDays(1);
        }
    }

    private DateTimeOffset Instant(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new(local, offset);
    }
}
