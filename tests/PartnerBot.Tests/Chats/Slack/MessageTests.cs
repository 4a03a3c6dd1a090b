using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams.Door;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Direct messages and mentions.</summary>
public sealed class MessageTests
{
    private const string Outside = "I can't talk about partners here, because people from outside can read along.";

    [Fact]
    public async Task A_direct_message_needs_no_prefix()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.DirectMessage("udah sampai mana nego sama netflik?", StandPeople.Sari));

        var answer = OnlyAnswer(host.Slack.Home.DirectWith(StandPeople.Sari));
        answer.Text.ShouldStartWith("Netflix: dalam negosiasi");
        answer.Texts().ShouldContain("Saya membaca \"netflik\" sebagai Netflix.");
        answer.ThreadTs.ShouldBeNull();
        host.Slack.Home.Reactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_is_answered_in_a_thread_below_it()
    {
        await using var host = await SlackHost.StartAsync();
        var mention = host.Stimuli.Mention("status netflix");

        await host.DeliverAsync(mention);

        var answer = OnlyAnswer(host.Slack.Home.Channel(StandPlaces.Deals)!);
        answer.Text.ShouldStartWith("Netflix: negotiating; access closed by us.");
        answer.ThreadTs.ShouldBe(mention.Payload["event"].Text("ts"));
        answer.Blocks.Buttons().ShouldContain("Share here");
    }

    [Fact]
    public async Task In_a_thread_it_is_answered_there_and_what_was_asked_about_is_known()
    {
        await using var host = await SlackHost.StartAsync();
        var first = host.Stimuli.Mention("status netflix");
        await host.DeliverAsync(first);
        var thread = first.Payload["event"].Text("ts");

        await host.DeliverAsync(host.Stimuli.Mention("and when?", threadTs: thread));

        var answers = host.Slack.Home.Channel(StandPlaces.Deals)!.Messages.Where(message => message.IsOfBot).ToList();
        answers.Count.ShouldBe(2);
        answers[1].ThreadTs.ShouldBe(thread);
        answers[1].Text.ShouldStartWith("Netflix: no date has been promised.");
    }

    [Fact]
    public async Task An_answer_that_takes_longer_than_half_a_second_is_announced_with_eyes()
    {
        var clock = new NotingClock();
        await using var host = await SlackHost.StartAsync(time: clock);
        var registry = host.HoldList();
        var message = host.Stimuli.DirectMessage("status netflix");
        var waiting = clock.BegunAsync(TimeSpan.FromMilliseconds(500));

        await host.Slack.DeliverAsync(host.Client, message);
        await waiting;
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await host.Slack.CalledAsync("reactions.add");
        registry.SetResult();
        await host.IdleAsync();

        var said = message.Payload["event"];
        host.Slack.Home.Reactions.ShouldBe([(said.Text("channel")!, said.Text("ts")!, "eyes")]);
        OnlyAnswer(host.Slack.Home.DirectWith(StandPeople.Alex)).Text.ShouldStartWith("Netflix:");
    }

    [Fact]
    public async Task What_nobody_asked_is_answered_nothing()
    {
        await using var host = await SlackHost.StartAsync();
        var own = host.Slack.PutMessage(StandPeople.Alex, "Netflix: negotiating");
        var said = host.Slack.Say(host.Slack.Home.DirectWith(StandPeople.Alex), StandPeople.Alex, "status netflx");
        SlackStimulus[] all =
        [
            host.Stimuli.OwnMessage(own),
            host.Stimuli.EditedMessage(said, "status netflix"),
            host.Stimuli.ChannelMessage("status netflix"),
            host.Stimuli.Event("unheard_of", new() { ["type"] = "unheard_of" }, user: null),
            host.Stimuli.Event(
                "odd",
                new() { ["type"] = "message", ["channel"] = new System.Text.Json.Nodes.JsonObject() },
                user: null
            ),
        ];

        foreach (var stimulus in all)
        {
            var delivered = await host.DeliverAsync(stimulus);
            delivered.Last.Status.ShouldBe(200, stimulus.Name);
        }

        host.Slack.CallsOf("chat.postMessage").ShouldBeEmpty();
        (await host.RowsAsync(db => db.SlackEvents)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_people_from_outside_read_along_no_partner_is_named()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.Mention("status netflix", StandPlaces.Joint));

        OnlyAnswer(host.Slack.Home.Channel(StandPlaces.Joint)!).Text.ShouldBe(Outside);
    }

    [Theory]
    [InlineData(StandPeople.Guest)]
    [InlineData(StandPeople.Gone)]
    public async Task Who_is_nobody_of_the_company_is_told_of_no_partner(string user)
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.DirectMessage("status netflix", user));

        OnlyAnswer(host.Slack.Home.DirectWith(user))
            .Text.ShouldBe("I can talk about partners only with people who work here.");
    }

    [Fact]
    public async Task A_bare_mention_is_answered_with_what_can_be_asked()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.Mention(""));

        var answer = OnlyAnswer(host.Slack.Home.Channel(StandPlaces.Deals)!);
        answer.Text.ShouldStartWith("Hello, I'm PartnerBot.");
        answer.Blocks.Buttons().ShouldBe(["list", "changes", "help"]);
    }

    [Fact]
    public async Task In_the_askers_own_chat_there_is_nobody_to_share_with()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.DirectMessage("status netflix"));

        OnlyAnswer(host.Slack.Home.DirectWith(StandPeople.Alex)).Blocks.Buttons().ShouldNotContain("Share here");
    }

    [Fact]
    public async Task The_first_words_are_said_once_in_a_channel_and_in_a_chat()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.MemberJoined());
        await host.DeliverAsync(host.Stimuli.MemberJoined());
        await host.DeliverAsync(host.Stimuli.MemberJoined(StandPeople.Sari));
        await host.DeliverAsync(host.Stimuli.HomeOpened(tab: "messages"));
        await host.DeliverAsync(host.Stimuli.HomeOpened(tab: "messages"));

        OnlyAnswer(host.Slack.Home.Channel(StandPlaces.Lobby)!)
            .Text.ShouldBe(
                "Hello, I'm PartnerBot. Ask me how far we are with a partner, in your own words, in English or Indonesian. Mention me with your question; everyone here reads my answer."
            );
        OnlyAnswer(host.Slack.Home.DirectWith(StandPeople.Alex)).Text.ShouldStartWith("Hello, I'm PartnerBot.");
    }

    [Fact]
    public async Task With_the_registry_down_it_promises_and_keeps_the_promise_in_the_thread()
    {
        await using var host = await SlackHost.StartAsync();
        var (partner, list) = (host.Bot.Registry.Partner, host.Bot.Registry.List);
        host.StopRegistry();
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));

        (host.Bot.Registry.Partner, host.Bot.Registry.List) = (partner, list);
        await host.AfterAsync(TimeSpan.FromSeconds(15), () => host.Slack.CallsOf("chat.postMessage").Count > 1);

        var answers = host.Slack.Home.Channel(StandPlaces.Deals)!.Messages.Where(message => message.IsOfBot).ToList();
        answers[0].Text.ShouldBe("The registry can't be reached right now. I'll answer here when it can.");
        answers[1].Text.ShouldStartWith("Netflix: negotiating");
        answers[1].ThreadTs.ShouldBe(answers[0].ThreadTs);
        answers[1].Texts().ShouldContain("Asked at 14:05: \"status netflix\".");
    }

    private static StandMessage OnlyAnswer(StandChannel place) =>
        place.Messages.Where(message => message.IsOfBot).ShouldHaveSingleItem();
}
