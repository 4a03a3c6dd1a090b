using PartnerBot.Chats;

namespace PartnerBot.Tests.Noticing.Subscribing;

/// <summary>At 14:05 in Jakarta on Tuesday 24 November 2026.</summary>
public sealed class DeputyTests : IDisposable
{
    private const string Set = "Told in your place too, up to and including 20 December 2026: Budi.";

    private readonly Desk desk = new();

    [Theory]
    [InlineData(
        "deputy @Budi until 20 dec",
        Set,
        "Dewi has named you as deputy: up to and including 20 December 2026 I tell you what I tell them as owner or manager of a partner."
    )]
    [InlineData(
        "wakil @Budi sampai 20 desember",
        "Yang juga dikabari menggantikan Anda, sampai dengan 20 Desember 2026: Budi.",
        "Dewi menunjuk Anda sebagai wakil: sampai dengan 20 Desember 2026 Anda saya kabari apa yang saya kabarkan kepadanya sebagai PIC atau manajer mitra."
    )]
    public async Task A_colleague_is_named_until_the_end_of_a_day_and_told_once(string words, string says, string told)
    {
        await desk.WaitAsync(Desk.Me);

        (await desk.AskMentioningAsync(words, "budi")).Paragraphs.ShouldBe([says]);
        (await desk.AskMentioningAsync(words, "budi")).Paragraphs.ShouldBe([says]);

        var row = (await desk.RowsAsync(db => db.Deputies)).Single();
        (row.Of, row.Deputy, row.Name).ShouldBe((Desk.Me, "account:local:test:budi", "Budi"));
        row.Until.ShouldBe(new(2026, 12, 21, 0, 0, 0, TimeSpan.FromHours(7)));
        desk.Said.ShouldBe([("local|test|Person|budi|", told)]);
        (await desk.IsAwakeAsync(Desk.Me)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_takes_the_place_and_it_ends()
    {
        await desk.AskMentioningAsync("deputy @Budi until 20 dec", "budi");
        await desk.AskMentioningAsync("deputy @Sari until 20 dec", "sari");
        (await desk.AskAsync("deputy")).Paragraphs.ShouldBe([
            "Told in your place too, up to and including 20 December 2026: Sari.",
        ]);

        (await desk.AskAsync("deputy off")).Paragraphs.ShouldBe(["Nobody is told in your place any more."]);

        (await desk.RowsAsync(db => db.Deputies)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "deputy",
        "Nobody is told in your place. Mention who is to be, and until when: `deputy @name until 20 dec`."
    )]
    [InlineData(
        "deputy until 20 dec",
        "Who is to be told in your place? Mention them, for example: `deputy @name until 20 dec`."
    )]
    [InlineData(
        "wakil",
        "Tidak ada yang dikabari menggantikan Anda. Sebut orangnya dengan mention, dan sampai kapan: `wakil @nama sampai 20 desember`."
    )]
    public async Task With_nobody_mentioned_it_says_how(string words, string says) =>
        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

    [Theory]
    [InlineData(
        "deputy @Budi",
        "budi",
        "Until when is Budi to be told in your place? For example: `deputy @name until 20 dec`."
    )]
    [InlineData(
        "deputy @Budi until 20 dec 2028",
        "budi",
        "A deputy stands in for a year at most. Please name an earlier day."
    )]
    [InlineData(
        "deputy @Budi for 9999 years",
        "budi",
        "A deputy stands in for a year at most. Please name an earlier day."
    )]
    [InlineData("deputy @Dewi until 20 dec", "dewi", "You can't stand in for yourself. Mention a colleague.")]
    public async Task What_can_not_be_is_said_so(string words, string whom, string says)
    {
        (await desk.AskMentioningAsync(words, whom)).Paragraphs.ShouldBe([says]);

        (await desk.RowsAsync(db => db.Deputies)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deputy_who_can_not_be_told_stands_in_all_the_same()
    {
        desk.Outcome = DeliveryOutcome.Unreachable;

        var message = await desk.AskMentioningAsync("deputy @Budi until 20 dec", "budi");

        message.Paragraphs.ShouldBe([Set]);
        message.Notes.ShouldBe(["I could not tell Budi so; please do it yourself."]);
        (await desk.RowsAsync(db => db.Deputies)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_can_not_be_kept_is_not_promised()
    {
        await desk.BreakAsync("Deputy");

        (await desk.AskMentioningAsync("deputy @Budi until 20 dec", "budi")).Paragraphs.ShouldBe([
            "I could not keep that just now. Please try again in a minute.",
        ]);
        desk.Said.ShouldBeEmpty();
    }

    public void Dispose() => desk.Dispose();
}
