using PartnerBot.Chats;

namespace PartnerBot.Tests.Noticing.Subscribing;

/// <summary>Quiet hours and digests.</summary>
public sealed class CadenceTests : IDisposable
{
    private static readonly TimeZoneInfo Makassar = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");

    private readonly Desk desk = new();

    [Theory]
    [InlineData(
        "quiet 20:00-07:00",
        "Your quiet hours are 20:00 to 07:00 WIB, every day. What changes meanwhile comes as one message when they end."
    )]
    [InlineData(
        "quiet from 8pm to 7am",
        "Your quiet hours are 20:00 to 07:00 WIB, every day. What changes meanwhile comes as one message when they end."
    )]
    [InlineData(
        "quiet 20:00-07:00 WITA",
        "Your quiet hours are 20:00 to 07:00 WITA, every day. What changes meanwhile comes as one message when they end."
    )]
    [InlineData(
        "jam tenang 20.00-07.00",
        "Jam tenang Anda 20.00 sampai 07.00 WIB, setiap hari. Perubahan selama itu datang sebagai satu pesan sesudahnya."
    )]
    public async Task Quiet_hours_are_kept_and_said(string words, string says)
    {
        await desk.WaitAsync(Desk.Me);

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        var row = (await desk.RowsAsync(db => db.Cadences)).Single();
        (row.Recipient, row.QuietFrom, row.QuietUntil).ShouldBe((Desk.Me, new TimeOnly(20, 0), new TimeOnly(7, 0)));
        (await desk.IsAwakeAsync(Desk.Me)).ShouldBeTrue();
        (await desk.AskAsync(words.StartsWith('j') ? "jam tenang" : "quiet")).Paragraphs.ShouldBe([says]);
    }

    [Fact]
    public async Task The_zone_that_they_are_in_is_kept_for_what_is_told_later()
    {
        await desk.House.AskAsync("quiet 20:00-07:00", asked => asked with { TimeZone = Makassar });
        (await desk.RowsAsync(db => db.Preferences)).Single().TimeZone.ShouldBe("Asia/Makassar");

        await desk.House.AskAsync("digest daily 08:30 WIT", asked => asked with { TimeZone = Makassar });
        (await desk.RowsAsync(db => db.Preferences)).Single().TimeZone.ShouldBe("Asia/Jayapura");
        (await desk.House.AskAsync("digest", asked => asked with { TimeZone = Makassar })).Paragraphs.ShouldBe([
            "Your digest comes every day at 08:30 WIT, with all that has changed since the one before.",
        ]);
    }

    [Theory]
    [InlineData("quiet", "You have no quiet hours. For example: `quiet 20:00-07:00`.")]
    [InlineData("quiet 20:00", "Quiet hours need two different times. For example: `quiet 20:00-07:00`.")]
    [InlineData("quiet 20:00-20:00", "Quiet hours need two different times. For example: `quiet 20:00-07:00`.")]
    [InlineData("jam tenang", "Anda tidak punya jam tenang. Contohnya: `jam tenang 20.00-07.00`.")]
    [InlineData("digest", "You have no digest; I tell you of changes at once. For example: `digest daily 08:30`.")]
    [InlineData(
        "ringkasan",
        "Anda tidak punya ringkasan; perubahan langsung saya kabarkan. Contohnya: `ringkasan harian 08.30`."
    )]
    public async Task What_is_not_so_is_said_with_how(string words, string says)
    {
        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        (await desk.RowsAsync(db => db.Cadences)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "digest daily 08:30",
        "Your digest comes every day at 08:30 WIB, with all that has changed since the one before.",
        8,
        30,
        null
    )]
    [InlineData(
        "digest daily",
        "Your digest comes every day at 08:30 WIB, with all that has changed since the one before.",
        8,
        30,
        null
    )]
    [InlineData(
        "digest weekly mon 09:00",
        "Your digest comes every Monday at 09:00 WIB, with all that has changed since the one before.",
        9,
        0,
        DayOfWeek.Monday
    )]
    [InlineData(
        "digest weekly",
        "Your digest comes every Monday at 08:30 WIB, with all that has changed since the one before.",
        8,
        30,
        DayOfWeek.Monday
    )]
    [InlineData(
        "digest every friday at 4pm",
        "Your digest comes every Friday at 16:00 WIB, with all that has changed since the one before.",
        16,
        0,
        DayOfWeek.Friday
    )]
    [InlineData(
        "ringkasan mingguan jumat 09.00",
        "Ringkasan Anda datang setiap Jumat pukul 09.00 WIB, dengan semua yang berubah sejak ringkasan sebelumnya.",
        9,
        0,
        DayOfWeek.Friday
    )]
    public async Task A_digest_is_kept_and_said(string words, string says, int hour, int minute, DayOfWeek? day)
    {
        await desk.WaitAsync(Desk.Me);

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        var row = (await desk.RowsAsync(db => db.Cadences)).Single();
        (row.DigestAt, row.DigestDay).ShouldBe((new TimeOnly(hour, minute), day));
        (await desk.IsAwakeAsync(Desk.Me)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("quiet off", "You have no quiet hours any more.")]
    [InlineData("jam tenang matikan", "Anda tidak punya jam tenang lagi.")]
    [InlineData("digest off", "From now on I tell you of changes at once.")]
    [InlineData("ringkasan matikan", "Mulai sekarang perubahan langsung saya kabarkan kepada Anda.")]
    public async Task Each_ends_alone(string words, string says)
    {
        await desk.AskAsync("quiet 20:00-07:00");
        await desk.AskAsync("digest daily");

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        var row = (await desk.RowsAsync(db => db.Cadences)).Single();
        (row.QuietFrom is null).ShouldBe(row.DigestAt is not null);
    }

    [Fact]
    public async Task A_room_s_digest_is_confirmed_there()
    {
        (await desk.AskInRoomAsync("digest weekly here")).Notes.ShouldBe(["I have said so to everyone here."]);

        desk.Said.ShouldBe([
            (
                "local|test|Room|C1|",
                "The digest here comes every Monday at 08:30 WIB, with all that has changed since the one before. Asked for by Dewi."
            ),
        ]);
        (await desk.RowsAsync(db => db.Cadences)).Single().Recipient.ShouldBe(Desk.Room);
    }

    [Fact]
    public async Task A_room_that_can_not_be_told_keeps_nothing()
    {
        desk.Outcome = DeliveryOutcome.Unreachable;

        await desk.AskInRoomAsync("digest weekly here");
        await desk.AskInRoomAsync("quiet 20:00-07:00 here");

        (await desk.RowsAsync(db => db.Cadences)).ShouldBeEmpty();
        (await desk.RowsAsync(db => db.Preferences)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_needs_no_registry()
    {
        desk.House.Down = true;

        (await desk.AskAsync("digest daily")).Topic.ShouldBe("digest");
        (await desk.AskAsync("quiet off")).Paragraphs.ShouldBe(["You have no quiet hours any more."]);
    }

    [Theory]
    [InlineData("quiet 20:00-07:00", "I could not keep that just now. Please try again in a minute.")]
    [InlineData("digest daily", "I could not keep that just now. Please try again in a minute.")]
    [InlineData("quiet", "I can't look that up just now. Please try again in a minute.")]
    public async Task What_can_not_be_kept_is_not_promised(string words, string says)
    {
        await desk.BreakAsync("Cadence");

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);
    }

    public void Dispose() => desk.Dispose();
}
