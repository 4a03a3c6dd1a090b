using System.Globalization;
using PartnerBot.Asking;

namespace PartnerBot.Tests.Asking;

public sealed class ClockTests : IDisposable
{
    private readonly House house = new(Sample.Netflix, Sample.Of("eight", "8"));

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData("digest daily 08:30", "08:30")]
    [InlineData("digest daily 08.30", "08:30")]
    [InlineData("digest daily 8:30", "08:30")]
    [InlineData("digest daily 8.30 pm", "20:30")]
    [InlineData("digest daily 8.30pm", "20:30")]
    [InlineData("digest daily 8pm", "20:00")]
    [InlineData("digest daily 8 AM", "08:00")]
    [InlineData("digest daily 12 am", "00:00")]
    [InlineData("digest daily 12 pm", "12:00")]
    [InlineData("digest daily 24.00", "00:00")]
    [InlineData("digest daily 24:00", "00:00")]
    [InlineData("digest daily 00:00", "00:00")]
    [InlineData("digest at 7", "07:00")]
    [InlineData("digest at half past 8", "08:30")]
    [InlineData("digest at 8 at night", "20:00")]
    [InlineData("ringkasan jam 8", "08:00")]
    [InlineData("ringkasan jam 7 pagi", "07:00")]
    [InlineData("ringkasan jam 08.30 WITA", "08:30")]
    [InlineData("ringkasan pukul 20.15 WIT", "20:15")]
    [InlineData("ringkasan pkl 9", "09:00")]
    [InlineData("ringkasan 9 WIB", "09:00")]
    [InlineData("ringkasan setengah 9", "08:30")]
    [InlineData("ringkasan jam setengah sembilan malam", "20:30")]
    [InlineData("ringkasan jam setengah satu siang", "12:30")]
    [InlineData("ringkasan jam sebelas siang", "11:00")]
    [InlineData("ringkasan jam 1 siang", "13:00")]
    [InlineData("ringkasan jam dua belas malam", "00:00")]
    [InlineData("ringkasan jam 1 malam", "01:00")]
    [InlineData("ringkasan jam 8 malam", "20:00")]
    [InlineData("ringkasan jam 4 sore", "16:00")]
    [InlineData("ringkasan jam 3 dini hari", "03:00")]
    [InlineData("quiet 20:00-07:00", "20:00 07:00")]
    [InlineData("quiet from 8 pm to 7 am", "20:00 07:00")]
    [InlineData("jangan ganggu jam 20.00 sampai 07.00", "20:00 07:00")]
    [InlineData("jangan ganggu jam 8 malam sampai jam 7 pagi", "20:00 07:00")]
    [InlineData("perubahan hari ini jam 8 malam", "20:00")]
    public void Times_of_day_in_the_order_said(string words, string times) => Times(words).ShouldBe(times);

    [Theory]
    [InlineData("versi 2.10")]
    [InlineData("version 1.2.10")]
    [InlineData("server 10.20.30.40")]
    [InlineData("8")]
    [InlineData("status 8")]
    [InlineData("25:00")]
    [InlineData("at 25:00")]
    [InlineData("08:75")]
    [InlineData("at 08:75")]
    [InlineData("24:30")]
    [InlineData("8:5")]
    [InlineData("at 8,5")]
    [InlineData("looking at 3 partners")]
    [InlineData("perubahan 24 jam terakhir")]
    [InlineData("perubahan 20.11.2026")]
    [InlineData("at")]
    [InlineData("half past netflix")]
    [InlineData("setengah mati")]
    [InlineData("1234:56")]
    public void No_time(string words) => house.Read(words).Filters.Times.ShouldBeNull();

    [Theory]
    [InlineData("status netflix WIB", "Asia/Jakarta")]
    [InlineData("status netflix wita", "Asia/Makassar")]
    [InlineData("status netflix Wita", "Asia/Makassar")]
    [InlineData("WITA netflix gimana", "Asia/Makassar")]
    [InlineData("ringkasan jam 08.30 wit netflix", "Asia/Jayapura")]
    [InlineData("ringkasan jam 8 malam wit", "Asia/Jayapura")]
    [InlineData("progress wit netflix", null)]
    [InlineData("status netflix", null)]
    public void A_zone_that_was_said(string words, string? zone) => house.Read(words).Filters.Zone.ShouldBe(zone);

    [Theory]
    [InlineData("status netflix", "as of 14:05 WIB")]
    [InlineData("status netflix WITA", "as of 15:05 WITA")]
    [InlineData("status netflix wit", "as of 16:05 WIT")]
    public async Task Times_in_the_answer_are_of_the_zone_that_was_said(string words, string said) =>
        (await house.SayAsync(words)).ShouldContain(said);

    private string Times(string words) =>
        string.Join(
            ' ',
            (house.Read(words).Filters.Times ?? []).Select(time => time.ToString("HH:mm", CultureInfo.InvariantCulture))
        );
}
