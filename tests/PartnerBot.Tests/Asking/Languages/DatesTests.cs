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

    private static TimeZoneInfo Jakarta => TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
}
