using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Whether a notice of which nobody knows whether it was said stands in Slack.</summary>
public sealed class SightingTests : IAsyncLifetime
{
    private const string History = "conversations.history";

    private static readonly Message Notice = new()
    {
        Topic = "status",
        Language = "en",
        Text = "Netflix: legal is now met.",
        Paragraphs = ["Netflix: legal is now met."],
    };

    private SlackHost host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IChatPlatform Platform =>
        host.Bot.Services.GetServices<IChatPlatform>().Single(platform => platform.Name is "slack");

    public async ValueTask InitializeAsync() => host = await SlackHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_notice_is_found_where_it_was_said_and_nowhere_else()
    {
        var head = (await SendAsync(Room(), "first")).MessageId!;
        ConversationAddress[] places = [Person(), Room(), Room(head)];
        foreach (var (number, place) in places.Index())
        {
            var sent = await SendAsync(place, $"notice-{number}");
            host.Bot.Time.Advance(TimeSpan.FromSeconds(4));

            (await FindAsync(place, $"notice-{number}")).ShouldBe(new(Seen.Yes, sent.MessageId));
            (await FindAsync(place, "another")).ShouldBe(new(Seen.No));
        }

        (await FindAsync(Room(), "notice-2")).ShouldBe(new(Seen.No)); // it is in the thread
    }

    [Fact]
    public async Task Clocks_may_be_some_seconds_apart_but_what_is_older_or_much_later_is_not_read()
    {
        var sent = await SendAsync(Room(), "notice");

        (await FindAsync(Room(), "notice", TimeSpan.FromSeconds(20))).ShouldBe(new(Seen.Yes, sent.MessageId));
        (await FindAsync(Room(), "notice", TimeSpan.FromMinutes(1))).ShouldBe(new(Seen.No));
        (await FindAsync(Room(), "notice", -TimeSpan.FromMinutes(4))).ShouldBe(new(Seen.Yes, sent.MessageId));
        (await FindAsync(Room(), "notice", -TimeSpan.FromMinutes(6))).ShouldBe(new(Seen.No));
    }

    [Fact]
    public async Task What_others_note_is_not_ours_and_what_was_corrected_is_still_found()
    {
        var sent = await SendAsync(Room(), "notice");
        await Platform.UpdateAsync(Room(), sent.MessageId!, Notice with { NoticeId = "notice" }, Cancelled);
        host.Slack.Say(Deals, StandPeople.Alex, "notice");

        (await FindAsync(Room(), "notice")).ShouldBe(new(Seen.Yes, sent.MessageId));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(350, 4)]
    public async Task In_a_busy_channel_it_is_looked_for_page_by_page(int others, int pages)
    {
        var sent = await SendAsync(Room(), "notice");
        Chatter(others - 1);

        (await FindAsync(Room(), "notice")).ShouldBe(new(Seen.Yes, sent.MessageId));
        host.Slack.CallsOf(History).Count.ShouldBe(pages);
    }

    [Fact]
    public async Task A_page_a_minute_still_leads_to_the_end()
    {
        var sent = await SendAsync(Room(), "notice");
        Chatter(250);
        var seen = new List<Sighting>();
        for (var minute = 0; minute < 3; minute++)
        {
            var before = host.Slack.CallsOf(History).Count;
            // One page is given, and the next is refused.
            host.Slack.Answer = call =>
                call.Method is History && host.Slack.CallsOf(History).Count > before
                    ? StandAnswer.RateLimited(60)
                    : null;
            seen.Add(await FindAsync(Room(), "notice"));
            host.Bot.Time.Advance(TimeSpan.FromSeconds(60));
        }

        var wait = new Sighting(Seen.NotNow, RetryAfter: TimeSpan.FromSeconds(60), Reason: "ratelimited");
        seen.ShouldBe([wait, wait, new(Seen.Yes, sent.MessageId)]);
    }

    [Fact]
    public async Task A_pause_that_Slack_asks_for_is_kept()
    {
        host.Slack.Limit(History, retryAfter: 60);
        await SendAsync(Room(), "notice");
        var calls = host.Slack.Calls.All.Count;

        var first = await FindAsync(Room(), "notice");
        host.Bot.Time.Advance(TimeSpan.FromSeconds(20));
        var second = await FindAsync(Room(), "notice");

        first.ShouldBe(new(Seen.NotNow, RetryAfter: TimeSpan.FromSeconds(60), Reason: "ratelimited"));
        second.ShouldBe(new(Seen.NotNow, RetryAfter: TimeSpan.FromSeconds(40), Reason: "ratelimited"));
        host.Slack.Calls.All.Count.ShouldBe(calls + 1);
    }

    [Fact]
    public async Task What_Slack_does_not_say_now_is_asked_again()
    {
        var sent = await SendAsync(Room(), "notice");
        host.Slack.Answer = call => call.Method is History ? StandAnswer.ServerError(502) : null;

        (await FindAsync(Room(), "notice")).ShouldBe(new(Seen.NotNow, Reason: "502"));

        host.Slack.Answer = _ => null;
        (await FindAsync(Room(), "notice")).ShouldBe(new(Seen.Yes, sent.MessageId));
    }

    [Theory]
    [InlineData(StandPlaces.Lobby, "not_in_channel")]
    [InlineData(StandPlaces.Secret, "channel_not_found")]
    [InlineData(StandPlaces.Deals, "missing_scope")]
    public async Task What_Slack_will_never_say_is_said_so(string channel, string reason)
    {
        host.Slack.Tokens.Drop(FakeSlack.BotToken, reason is "missing_scope" ? ["channels:history"] : []);

        var sighting = await FindAsync(new("slack", FakeSlack.Team, AddressKind.Room, channel), "notice");

        sighting.ShouldBe(new(Seen.NeverKnown, Reason: reason));
    }

    [Fact]
    public async Task Nor_is_it_known_where_the_app_is_not_installed() =>
        (await FindAsync(Room() with { Realm = "T0000000009" }, "notice")).ShouldBe(
            new(Seen.NeverKnown, Reason: "not installed")
        );

    private static DateTimeOffset Start { get; } = Registry.RegistryHarness.Start;

    private StandChannel Deals => host.Slack.Home.Channel(StandPlaces.Deals)!;

    private static ConversationAddress Room(string? thread = null) =>
        new("slack", FakeSlack.Team, AddressKind.Room, StandPlaces.Deals, thread);

    private static ConversationAddress Person() => new("slack", FakeSlack.Team, AddressKind.Person, StandPeople.Sari);

    private Task<Delivery> SendAsync(ConversationAddress where, string notice) =>
        Platform.SendAsync(where, Notice with { NoticeId = notice }, Cancelled);

    /// <param name="ago">How long after the message the sending is said to have begun, by the bot's clock.</param>
    private Task<Sighting> FindAsync(ConversationAddress where, string notice, TimeSpan ago = default) =>
        Platform.FindAsync(where, notice, new(Start + ago, Start + ago), Cancelled);

    private void Chatter(int messages)
    {
        for (var number = 0; number < messages; number++)
        {
            host.Slack.Say(Deals, StandPeople.Alex, "something else");
        }
    }
}
