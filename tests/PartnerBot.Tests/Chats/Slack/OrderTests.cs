using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Orders given in Slack: in channels, by buttons, and about colleagues.</summary>
public sealed class OrderTests
{
    private const string Said = "From now on I tell everyone here what changes: Netflix.";

    [Theory]
    [InlineData(StandPlaces.Deals)]
    [InlineData(StandPlaces.Board)]
    public async Task A_command_for_the_channel_is_confirmed_there(string place)
    {
        await using var host = await SlackHost.StartAsync();

        var answer = await CommandAsync(host, "subscribe netflix here", place);

        answer.ShouldStartWith(Said);
        answer.ShouldContain("I have said so to everyone here.");
        var channel = host.Slack.Home.Channel(place)!;
        channel.Messages.ShouldHaveSingleItem().Text.ShouldBe($"{Said} Asked for by {Name(host, StandPeople.Alex)}.");
        var row = (await host.RowsAsync(db => db.Subscriptions)).ShouldHaveSingleItem();
        row.Recipient.ShouldBe($"room:slack:{FakeSlack.Team}:{place}");
        row.By.ShouldBe($"account:slack:{FakeSlack.Team}:{StandPeople.Alex}");
        row.Name.ShouldBe(Name(host, StandPeople.Alex));
    }

    [Theory]
    [InlineData(StandPlaces.Lobby)]
    [InlineData(StandPlaces.Secret)]
    [InlineData(StandPlaces.Joint)]
    public async Task Where_the_bot_may_not_speak_nothing_is_kept(string place)
    {
        await using var host = await SlackHost.StartAsync();

        (await CommandAsync(host, "subscribe netflix here", place)).ShouldStartWith(
            "I can't write here, so I have kept nothing. Invite me first, then ask again."
        );

        (await host.RowsAsync(db => db.Subscriptions)).ShouldBeEmpty();
        host.Slack.Home.Channel(place)!.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Between_two_colleagues_here_is_who_asks()
    {
        await using var host = await SlackHost.StartAsync();

        await CommandAsync(host, "subscribe netflix here", StandPlaces.Pair);

        (await host.RowsAsync(db => db.Subscriptions))
            .ShouldHaveSingleItem()
            .Recipient.ShouldBe($"account:slack:{FakeSlack.Team}:{StandPeople.Alex}");
    }

    [Fact]
    public async Task A_mention_is_confirmed_by_its_answer_in_the_thread()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.Mention("subscribe netflix here"));

        var channel = host.Slack.Home.Channel(StandPlaces.Deals)!;
        channel.Messages.Where(message => message.IsOfBot).ShouldHaveSingleItem().Text.ShouldStartWith(Said);
        (await host.RowsAsync(db => db.Subscriptions))
            .ShouldHaveSingleItem()
            .Recipient.ShouldBe($"room:slack:{FakeSlack.Team}:{StandPlaces.Deals}");
    }

    [Fact]
    public async Task Buttons_subscribe_who_presses_and_then_the_channel()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        var channel = host.Slack.Home.Channel(StandPlaces.Deals)!;
        var card = channel.Messages.Single(message => message.IsOfBot);

        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Notify me"), StandPeople.Sari));
        var own = channel.Ephemerals.ShouldHaveSingleItem();
        own.Text.ShouldStartWith("From now on I tell you what changes: Netflix.");
        await host.DeliverAsync(host.Stimuli.Press(own, own.Blocks.Button("Tell everyone here"), StandPeople.Sari));

        channel.Messages[^1].Text.ShouldBe($"{Said} Asked for by {Name(host, StandPeople.Sari)}.");
        (await host.RowsAsync(db => db.Subscriptions.Select(row => row.Recipient))).ShouldBe(
            [$"account:slack:{FakeSlack.Team}:{StandPeople.Sari}", $"room:slack:{FakeSlack.Team}:{StandPlaces.Deals}"],
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData("deputy <@U0000000002> until 20 dec")]
    [InlineData("deputy <@U0000000002|sari> until 20 dec")]
    public async Task A_colleague_who_is_mentioned_stands_in_and_is_told(string words)
    {
        await using var host = await SlackHost.StartAsync();
        var name = Name(host, StandPeople.Sari);

        await host.DeliverAsync(host.Stimuli.DirectMessage(words));
        var answer = await CommandAsync(host, words, StandPlaces.Deals);

        answer.ShouldStartWith($"Told in your place too, up to and including 20 December 2026: {name}.");
        var row = (await host.RowsAsync(db => db.Deputies)).ShouldHaveSingleItem();
        row.Deputy.ShouldBe($"account:slack:{FakeSlack.Team}:{StandPeople.Sari}");
        host.Slack.Home.DirectWith(StandPeople.Sari)
            .Messages.ShouldHaveSingleItem()
            .Text.ShouldStartWith($"{Name(host, StandPeople.Alex)} has named you as deputy");
    }

    [Fact]
    public async Task A_guest_stands_in_for_nobody()
    {
        await using var host = await SlackHost.StartAsync();

        var answer = await CommandAsync(host, $"deputy <@{StandPeople.Guest}> until 20 dec", StandPlaces.Deals);

        answer.ShouldStartWith("Who is to be told in your place?");
        (await host.RowsAsync(db => db.Deputies)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_given_while_the_registry_is_down_is_carried_out_for_its_room()
    {
        await using var host = await SlackHost.StartAsync();
        var (partner, list) = (host.Bot.Registry.Partner, host.Bot.Registry.List);
        host.StopRegistry();
        await host.DeliverAsync(host.Stimuli.Command("subscribe netflix here"));
        var kept = (await host.RowsAsync(db => db.LaterAnswers)).ShouldHaveSingleItem();
        (kept.AskedRoom, kept.Room, kept.Name).ShouldBe((StandPlaces.Deals, null, Name(host, StandPeople.Alex)));

        (host.Bot.Registry.Partner, host.Bot.Registry.List) = (partner, list);
        var channel = host.Slack.Home.Channel(StandPlaces.Deals)!;
        await host.AfterAsync(TimeSpan.FromSeconds(15), () => channel.Ephemerals.Count > 1);

        channel.Messages.ShouldHaveSingleItem().Text.ShouldStartWith(Said);
        (await host.RowsAsync(db => db.Subscriptions))
            .ShouldHaveSingleItem()
            .Recipient.ShouldBe($"room:slack:{FakeSlack.Team}:{StandPlaces.Deals}");
    }

    private static string Name(SlackHost host, string user) => host.Slack.Home.User(user)!.Name;

    private static async Task<string> CommandAsync(SlackHost host, string text, string place)
    {
        var delivered = await host.DeliverAsync(host.Stimuli.Command(text, channel: place));
        return (string)delivered.Last.Json.ShouldNotBeNull()["text"]!;
    }
}
