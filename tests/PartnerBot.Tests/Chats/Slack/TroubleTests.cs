using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams.Door;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Slack refuses, is slow, is down: one line in the log, and nothing lost that can be retried.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("token_revoked", "Unreachable")]
    [InlineData("account_inactive", "Unreachable")]
    [InlineData("is_archived", "Unreachable")]
    [InlineData("not_in_channel", "Unreachable")]
    [InlineData("channel_not_found", "Unreachable")]
    [InlineData("missing_scope", "Unreachable")]
    [InlineData("restricted_action", "Refused")]
    public async Task What_can_not_be_said_is_logged_once_and_not_tried_again(string code, string outcome)
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "chat.postMessage" ? StandAnswer.Error(code) : null;

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));

        host.Slack.CallsOf("chat.postMessage").Count(call => call["channel"] == StandPlaces.Deals).ShouldBe(1);
        host.Bot.Log.All.ShouldHaveSingleItem()
            .ShouldBe(
                $"Error: A reply in the conversation {StandPlaces.Deals} of the workspace {FakeSlack.Team} was not said: {outcome}, {code}"
            );
        (await host.RowsAsync(db => db.LaterAnswers)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    [InlineData("html")]
    [InlineData("503")]
    public async Task What_nobody_knows_whether_it_was_said_is_looked_for_and_then_said(string trouble)
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "chat.postMessage" ? Trouble(trouble) : null;
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldContain("was not said: Unknown, ");
        host.Slack.Answer = _ => null;

        await host.AfterAsync(
            TimeSpan.FromSeconds(75),
            () => host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].IsOfBot
        );
        await host.IdleAsync();

        host.Slack.CallsOf("conversations.replies").ShouldHaveSingleItem();
        host.Slack.CallsOf("chat.postMessage").Count.ShouldBe(2);
        (await host.RowsAsync(db => db.SlackEvents)).ShouldHaveSingleItem().Body.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_said_although_Slack_answered_nonsense_is_not_said_again()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" ? StandAnswer.ServerError() with { IsDone = true } : null;
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        host.Slack.Answer = _ => null;

        await host.AfterAsync(TimeSpan.FromSeconds(75), () => host.Slack.CallsOf("conversations.replies").Count > 0);
        await host.IdleAsync();

        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_the_bot_may_not_write_who_asked_is_answered_in_their_own_chat()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && call["channel"] == StandPlaces.Deals
                ? StandAnswer.Error("restricted_action")
                : null;

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));

        var answer = host.Slack.Home.DirectWith(StandPeople.Alex).Messages.ShouldHaveSingleItem();
        answer.Text.ShouldStartWith("Netflix: negotiating");
        answer.Texts().ShouldContain("I may not write where you asked, so I answer here.");
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldEndWith("Refused, restricted_action");
    }

    [Fact]
    public async Task A_pause_in_one_channel_is_kept_by_all_that_is_said_there_and_by_nothing_else()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Limit("chat.postMessage", retryAfter: 60, channel: StandPlaces.Deals);

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        await host.DeliverAsync(host.Stimuli.Mention("status hooq"));
        await host.DeliverAsync(host.Stimuli.Mention("status netflix", StandPlaces.Board));

        host.Slack.CallsOf("chat.postMessage")
            .Select(call => call["channel"])
            .ShouldBe([StandPlaces.Deals, StandPlaces.Board]);
    }

    private static StandAnswer Trouble(string kind) =>
        kind switch
        {
            "html" => StandAnswer.Html,
            "503" => StandAnswer.ServerError(503),
            _ => StandAnswer.Error(kind),
        };

    [Fact]
    public async Task A_short_pause_that_Slack_asks_for_is_kept_and_then_it_is_said()
    {
        var clock = new NotingClock();
        await using var host = await SlackHost.StartAsync(time: clock);
        host.Slack.Limit("chat.postMessage", retryAfter: 2);
        var waiting = clock.BegunAsync(TimeSpan.FromSeconds(2));

        await host.Slack.DeliverAsync(host.Client, host.Stimuli.Mention("status netflix"));
        await waiting;
        clock.Advance(TimeSpan.FromSeconds(2));
        await host.Slack.CalledAsync("chat.postMessage", nth: 2);

        host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].Text.ShouldStartWith("Netflix:");
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_long_pause_that_Slack_asks_for_it_is_answered_all_the_same()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Limit("chat.postMessage", retryAfter: 60);

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        (await host.RowsAsync(db => db.LaterAnswers)).ShouldHaveSingleItem();
        await host.AfterAsync(TimeSpan.FromSeconds(70), () => host.Slack.CallsOf("chat.postMessage").Count == 2);

        host.Slack.Home.Channel(StandPlaces.Deals)!
            .Messages[^1]
            .Texts()
            .ShouldContain("Asked at 14:05: \"status netflix\".");
    }

    [Fact]
    public async Task Slack_that_never_answers_is_given_up_after_ten_seconds()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "chat.postMessage" ? StandAnswer.Hanging : null;

        await host.Slack.DeliverAsync(host.Client, host.Stimuli.Mention("status netflix"));
        await host.Slack.CalledAsync("chat.postMessage");
        await host.WrittenAsync();
        host.Bot.Time.Advance(TimeSpan.FromSeconds(10));
        await host.IdleAsync();

        host.Bot.Log.All.ShouldHaveSingleItem().ShouldEndWith("Unknown, timeout");
    }

    [Fact]
    public async Task More_than_Slack_takes_is_said_in_parts()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && host.Slack.CallsOf("chat.postMessage").Count < 2
                ? StandAnswer.Error("msg_blocks_too_long")
                : null;

        await host.DeliverAsync(host.Stimuli.Mention("help"));

        host.Slack.CallsOf("chat.postMessage").Count.ShouldBe(3);
        host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].IsOfBot.ShouldBeTrue();
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_breaks_within_us_is_answered_kindly_and_logged_once()
    {
        await using var host = await SlackHost.StartAsync();
        host.Bot.Registry.List = (_, _) => throw new InvalidOperationException("broken on purpose");

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));

        var said = host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].Text;
        said.ShouldBeOneOf(
            "Something went wrong here, and the bot's log says what. Ask again, or in other words.",
            "The registry can't be reached right now. I'll answer here when it can."
        );
    }

    [Fact]
    public async Task Slack_down_at_the_first_start_loses_no_event()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "auth.test" ? StandAnswer.ServerError(503) : null;
        var message = host.Stimuli.DirectMessage("status netflix");

        var delivered = await host.DeliverAsync(
            message,
            new()
            {
                BeforeRetry = number =>
                {
                    host.Slack.Answer = number == 2 ? _ => null : host.Slack.Answer;
                    host.Bot.Time.Advance(TimeSpan.FromSeconds(2));
                    return Task.CompletedTask;
                },
            }
        );

        delivered.Attempts.Select(attempt => attempt.Status).ShouldBe([503, 503, 200]);
        host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1].Text.ShouldStartWith("Netflix:");
    }
}
