using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Noticing.Subscribing;

public sealed class SubscribeTests : IDisposable
{
    private const string Once = "From now on I tell you what changes: Netflix.";

    private readonly Desk desk = new();

    [Theory]
    [InlineData("subscribe netflix", "From now on I tell you what changes: Netflix.", "netflix/")]
    [InlineData(
        "subscribe netflix legal",
        "From now on I tell you what changes: Netflix (Legal only).",
        "netflix/legal"
    )]
    [InlineData("subscribe all", "From now on I tell you what changes: all partners.", "/")]
    [InlineData("subscribe all legal", "From now on I tell you what changes: all partners (Legal only).", "/legal")]
    [InlineData("tell me when netflix changes", "From now on I tell you what changes: Netflix.", "netflix/")]
    [InlineData("notify me about hooq", "From now on I tell you what changes: HOOQ.", "hooq/")]
    [InlineData("ikuti netflix", "Mulai sekarang saya mengabari Anda kalau ada yang berubah: Netflix.", "netflix/")]
    [InlineData(
        "ikuti semua legal",
        "Mulai sekarang saya mengabari Anda kalau ada yang berubah: semua mitra (hanya Legal).",
        "/legal"
    )]
    [InlineData(
        "kabari saya kalau netflix berubah",
        "Mulai sekarang saya mengabari Anda kalau ada yang berubah: Netflix.",
        "netflix/"
    )]
    public async Task Who_asks_is_told_from_then_on(string words, string says, string row)
    {
        var message = await desk.AskAsync(words);

        message.Topic.ShouldBe("subscribe");
        message.Paragraphs.ShouldBe([says]);
        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} {row}"]);
        var kept = (await desk.RowsAsync(db => db.Subscriptions)).Single();
        (kept.By, kept.At).ShouldBe((Desk.Me, Sample.Now));
    }

    [Theory]
    [InlineData("subscribe netflix", "subscribe netflix", "I already tell you what changes: Netflix.")]
    [InlineData("subscribe netflix", "subscribe netflix legal", "I already tell you what changes: Netflix.")]
    [InlineData("subscribe all", "subscribe netflix", "I already tell you what changes: all partners.")]
    [InlineData(
        "subscribe all legal",
        "subscribe hooq legal",
        "I already tell you what changes: all partners (Legal only)."
    )]
    [InlineData("ikuti netflix", "ikuti netflix", "Saya sudah mengabari Anda kalau ada yang berubah: Netflix.")]
    public async Task What_holds_already_is_said_so_and_changes_nothing(string first, string again, string says)
    {
        await desk.AskAsync(first);
        var before = await desk.SubscribedAsync();

        (await desk.AskAsync(again)).Paragraphs.ShouldBe([says]);

        (await desk.SubscribedAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_wider_one_takes_the_place_of_those_within_it()
    {
        await desk.AskAsync("subscribe netflix legal");
        await desk.AskAsync("subscribe hooq");

        (await desk.AskAsync("subscribe netflix")).Paragraphs.ShouldBe([Once]);

        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} hooq/", $"{Desk.Me} netflix/"]);
    }

    [Fact]
    public async Task Several_are_named_at_once_and_only_what_is_new_is_said()
    {
        await desk.AskAsync("subscribe hooq");

        (await desk.AskAsync("subscribe netflix and hooq")).Paragraphs.ShouldBe([Once]);

        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} hooq/", $"{Desk.Me} netflix/"]);
    }

    [Fact]
    public async Task A_partner_that_they_may_not_see_is_none()
    {
        var message = await desk.AskAsync("subscribe zenith");

        message.Paragraphs.ShouldBe(["I know no partner called \"zenith\". Try `list`, or check the spelling."]);
        (await desk.SubscribedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_none_named_it_is_the_one_asked_about_last_and_never_for_all()
    {
        (await desk.AskAsync("subscribe")).Paragraphs.ShouldBe([
            "Which partner do you mean? For example: `subscribe netflix`.",
        ]);
        await desk.AskAsync("status hooq");
        await desk.AskAsync("subscribe");
        await desk.AskAsync("subscribe all legal");

        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} hooq/", $"{Desk.Me} /legal"]);
    }

    [Fact]
    public async Task The_answers_offer_it_and_what_comes_next()
    {
        var offered = (await desk.AskAsync("status netflix")).Actions.Single(action => action.Topic == "subscribe");
        offered.ShouldBe(new("subscribe", "Notify me", "subscribe Netflix"));

        var message = await desk.AskAsync(offered.Ask);

        message.Actions.ShouldBe([
            new("unsubscribe", "Unsubscribe", "unsubscribe Netflix"),
            new("subscriptions", "Subscriptions", "subscriptions"),
        ]);
    }

    [Fact]
    public async Task What_waits_is_looked_at_again()
    {
        await desk.WaitAsync(Desk.Me);

        await desk.AskAsync("subscribe netflix");

        (await desk.IsAwakeAsync(Desk.Me)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("subscribe netflix", "I could not keep that just now. Please try again in a minute.")]
    [InlineData("ikuti netflix", "Itu belum dapat saya simpan. Silakan coba beberapa saat lagi.")]
    public async Task What_can_not_be_kept_is_not_promised(string words, string says)
    {
        await desk.BreakAsync("Subscription");

        var message = await desk.AskAsync(words);

        message.Paragraphs.ShouldBe([says]);
        message.Actions.Select(action => action.Ask).ShouldBe([words]);
    }

    [Fact]
    public async Task In_a_room_it_is_for_who_asks_and_the_room_is_offered()
    {
        var message = await desk.AskInRoomAsync("subscribe netflix");

        message.Actions[0].ShouldBe(new("subscribe", "Tell everyone here", "subscribe Netflix here"));
        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} netflix/"]);
        desk.Said.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "subscribe netflix here",
        "From now on I tell everyone here what changes: Netflix.",
        "Asked for by Dewi.",
        "I have said so to everyone here."
    )]
    [InlineData(
        "ikuti netflix di sini",
        "Mulai sekarang saya mengabari semua orang di sini kalau ada yang berubah: Netflix.",
        "Diminta oleh Dewi.",
        "Sudah saya sampaikan kepada semua orang di sini."
    )]
    public async Task A_room_is_told_so_first(string words, string says, string by, string told)
    {
        var message = await desk.AskInRoomAsync(words);

        message.Paragraphs.ShouldBe([says]);
        message.Notes.ShouldBe([told]);
        desk.Said.ShouldBe([("local|test|Room|C1|", $"{says} {by}")]);
        var kept = (await desk.RowsAsync(db => db.Subscriptions)).Single();
        (kept.Recipient, kept.By, kept.Name).ShouldBe((Desk.Room, Desk.Me, "Dewi"));
        (await desk.RowsAsync(db => db.Preferences)).Single().Language.ShouldBe(message.Language);

        await desk.AskInRoomAsync(words);
        desk.Said.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(
        DeliveryOutcome.Unreachable,
        "I can't write here, so I have kept nothing. Invite me first, then ask again."
    )]
    [InlineData(
        DeliveryOutcome.Refused,
        "I can't write here, so I have kept nothing. Invite me first, then ask again."
    )]
    [InlineData(
        DeliveryOutcome.Later,
        "I could not write here just now, so I have kept nothing. Please try again in a minute."
    )]
    [InlineData(
        DeliveryOutcome.Unknown,
        "I could not write here just now, so I have kept nothing. Please try again in a minute."
    )]
    public async Task A_room_that_can_not_be_told_is_not_subscribed(DeliveryOutcome outcome, string says)
    {
        desk.Outcome = outcome;

        (await desk.AskInRoomAsync("subscribe netflix here")).Paragraphs.ShouldBe([says]);

        (await desk.SubscribedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_all_read_is_the_confirmation()
    {
        var message = await desk.AskInRoomAsync("subscribe netflix here", openly: true);

        message.Paragraphs.ShouldBe(["From now on I tell everyone here what changes: Netflix."]);
        message.Notes.ShouldBeEmpty();
        desk.Said.ShouldBeEmpty();
        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Room} netflix/"]);
    }

    [Fact]
    public async Task In_an_own_chat_here_is_who_asks()
    {
        (await desk.AskAsync("subscribe netflix here")).Paragraphs.ShouldBe([Once]);

        (await desk.SubscribedAsync()).ShouldBe([$"{Desk.Me} netflix/"]);
    }

    public void Dispose() => desk.Dispose();
}
