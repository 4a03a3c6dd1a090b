using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Events are kept before Slack is told that they have arrived, and acted upon once.</summary>
public sealed class InboxTests(PostgresServer server)
{
    [Fact]
    public async Task The_same_event_four_times_over_a_restart_has_one_effect()
    {
        using var folder = new TempFolder();
        Dictionary<string, string?> kept = new(StringComparer.Ordinal)
        {
            ["ConnectionStrings:PartnerBot"] = $"Data Source={folder["kept.db"]}",
        };
        await using var host = await SlackHost.StartAsync(kept);
        var message = host.Stimuli.DirectMessage("status netflix");

        await host.DeliverAsync(message);
        await host.DeliverAsync(message);
        await host.Bot.DisposeAsync();
        await using var restarted = host.Beside(kept);
        await restarted.DeliverAsync(message);
        await restarted.DeliverAsync(message);

        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
        (await restarted.RowsAsync(db => db.SlackEvents)).ShouldHaveSingleItem().Body.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_event_at_two_replicas_at_once_has_one_effect()
    {
        var connection = await server.NewDatabaseAsync();
        Dictionary<string, string?> postgres = new(StringComparer.Ordinal)
        {
            ["Database:Provider"] = "Postgres",
            ["ConnectionStrings:PartnerBot"] = connection,
        };
        await using var host = await SlackHost.StartAsync(postgres);
        await using var other = host.Beside(postgres);
        var message = host.Stimuli.DirectMessage("status netflix");

        await Task.WhenAll(host.DeliverAsync(message), other.DeliverAsync(message), host.DeliverAsync(message));

        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_event_that_can_not_be_kept_is_delivered_again()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.DirectMessage("help"));
        await host.RunAsync("ALTER TABLE \"SlackEvent\" RENAME TO \"Gone\"");

        var delivered = await host.DeliverAsync(
            host.Stimuli.DirectMessage("status netflix"),
            new()
            {
                BeforeRetry = async number =>
                {
                    if (number == 2)
                    {
                        await host.RunAsync("ALTER TABLE \"Gone\" RENAME TO \"SlackEvent\"");
                    }
                },
            }
        );

        delivered.Attempts.Select(attempt => attempt.Status).ShouldBe([503, 503, 200]);
        host.Slack.CallsOf("chat.postMessage").Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_replica_left_behind_is_taken_up_and_said_where_it_was_not()
    {
        await using var host = await SlackHost.StartAsync();
        await LeaveBehindAsync(host, host.Stimuli.DirectMessage("status netflix"));

        await host.AfterAsync(TimeSpan.FromSeconds(75), () => host.Slack.CallsOf("chat.postMessage").Count > 0);
        await host.IdleAsync();

        host.Slack.CallsOf("conversations.history").ShouldHaveSingleItem();
        var answer = host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1];
        answer.Text.ShouldStartWith("Netflix: negotiating");
        answer.Texts().ShouldNotContain("I may have said this before.");
    }

    [Fact]
    public async Task What_was_said_before_its_replica_ended_is_not_said_again()
    {
        await using var host = await SlackHost.StartAsync();
        var message = host.Stimuli.Mention("status netflix");
        await host.DeliverAsync(message);
        await LeaveBehindAsync(host, message);

        await host.AfterAsync(TimeSpan.FromSeconds(75), () => host.Slack.CallsOf("conversations.replies").Count > 0);
        await host.IdleAsync();

        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
        (await host.RowsAsync(db => db.SlackEvents)).ShouldHaveSingleItem().Body.ShouldBeNull();
    }

    [Fact]
    public async Task Where_Slack_does_not_say_whether_it_was_said_it_is_said_and_marked_so()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "conversations.history" ? StandAnswer.Error("missing_scope") : null;
        await LeaveBehindAsync(host, host.Stimuli.DirectMessage("status netflix"));

        await host.AfterAsync(TimeSpan.FromSeconds(75), () => host.Slack.CallsOf("chat.postMessage").Count > 0);

        host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1].Texts().ShouldContain("I may have said this before.");
    }

    [Fact]
    public async Task What_is_noted_on_an_answer_says_nothing_of_what_it_is_about()
    {
        await using var host = await SlackHost.StartAsync();
        var message = host.Stimuli.DirectMessage("status netflix");

        await host.DeliverAsync(message);

        var noted = host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1].Metadata!.ToJsonString();
        noted.ShouldNotContain("netflix", Case.Insensitive);
        noted.ShouldNotContain(message.EventId!);
    }

    [Fact]
    public async Task Events_are_forgotten_once_Slack_delivers_them_no_more()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.DirectMessage("help"));
        await host.RunAsync("UPDATE \"SlackEvent\" SET \"ReceivedAt\" = 0");

        await host.Bot.Services.GetRequiredService<SlackInbox>().SweepAsync(TestContext.Current.CancellationToken);

        (await host.RowsAsync(db => db.SlackEvents)).ShouldBeEmpty();
    }

    // As if the replica that took it had ended before its end.
    private static async Task LeaveBehindAsync(SlackHost host, SlackStimulus stimulus)
    {
        _ = host.Client;
        var inbox = host.Bot.Services.GetRequiredService<SlackInbox>();
        var contexts = host.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.SlackEvents.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await inbox.KeepAsync(FakeSlack.Team, stimulus.EventId!, stimulus.Body, TestContext.Current.CancellationToken);
    }
}
