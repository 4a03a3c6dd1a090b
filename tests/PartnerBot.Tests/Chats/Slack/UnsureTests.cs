using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.People;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>What isn't known just now is neither lost nor told to the wrong people.</summary>
public sealed class UnsureTests
{
    [Fact]
    public async Task A_channel_that_becomes_shared_is_noticed_within_a_minute()
    {
        await using var host = await SlackHost.StartAsync();
        var deals = host.Slack.Home.Channel(StandPlaces.Deals)!;
        await host.DeliverAsync(host.Stimuli.Command("status netflix", channel: StandPlaces.Deals));
        var card = deals.Ephemerals[^1];
        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Share here")));
        deals.Messages.Count.ShouldBe(1);
        deals.IsExtShared = true;
        for (var i = 0; i < 5; i++)
        {
            host.Bot.Time.Advance(TimeSpan.FromSeconds(40));
            await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Share here")));
        }

        deals.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task That_the_app_was_removed_is_kept_although_its_token_is_gone()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "auth.test" ? StandAnswer.Error("account_inactive") : null;
        var delivered = await host.DeliverAsync(host.Stimuli.Uninstalled());
        delivered.Attempts.ShouldHaveSingleItem().Status.ShouldBe(200);
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldHaveSingleItem().RemovedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Event_taken_up_while_Slack_is_down_is_not_lost()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "auth.test" ? StandAnswer.ServerError(503) : null;
        _ = host.Client;
        var stimulus = host.Stimuli.DirectMessage("status netflix");
        var inbox = host.Bot.Services.GetRequiredService<SlackInbox>();
        await inbox.KeepAsync(FakeSlack.Team, stimulus.EventId!, stimulus.Body, TestContext.Current.CancellationToken);
        await host.AfterAsync(TimeSpan.FromSeconds(75), () => host.Slack.CallsOf("auth.test").Count > 0);
        await host.IdleAsync();
        (await host.RowsAsync(db => db.SlackEvents)).ShouldHaveSingleItem().Body.ShouldNotBeNull();
    }

    [Fact]
    public async Task Begin_of_a_row_that_is_gone_is_refused()
    {
        await using var host = await SlackHost.StartAsync();
        _ = host.Client;
        var later = host.Bot.Services.GetRequiredService<LaterAnswers>();
        var asker = new Asker("slack", FakeSlack.Team, StandPeople.Alex);
        var kept = await later.KeepAsync(
            new(asker, "C", "status netflix", null),
            ConversationAddress.Of(asker),
            null,
            TestContext.Current.CancellationToken
        );
        await later.DoneAsync(kept!, TestContext.Current.CancellationToken);
        (await later.BeginAsync(kept!, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_first_words_of_the_home_are_kept_for_when_it_can_be_shown()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Limit("views.publish", retryAfter: 1);
        await host.DeliverAsync(host.Stimuli.HomeOpened());
        host.Bot.Time.Advance(TimeSpan.FromSeconds(1));
        await host.DeliverAsync(host.Stimuli.HomeOpened());
        host.Slack.Home.Views.Home(StandPeople.Alex)!
            .Texts()
            .ShouldContain(text => text.StartsWith("Hello, I'm PartnerBot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Guest_opens_home()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.HomeOpened(StandPeople.Guest));
        host.Slack.Home.Views.Home(StandPeople.Guest)!
            .Texts()
            .ShouldBe(["I can talk about partners only with people who work here."]);
    }

    [Fact]
    public async Task A_press_while_the_workspace_is_not_known_is_answered_all_the_same()
    {
        await using var host = await SlackHost.StartAsync();
        var card = host.Slack.PutMessage(
            StandPlaces.Deals,
            "x",
            new JsonArray(
                new JsonObject
                {
                    ["type"] = "actions",
                    ["elements"] = new JsonArray(
                        new JsonObject
                        {
                            ["type"] = "button",
                            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Help" },
                            ["action_id"] = "ask:0",
                            ["value"] = "{\"ask\":\"help\"}",
                        }
                    ),
                }
            )
        );
        host.Slack.Answer = call => call.Method is "auth.test" ? StandAnswer.ServerError(503) : null;
        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Help")));
        host.Slack.Home.Channel(StandPlaces.Deals)!
            .Ephemerals.ShouldHaveSingleItem()
            .Text.ShouldBe("I can't find out right now who you are, so I can't answer. Please try again in a minute.");
    }

    [Fact]
    public async Task A_promise_to_a_command_is_kept_in_the_askers_language()
    {
        await using var host = await SlackHost.StartAsync();
        var (partner, list) = (host.Bot.Registry.Partner, host.Bot.Registry.List);
        host.StopRegistry();
        var command = host.Stimuli.Command("netflix", StandPeople.Sari);
        (await host.DeliverAsync(command)).Last.Json.Text("text").ShouldStartWith("Registri");

        (host.Bot.Registry.Partner, host.Bot.Registry.List) = (partner, list);
        await host.AfterAsync(
            TimeSpan.FromSeconds(15),
            () => host.Slack.ResponseUrls.Of(command.ResponseUrl!).Count > 0
        );

        var said = host.Slack.ResponseUrls.Of(command.ResponseUrl!)[0].Body.Text("text");
        said.ShouldStartWith("Netflix: dalam negosiasi");
    }

    [Theory]
    [InlineData(StandPlaces.Joint, "Unreachable", "shared with another company")]
    public async Task What_was_promised_in_a_channel_is_not_said_there_once_others_read_along(
        string channel,
        string outcome,
        string reason
    )
    {
        await using var host = await SlackHost.StartAsync();
        var platform = host.Bot.Services.GetServices<IChatPlatform>().Single(one => one.Name == "slack");

        var delivery = await platform.SendAsync(
            new("slack", FakeSlack.Team, AddressKind.Room, channel),
            new()
            {
                Topic = "status",
                Language = "en",
                Text = "Netflix",
            },
            TestContext.Current.CancellationToken
        );

        ($"{delivery.Outcome}", delivery.Reason).ShouldBe((outcome, reason));
        host.Slack.CallsOf("chat.postMessage").ShouldBeEmpty();
    }
}
