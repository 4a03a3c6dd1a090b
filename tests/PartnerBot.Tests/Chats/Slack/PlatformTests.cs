using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>The bot speaks first.</summary>
public sealed class PlatformTests
{
    private static readonly Message Notice = new()
    {
        Topic = "status",
        Language = "en",
        Text = "Netflix: legal is now met.",
        Paragraphs = ["Netflix: legal is now met."],
        NoticeId = "5f0e",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_speaks_to_a_person_a_channel_and_a_thread_and_notes_the_notice()
    {
        await using var host = await SlackHost.StartAsync();
        var deals = host.Slack.Home.Channel(StandPlaces.Deals)!;

        var person = await Platform(host).SendAsync(Person(StandPeople.Sari), Notice, Cancelled);
        var channel = await Platform(host).SendAsync(Room(StandPlaces.Deals), Notice, Cancelled);
        var thread = await Platform(host).SendAsync(Room(StandPlaces.Deals, channel.MessageId), Notice, Cancelled);

        new[] { person, channel, thread }.ShouldAllBe(one =>
            one.Outcome == DeliveryOutcome.Sent && one.MessageId != null
        );
        var said = host.Slack.Home.DirectWith(StandPeople.Sari).Messages.ShouldHaveSingleItem();
        said.Text.ShouldBe("Netflix: legal is now met.");
        said.Ts.ShouldBe(person.MessageId);
        said.Metadata!["event_payload"].Text("id").ShouldBe("5f0e");
        deals.Messages[0].ThreadTs.ShouldBeNull();
        deals.Messages[1].ThreadTs.ShouldBe(channel.MessageId);
    }

    [Fact]
    public async Task What_was_said_is_replaced_where_it_was_said()
    {
        await using var host = await SlackHost.StartAsync();
        var corrected = Notice with { Text = "Corrected.", Paragraphs = ["Corrected."] };
        foreach (var address in new[] { Person(StandPeople.Sari), Room(StandPlaces.Board) })
        {
            var sent = await Platform(host).SendAsync(address, Notice, Cancelled);

            var updated = await Platform(host).UpdateAsync(address, sent.MessageId!, corrected, Cancelled);

            updated.ShouldBe(new(DeliveryOutcome.Sent, sent.MessageId));
        }

        host.Slack.Home.DirectWith(StandPeople.Sari).Messages.ShouldHaveSingleItem().Text.ShouldBe("Corrected.");
        host.Slack.Home.Channel(StandPlaces.Board)!.Messages.ShouldHaveSingleItem().Text.ShouldBe("Corrected.");
    }

    [Theory]
    [InlineData(StandPlaces.Old, DeliveryOutcome.Unreachable, "is_archived")]
    [InlineData(StandPlaces.Secret, DeliveryOutcome.Unreachable, "channel_not_found")]
    [InlineData(StandPlaces.Lobby, DeliveryOutcome.Unreachable, "not_in_channel")]
    public async Task Where_it_may_not_speak_it_says_why(string channel, DeliveryOutcome outcome, string reason)
    {
        await using var host = await SlackHost.StartAsync();

        var delivery = await Platform(host).SendAsync(Room(channel), Notice, Cancelled);

        (delivery.Outcome, delivery.Reason).ShouldBe((outcome, reason));
    }

    [Fact]
    public async Task Somebody_who_has_left_is_unreachable()
    {
        await using var host = await SlackHost.StartAsync();

        var delivery = await Platform(host).SendAsync(Person(StandPeople.Gone), Notice, Cancelled);

        delivery.Outcome.ShouldBe(DeliveryOutcome.Unreachable);
    }

    [Fact]
    public async Task Of_many_people_the_chats_of_some_are_opened_and_the_others_are_told_by_their_own_id()
    {
        await using var host = await SlackHost.StartAsync();
        var people = Enumerable.Range(100, 40).Select(number => $"U{number:D10}").ToList();
        people.ForEach(id => host.Slack.Home.Put(new(id, id) { TeamId = FakeSlack.Team }));

        foreach (var person in people)
        {
            (await Platform(host).SendAsync(Person(person), Notice, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Sent);
        }

        var opened = host.Slack.CallsOf("conversations.open").Count;
        opened.ShouldBe(30);
        people.ShouldAllBe(person => host.Slack.Home.DirectWith(person).Messages.Count == 1);

        // Where they were told is known then.
        await Platform(host).SendAsync(Person(people[^1]), Notice, Cancelled);
        host.Slack.CallsOf("chat.postMessage")[^1]
            .Arguments.Text("channel")
            .ShouldBe(host.Slack.Home.DirectWith(people[^1]).Id);
        host.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        host.Slack.Home.Put(new("U0000000999", "new") { TeamId = FakeSlack.Team });
        await Platform(host).SendAsync(Person("U0000000999"), Notice, Cancelled);
        host.Slack.CallsOf("conversations.open").Count.ShouldBe(opened + 1);
    }

    [Fact]
    public async Task Where_Slack_opens_no_more_chats_now_people_are_told_all_the_same()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Limit("conversations.open", retryAfter: 30);

        var delivery = await Platform(host).SendAsync(Person(StandPeople.Sari), Notice, Cancelled);

        delivery.Outcome.ShouldBe(DeliveryOutcome.Sent);
        host.Slack.Home.DirectWith(StandPeople.Sari).Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_pause_that_Slack_asks_for_is_passed_on()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Limit("chat.postMessage", retryAfter: 30);

        var delivery = await Platform(host).SendAsync(Room(StandPlaces.Deals), Notice, Cancelled);

        (delivery.Outcome, delivery.RetryAfter).ShouldBe((DeliveryOutcome.Later, TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workspace_without_the_app_is_told_nothing_whichever_event_comes_first(bool uninstalledFirst)
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.DirectMessage("help"));
        host.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        SlackStimulus[] events = [host.Stimuli.Uninstalled(), host.Stimuli.TokensRevoked()];

        foreach (var one in uninstalledFirst ? events : events.Reverse())
        {
            (await host.DeliverAsync(one)).Last.Status.ShouldBe(200);
        }

        var before = host.Slack.Calls.All.Count;
        var delivery = await Platform(host).SendAsync(Room(StandPlaces.Deals), Notice, Cancelled);
        (delivery.Outcome, delivery.Reason).ShouldBe((DeliveryOutcome.Unreachable, "not installed"));
        (await host.DeliverAsync(host.Stimuli.Mention("status netflix"))).Last.Status.ShouldBe(200);
        host.Slack.Calls.All.Count.ShouldBe(before);
    }

    [Fact]
    public async Task What_was_promised_in_a_workspace_is_forgotten_with_it()
    {
        await using var host = await SlackHost.StartAsync();
        host.StopRegistry();
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        (await host.RowsAsync(db => db.LaterAnswers)).ShouldHaveSingleItem();
        host.Bot.Time.Advance(TimeSpan.FromSeconds(5));

        await host.DeliverAsync(host.Stimuli.Uninstalled());

        (await host.RowsAsync(db => db.LaterAnswers)).ShouldBeEmpty();
    }

    private static IChatPlatform Platform(SlackHost host) =>
        host.Bot.Services.GetServices<IChatPlatform>().Single(platform => platform.Name == "slack");

    private static ConversationAddress Person(string id) => new("slack", FakeSlack.Team, AddressKind.Person, id);

    private static ConversationAddress Room(string id, string? thread = null) =>
        new("slack", FakeSlack.Team, AddressKind.Room, id, thread);
}
