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
    [InlineData("internal_error", "Unknown")]
    [InlineData("fatal_error", "Unknown")]
    public async Task What_can_not_be_said_is_logged_once_and_not_tried_again(string code, string outcome)
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "chat.postMessage" ? StandAnswer.Error(code) : null;

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));

        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
        host.Bot.Log.All.ShouldHaveSingleItem()
            .ShouldBe(
                $"Error: A reply in the conversation {StandPlaces.Deals} of the workspace {FakeSlack.Team} was not said: {outcome}, {code}"
            );
        (await host.RowsAsync(db => db.LaterAnswers)).ShouldBeEmpty();
    }

    [Fact]
    public async Task HTML_in_place_of_JSON_is_an_answer_that_nobody_knows()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "chat.postMessage" ? StandAnswer.Html : null;

        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));

        host.Bot.Log.All.ShouldHaveSingleItem().ShouldEndWith("Unknown, answer");
    }

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
                    return Task.CompletedTask;
                },
            }
        );

        delivered.Attempts.Select(attempt => attempt.Status).ShouldBe([503, 503, 200]);
        host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1].Text.ShouldStartWith("Netflix:");
    }
}
