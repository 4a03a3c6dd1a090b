using System.Globalization;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Languages;

public sealed class DatesTests
{
    private readonly Phrasebook phrasebook = Phrasebook.Embedded();

    [Theory]
    [InlineData("en", "Asia/Jakarta", "14:05 WIB")]
    [InlineData("id", "Asia/Jakarta", "14.05 WIB")]
    [InlineData("id", "Asia/Makassar", "15.05 WITA")]
    [InlineData("en", "Asia/Jayapura", "16:05 WIT")]
    [InlineData("en", "Europe/Berlin", "08:05 UTC+01:00")]
    [InlineData("en", "America/St_Johns", "03:35 UTC-03:30")]
    [InlineData("en", "Etc/UTC", "07:05 UTC")]
    public void An_instant_is_written_in_the_readers_zone(string language, string zone, string written) =>
        phrasebook[language].At(Sample.Now, Sample.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(written);

    [Theory]
    [InlineData("en", "14:05 WIB on 18 November 2026")]
    [InlineData("id", "14.05 WIB tanggal 18 November 2026")]
    public void An_instant_of_another_day_has_its_date(string language, string written) =>
        phrasebook[language].At(Sample.Now.AddDays(-6), Sample.Now, Jakarta).ShouldBe(written);

    [Theory]
    [InlineData(-1, "today", "hari ini")]
    [InlineData(0, "today", "hari ini")]
    [InlineData(7, "today", "hari ini")]
    [InlineData(15, "yesterday", "kemarin")]
    [InlineData(39, "2 days ago", "2 hari lalu")]
    [InlineData(6 * 24, "6 days ago", "6 hari lalu")]
    public void Days_are_counted_by_the_readers_calendar(int hoursAgo, string english, string indonesian)
    {
        var instant = Sample.Now.AddHours(-hoursAgo);

        phrasebook["en"].Ago(instant, Sample.Now, Jakarta).ShouldBe(english);
        phrasebook["id"].Ago(instant, Sample.Now, Jakarta).ShouldBe(indonesian);
    }

    [Fact]
    public void A_date_is_as_precise_as_its_source()
    {
        phrasebook["en"].Date(new PartialDate(2019, 5, 14)).ShouldBe("14 May 2019");
        phrasebook["id"].Date(new PartialDate(2019, 5, 14)).ShouldBe("14 Mei 2019");
        phrasebook["en"].Date(new PartialDate(2019, 5, null)).ShouldBe("May 2019");
        phrasebook["en"].Date(new PartialDate(2019, null, null)).ShouldBe("2019");
    }

    [Theory]
    [InlineData("2026-11-18T00:00+07:00", null, "since 18 November 2026", "sejak 18 November 2026")]
    [InlineData(
        "2026-11-18T14:05+07:00",
        null,
        "since 14:05 WIB on 18 November 2026",
        "sejak 14.05 WIB tanggal 18 November 2026"
    )]
    [InlineData(
        "2026-11-16T00:00+07:00",
        "2026-11-23T00:00+07:00",
        "16 November 2026 to 22 November 2026",
        "16 November 2026 sampai 22 November 2026"
    )]
    [InlineData("2026-11-16T00:00+07:00", "2026-11-17T00:00+07:00", "on 16 November 2026", "pada 16 November 2026")]
    [InlineData(
        "2026-11-16T00:00+07:00",
        "2026-11-16T12:00+07:00",
        "16 November 2026 to 12:00 WIB on 16 November 2026",
        "16 November 2026 sampai 12.00 WIB tanggal 16 November 2026"
    )]
    public void A_stretch_of_time_is_said_as_exactly_as_it_is(
        string from,
        string? until,
        string english,
        string indonesian
    )
    {
        var period = new Period(Instant(from), until is null ? null : Instant(until));

        phrasebook["en"].Stretch(period, Jakarta).ShouldBe(english);
        phrasebook["id"].Stretch(period, Jakarta).ShouldBe(indonesian);

        static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("Asia/Jakarta", "2026-11-17T00:00:00+07:00")]
    [InlineData("America/St_Johns", "2026-11-17T00:00:00-03:30")]
    [InlineData("Europe/Berlin", "2026-11-17T00:00:00+01:00")]
    public void A_week_ago_begins_at_midnight_of_the_zone(string zone, string midnight) =>
        Dates
            .DaysBefore(Sample.Now, 7, TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
            .ShouldBe(midnight);

    private static TimeZoneInfo Jakarta => TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
}
