using System.Globalization;
using PartnerBot.Asking;

namespace PartnerBot.Tests.Asking;

/// <summary>Periods as they are read on Wednesday 25 November 2026, 14:05 in Jakarta, unless a test says otherwise.</summary>
public sealed class PeriodTests : IClassFixture<PeriodTests.OneHouse>
{
    private readonly House house;

    public PeriodTests(OneHouse one)
    {
        house = one.House;
        At("2026-11-25T14:05+07:00");
    }

    [Theory]
    [InlineData("what changed today", "2026-11-25..")]
    [InlineData("what changed this morning", "2026-11-25..")]
    [InlineData("perubahan hari ini", "2026-11-25..")]
    [InlineData("apa yang berubah tadi pagi", "2026-11-25..")]
    [InlineData("perubahan pagi ini dong", "2026-11-25..")]
    [InlineData("what changed yesterday", "2026-11-24..2026-11-25")]
    [InlineData("any news last night?", "2026-11-24..2026-11-25")]
    [InlineData("perubahan kemarin", "2026-11-24..2026-11-25")]
    [InlineData("perubahan kmrn", "2026-11-24..2026-11-25")]
    [InlineData("ada kabar apa semalam", "2026-11-24..2026-11-25")]
    [InlineData("perubahan kemarin lusa", "2026-11-23..2026-11-24")]
    [InlineData("what changed the day before yesterday", "2026-11-23..2026-11-24")]
    [InlineData("changes two days ago", "2026-11-23..2026-11-24")]
    [InlineData("changes 3 days ago", "2026-11-22..2026-11-23")]
    [InlineData("perubahan 3 hari yang lalu", "2026-11-22..2026-11-23")]
    [InlineData("changes since yesterday", "2026-11-24..")]
    [InlineData("perubahan sejak kemarin", "2026-11-24..")]
    [InlineData("dari kemarin ada apa", "2026-11-24..")]
    [InlineData("changes since 3 days ago", "2026-11-22..")]
    public void Days_near_today(string words, string period) => Period(words).ShouldBe(period);

    [Theory]
    [InlineData("changes monday", "2026-11-23..2026-11-24")]
    [InlineData("perubahan hari senin", "2026-11-23..2026-11-24")]
    [InlineData("perubahan senin kemarin", "2026-11-23..2026-11-24")]
    [InlineData("perubahan kemarin senin", "2026-11-23..2026-11-24")]
    [InlineData("changes on friday", "2026-11-20..2026-11-21")]
    [InlineData("changes since monday", "2026-11-23..")]
    [InlineData("changes since last fri", "2026-11-20..")]
    [InlineData("perubahan sejak jumat", "2026-11-20..")]
    [InlineData("perubahan sejak hari jumat yang lalu", "2026-11-20..")]
    [InlineData("changes on wednesday", "2026-11-25..")]
    [InlineData("changes since last wednesday", "2026-11-18..")]
    [InlineData("perubahan rabu lalu", "2026-11-18..2026-11-19")]
    [InlineData("perubahan hari minggu", "2026-11-22..2026-11-23")]
    [InlineData("perubahan sejak hari minggu", "2026-11-22..")]
    [InlineData("perubahan senin minggu lalu", "2026-11-16..2026-11-17")]
    [InlineData("changes monday last week", "2026-11-16..2026-11-17")]
    [InlineData("changes from monday to tuesday", "2026-11-23..2026-11-25")]
    [InlineData("perubahan antara sabtu dan senin", "2026-11-21..2026-11-24")]
    public void Weekdays(string words, string period) => Period(words).ShouldBe(period);

    [Theory]
    [InlineData("changes this week", "2026-11-23..")]
    [InlineData("perubahan minggu ini", "2026-11-23..")]
    [InlineData("perubahan pekan ini", "2026-11-23..")]
    [InlineData("changes last week", "2026-11-16..2026-11-23")]
    [InlineData("perubahan minggu lalu", "2026-11-16..2026-11-23")]
    [InlineData("perubahan mgg kmrn", "2026-11-16..2026-11-23")]
    [InlineData("perubahan minggu yg lalu", "2026-11-16..2026-11-23")]
    [InlineData("changes this month", "2026-11-01..")]
    [InlineData("perubahan bulan ini", "2026-11-01..")]
    [InlineData("changes last month", "2026-10-01..2026-11-01")]
    [InlineData("perubahan bln lalu", "2026-10-01..2026-11-01")]
    [InlineData("changes since last month", "2026-10-01..")]
    [InlineData("notes from last month", "2026-10-01..2026-11-01")]
    [InlineData("changes this year", "2026-01-01..")]
    [InlineData("changes last year", "2025-01-01..2026-01-01")]
    [InlineData("perubahan tahun lalu", "2025-01-01..2026-01-01")]
    [InlineData("changes since the start of the year", "2026-01-01..")]
    [InlineData("perubahan sejak awal bulan", "2026-11-01..")]
    public void Units(string words, string period) => Period(words).ShouldBe(period);

    [Theory]
    [InlineData("changes in the last 7 days", "2026-11-18..")]
    [InlineData("perubahan 7 hari terakhir", "2026-11-18..")]
    [InlineData("perubahan tujuh hari terakhir", "2026-11-18..")]
    [InlineData("perubahan dua puluh hari terakhir", "2026-11-05..")]
    [InlineData("changes in the past two weeks", "2026-11-11..")]
    [InlineData("changes in the past couple of weeks", "2026-11-11..")]
    [InlineData("changes in the past week", "2026-11-18..")]
    [InlineData("changes a week ago", "2026-11-18..")]
    [InlineData("perubahan seminggu terakhir", "2026-11-18..")]
    [InlineData("perubahan seminggu ini", "2026-11-18..")]
    [InlineData("perubahan 3 hari ini", "2026-11-22..")]
    [InlineData("perubahan dua minggu lalu", "2026-11-11..")]
    [InlineData("perubahan sebulan belakangan", "2026-10-25..")]
    [InlineData("perubahan setahun yang lalu", "2025-11-25..")]
    [InlineData("changes in the last 3 months", "2026-08-25..")]
    [InlineData("perubahan 24 jam terakhir", "2026-11-24 14:05..")]
    [InlineData("changes in the last hour", "2026-11-25 13:05..")]
    [InlineData("perubahan sejam terakhir", "2026-11-25 13:05..")]
    [InlineData("changes in the last 999 years", "1926-11-25..")]
    [InlineData("changes in the last 9999 days", "1999-07-11..")]
    [InlineData("perubahan 9999 bulan terakhir", "1193-08-25..")]
    public void Stretches_up_to_now(string words, string period) => Period(words).ShouldBe(period);

    [Theory]
    [InlineData("changes on 20 november", "2026-11-20..2026-11-21")]
    [InlineData("changes on november 20th", "2026-11-20..2026-11-21")]
    [InlineData("changes since the 20th of november", "2026-11-20..")]
    [InlineData("perubahan tgl 20 nov", "2026-11-20..2026-11-21")]
    [InlineData("perubahan sejak tanggal 20 bulan november", "2026-11-20..")]
    [InlineData("changes on 20 nov 2025", "2025-11-20..2025-11-21")]
    [InlineData("changes on nov 20, 2025", "2025-11-20..2025-11-21")]
    [InlineData("changes on 26 november", "2025-11-26..2025-11-27")]
    [InlineData("perubahan 5 desember tahun lalu", "2025-12-05..2025-12-06")]
    [InlineData("changes on 2026-11-20", "2026-11-20..2026-11-21")]
    [InlineData("changes since 2026-11-20", "2026-11-20..")]
    [InlineData("perubahan 20/11/2026", "2026-11-20..2026-11-21")]
    [InlineData("perubahan 10-15 november", "2026-11-10..2026-11-16")]
    [InlineData("changes 10 to 15 november", "2026-11-10..2026-11-16")]
    [InlineData("changes between 10 and 15 november 2025", "2025-11-10..2025-11-16")]
    [InlineData("perubahan antara 10 dan 15 november", "2026-11-10..2026-11-16")]
    [InlineData("changes from 28 october to 3 november", "2026-10-28..2026-11-04")]
    [InlineData("changes from 2026-11-02 to 2026-11-04", "2026-11-02..2026-11-05")]
    [InlineData("changes 20-30 november", "2026-11-20..")]
    [InlineData("changes from 20 november to 5 december", "2026-11-20..")]
    [InlineData("changes in october", "2026-10-01..2026-11-01")]
    [InlineData("changes in may", "2026-05-01..2026-06-01")]
    [InlineData("changes since march", "2026-03-01..")]
    [InlineData("changes in december", "2025-12-01..2026-01-01")]
    [InlineData("changes october 2025", "2025-10-01..2025-11-01")]
    [InlineData("perubahan bulan mei", "2026-05-01..2026-06-01")]
    [InlineData("perubahan bulan oktober", "2026-10-01..2026-11-01")]
    [InlineData("perubahan sejak september", "2026-09-01..")]
    [InlineData("perubahan november lalu", "2025-11-01..2025-12-01")]
    [InlineData("changes in november", "2026-11-01..")]
    [InlineData("changes in 2025", "2025-01-01..2026-01-01")]
    [InlineData("perubahan sejak tahun 2025", "2025-01-01..")]
    [InlineData("changes on 29 february", "2024-02-29..2024-03-01")]
    [InlineData("changes on 29 february 2024", "2024-02-29..2024-03-01")]
    public void Dates(string words, string period) => Period(words).ShouldBe(period);

    [Theory]
    [InlineData("status netflix")]
    [InlineData("may i tell customers about netflix")]
    [InlineData("march on")]
    [InlineData("we march on with netflix")]
    [InlineData("the second partner")]
    [InlineData("status \"sunday\"")]
    [InlineData("status “last week”")]
    [InlineData("status 3 indonesia")]
    [InlineData("status last week media")]
    [InlineData("one or two partners")]
    [InlineData("the last partner")]
    [InlineData("this is netflix")]
    [InlineData("since netflix")]
    [InlineData("since")]
    [InlineData("last")]
    [InlineData("jam 8")]
    [InlineData("since 99 november")]
    [InlineData("changes on 31 november")]
    [InlineData("changes since november 31")]
    [InlineData("changes on 30 february 2026")]
    [InlineData("changes on 29 february 2025")]
    [InlineData("changes on 2026-13-01")]
    [InlineData("changes on 2026-02-30")]
    [InlineData("changes on 2026-11-99")]
    [InlineData("changes on 2026-11-2026")]
    [InlineData("changes on 0 november")]
    [InlineData("changes 15-10 november")]
    [InlineData("changes on 31st november 2025")]
    [InlineData("changes on 99 november 2025")]
    [InlineData("changes in the last 99999999999 years")]
    [InlineData("99999 years ago")]
    [InlineData("is netflix live next week")]
    [InlineData("is netflix live next monday")]
    [InlineData("netflix tayang senin depan?")]
    [InlineData("netflix tayang minggu depan?")]
    [InlineData("netflix 2 hari lagi")]
    [InlineData("netflix on 20 december 2027")]
    [InlineData("netflix in 2027")]
    public void No_period(string words) => house.Read(words).Filters.Period.ShouldBeNull();

    [Theory]
    [InlineData("changes in december", "2026-12-01..2027-01-01")]
    [InlineData("changes last week", "2026-12-21..2026-12-28")]
    [InlineData("changes this week", "2026-12-28..")]
    [InlineData("changes since 30 december", "2026-12-30..")]
    [InlineData("changes last month", "2026-12-01..2027-01-01")]
    [InlineData("perubahan tahun lalu", "2026-01-01..2027-01-01")]
    [InlineData("changes from 20 december to 1 january", "2026-12-20..2027-01-02")]
    [InlineData("changes yesterday", "2027-01-01..2027-01-02")]
    [InlineData("changes in the last 3 days", "2026-12-30..")]
    public void Around_new_year(string words, string period)
    {
        At("2027-01-02T09:00+07:00");

        Period(words).ShouldBe(period);
    }

    [Theory]
    [InlineData("changes last month", "2028-02-01..2028-03-01")]
    [InlineData("changes in the past month", "2028-02-29..")]
    [InlineData("changes on 29 february", "2028-02-29..2028-03-01")]
    [InlineData("changes in the past year", "2027-03-31..")]
    public void On_the_last_day_of_a_long_month(string words, string period)
    {
        At("2028-03-31T09:00+07:00");

        Period(words).ShouldBe(period);
    }

    [Theory]
    [InlineData("Asia/Jakarta", "2026-11-25")]
    [InlineData("America/New_York", "2026-11-24")]
    public void Today_is_the_askers(string zone, string day)
    {
        At("2026-11-25T08:00+07:00");

        var read = house.Read("what changed today", zone: Zone(zone)).Filters.Period;

        Text(read, Zone(zone)).ShouldBe($"{day}..");
    }

    [Fact]
    public void Today_is_that_of_the_zone_that_was_said()
    {
        At("2026-11-25T22:30+07:00");

        Text(house.Read("what changed today WIT").Filters.Period, Zone("Asia/Jayapura")).ShouldBe("2026-11-26..");
        Period("what changed today").ShouldBe("2026-11-25..");
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T12:00+02:00", "changes today", "2026-03-29T00:00+01:00", null)]
    [InlineData(
        "Europe/Berlin",
        "2026-03-30T12:00+02:00",
        "changes yesterday",
        "2026-03-29T00:00+01:00",
        "2026-03-30T00:00+02:00"
    )]
    [InlineData(
        "Europe/Berlin",
        "2026-10-26T12:00+01:00",
        "changes yesterday",
        "2026-10-25T00:00+02:00",
        "2026-10-26T00:00+01:00"
    )]
    [InlineData(
        "Europe/Berlin",
        "2026-03-29T12:00+02:00",
        "changes in the last 24 hours",
        "2026-03-28T11:00+01:00",
        null
    )]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00-02:00", "changes today", "2018-11-04T01:00-02:00", null)]
    [InlineData(
        "America/Sao_Paulo",
        "2018-11-05T12:00-02:00",
        "changes yesterday",
        "2018-11-04T01:00-02:00",
        "2018-11-05T00:00-02:00"
    )]
    [InlineData("America/Havana", "2026-11-01T12:00-05:00", "changes today", "2026-11-01T00:00-04:00", null)]
    public void A_day_begins_with_its_first_instant_where_the_clocks_change(
        string zone,
        string now,
        string words,
        string from,
        string? until
    )
    {
        At(now);

        var period = house.Read(words, zone: Zone(zone)).Filters.Period.ShouldNotBeNull();

        period.From.ShouldBe(Instant(from));
        period.Until.ShouldBe(until is null ? null : Instant(until));
    }

    private void At(string instant) => house.Time.AdjustTime(Instant(instant));

    private string Period(string words) => Text(house.Read(words).Filters.Period, Zone("Asia/Jakarta"));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static string Text(Period? period, TimeZoneInfo zone)
    {
        return period is null ? "none" : $"{Of(period.From)}..{(period.Until is { } until ? Of(until) : "")}";

        string Of(DateTimeOffset instant)
        {
            var local = TimeZoneInfo.ConvertTime(instant, zone);
            var format = local.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
            return local.ToString(format, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>One for all tests here: reading leaves nothing behind in it.</summary>
    public sealed class OneHouse : IDisposable
    {
        internal House House { get; } =
            new(Sample.Netflix, Sample.Of("three", "3 Indonesia"), Sample.Of("week", "Last Week Media"));

        public void Dispose() => House.Dispose();
    }
}
