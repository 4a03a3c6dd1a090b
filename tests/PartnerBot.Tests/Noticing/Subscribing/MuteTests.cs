using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Noticing.Subscribing;

/// <summary>At 14:05 in Jakarta on Tuesday 24 November 2026.</summary>
public sealed class MuteTests : IDisposable
{
    private readonly Desk desk = new();

    [Theory]
    [InlineData("mute netflix", "I tell you nothing of Netflix until 14:05 WIB on 25 November 2026.", 24)]
    [InlineData("mute netflix 3 days", "I tell you nothing of Netflix until 14:05 WIB on 27 November 2026.", 72)]
    [InlineData("mute netflix 2h", "I tell you nothing of Netflix until 16:05 WIB.", 2)]
    [InlineData("mute netflix until 5pm", "I tell you nothing of Netflix until 17:00 WIB.", 2.91666666)]
    [InlineData(
        "mute netflix until 9am",
        "I tell you nothing of Netflix until 09:00 WIB on 25 November 2026.",
        18.91666666
    )]
    [InlineData(
        "mute netflix until monday",
        "I tell you nothing of Netflix until 00:00 WIB on 30 November 2026.",
        129.91666666
    )]
    [InlineData(
        "jangan kabari netflix sampai besok",
        "Saya tidak mengabari Anda tentang Netflix sampai pukul 00.00 WIB tanggal 25 November 2026.",
        9.91666666
    )]
    [InlineData(
        "senyapkan netflix 24 jam",
        "Saya tidak mengabari Anda tentang Netflix sampai pukul 14.05 WIB tanggal 25 November 2026.",
        24
    )]
    public async Task Nothing_is_told_for_as_long_as_is_said(string words, string says, double hours)
    {
        await desk.WaitAsync(Desk.Me);

        var message = await desk.AskAsync(words);

        message.Paragraphs.ShouldBe([says]);
        var row = (await desk.RowsAsync(db => db.Mutes)).Single();
        (row.Recipient, row.Partner).ShouldBe((Desk.Me, "netflix"));
        (row.Until - Sample.Now).TotalHours.ShouldBe(hours, 0.001);
        (await desk.IsAwakeAsync(Desk.Me)).ShouldBeTrue();
    }

    [Fact]
    public async Task All_partners_are_muted_at_once_and_the_last_word_counts()
    {
        await desk.AskAsync("mute all 24h");

        (await desk.AskAsync("mute all 2h")).Paragraphs.ShouldBe([
            "I tell you nothing of all partners until 16:05 WIB.",
        ]);

        var row = (await desk.RowsAsync(db => db.Mutes)).Single();
        (row.Partner, row.Until).ShouldBe(("", Sample.Now.AddHours(2)));
    }

    [Theory]
    [InlineData("mute netflix 200 days")]
    [InlineData("mute netflix 9999 years")]
    [InlineData("mute netflix until 20 dec 2099")]
    public async Task Ninety_days_are_the_most(string words)
    {
        var message = await desk.AskAsync(words);

        message.Notes.ShouldBe(["I mute for 90 days at most."]);
        (await desk.RowsAsync(db => db.Mutes)).Single().Until.ShouldBe(Sample.Now.AddDays(90));
    }

    [Fact]
    public async Task A_track_is_not_muted_alone() =>
        (await desk.AskAsync("mute netflix legal")).Notes.ShouldBe(["A partner is muted as a whole, not one track."]);

    [Theory]
    [InlineData("mute netflix", "unmute netflix", "I tell you of Netflix again.")]
    [InlineData("mute netflix", "unmute all", "I tell you of all partners again.")]
    [InlineData("senyapkan netflix", "aktifkan lagi netflix", "Saya mengabari Anda tentang Netflix lagi.")]
    public async Task It_ends_when_it_is_ended(string before, string words, string says)
    {
        var offered = (await desk.AskAsync(before)).Actions.Single();
        offered.Topic.ShouldBe("unmute");

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        (await desk.RowsAsync(db => db.Mutes)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("unmute netflix", "You have not muted Netflix.")]
    [InlineData("aktifkan lagi netflix", "Anda tidak menyenyapkan Netflix.")]
    public async Task What_is_not_muted_is_said_so(string words, string says) =>
        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

    [Fact]
    public async Task Where_all_is_muted_one_partner_stays_so_and_is_told()
    {
        await desk.AskAsync("mute all");

        var message = await desk.AskAsync("unmute netflix");

        message.Paragraphs.ShouldBe(["You have muted all partners until 14:05 WIB on 25 November 2026."]);
        message.Actions.Single().Ask.ShouldBe("unmute all");
    }

    [Fact]
    public async Task What_can_not_be_kept_is_not_promised()
    {
        await desk.BreakAsync("Mute");

        (await desk.AskAsync("mute netflix")).Paragraphs.ShouldBe([
            "I could not keep that just now. Please try again in a minute.",
        ]);
        (await desk.AskAsync("unmute netflix")).Paragraphs.ShouldBe([
            "I could not keep that just now. Please try again in a minute.",
        ]);
    }

    public void Dispose() => desk.Dispose();
}
