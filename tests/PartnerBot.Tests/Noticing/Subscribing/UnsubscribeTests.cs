namespace PartnerBot.Tests.Noticing.Subscribing;

public sealed class UnsubscribeTests : IDisposable
{
    private readonly Desk desk = new();

    [Theory]
    [InlineData("subscribe netflix", "unsubscribe netflix", "I no longer tell you what changes: Netflix.")]
    [InlineData(
        "subscribe netflix legal",
        "unsubscribe netflix",
        "I no longer tell you what changes: Netflix (Legal only)."
    )]
    [InlineData("subscribe netflix", "unsubscribe all", "I no longer tell you what changes: all partners.")]
    [InlineData(
        "subscribe hooq legal",
        "unsubscribe all legal",
        "I no longer tell you what changes: all partners (Legal only)."
    )]
    [InlineData(
        "ikuti netflix",
        "berhenti ikuti netflix",
        "Saya tidak lagi mengabari Anda kalau ada yang berubah: Netflix."
    )]
    public async Task It_ends_what_is_within_it(string before, string words, string says)
    {
        await desk.AskAsync(before);
        await desk.WaitAsync(Desk.Me);

        var message = await desk.AskAsync(words);

        (message.Topic, message.Paragraphs.Single()).ShouldBe(("unsubscribe", says));
        (await desk.SubscribedAsync()).ShouldBeEmpty();
        (await desk.IsAwakeAsync(Desk.Me)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("unsubscribe netflix", "You are not subscribed to this: Netflix.")]
    [InlineData("unsubscribe all", "You have no subscriptions.")]
    [InlineData("berhenti ikuti netflix", "Anda tidak mengikuti ini: Netflix.")]
    [InlineData("berhenti ikuti semua", "Anda tidak mengikuti apa pun.")]
    public async Task What_there_is_not_is_said_so(string words, string says) =>
        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

    [Theory]
    [InlineData(
        "subscribe netflix",
        "unsubscribe netflix legal",
        "You are subscribed to more than that: Netflix. I can only end it whole; to hear less for a while, mute it.",
        "unsubscribe Netflix"
    )]
    [InlineData(
        "ikuti semua",
        "berhenti ikuti netflix",
        "Anda mengikuti lebih dari itu: semua mitra. Saya hanya dapat mengakhirinya seluruhnya; supaya sementara lebih sepi, senyapkan saja.",
        "berhenti ikuti semua"
    )]
    public async Task A_wider_one_is_told_and_stays(string before, string words, string says, string offers)
    {
        await desk.AskAsync(before);

        var message = await desk.AskAsync(words);

        message.Paragraphs.ShouldBe([says]);
        message.Actions[0].Ask.ShouldBe(offers);
        (await desk.SubscribedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_ended_may_still_be_heard_of()
    {
        await desk.AskAsync("subscribe netflix");
        await desk.AskAsync("subscribe all legal");

        var message = await desk.AskAsync("unsubscribe netflix legal");

        message.Paragraphs.ShouldBe([
            "You are subscribed to more than that: Netflix, all partners (Legal only). I can only end it whole; to hear less for a while, mute it.",
        ]);
        (await desk.AskAsync("unsubscribe netflix")).Paragraphs.ShouldBe([
            "I no longer tell you what changes: Netflix.",
        ]);
    }

    [Fact]
    public async Task A_room_s_is_ended_by_anybody_there()
    {
        await desk.AskInRoomAsync("subscribe netflix here");
        await desk.AskAsync("subscribe netflix");

        (await desk.AskInRoomAsync("unsubscribe netflix here")).Paragraphs.ShouldBe([
            "I no longer tell everyone here what changes: Netflix.",
        ]);

        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} netflix/"]);
    }

    [Fact]
    public async Task What_can_not_be_kept_is_not_promised()
    {
        await desk.BreakAsync("Subscription");

        (await desk.AskAsync("unsubscribe netflix")).Paragraphs.ShouldBe([
            "I could not keep that just now. Please try again in a minute.",
        ]);
    }

    public void Dispose() => desk.Dispose();
}
