using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>Where nobody knows whether something was told: after silence, after an end in the middle, with two who tell.</summary>
public sealed class DoubtTests(PostgresServer server)
{
    private static readonly TimeSpan Settled = Postman.Settled + TimeSpan.FromSeconds(1);

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_arrived_although_Slack_said_otherwise_is_not_told_again(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        FailFirst(host, StandAnswer.ServerError() with { IsDone = true });

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        await host.PassAsync(Settled, NoticeState.Sent, 1);

        host.Posted.Count.ShouldBe(1);
        (await host.NoticesAsync()).Single().MessageId.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_found_in_a_channel_begins_the_thread_of_what_follows(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Recipient.OfRoom("slack", FakeSlack.Team, StandPlaces.Deals), by: ToldHost.Alex);
        FailFirst(host, StandAnswer.ServerError() with { IsDone = true });
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        await host.PassAsync(Settled, NoticeState.Sent, 1);
        host.Time.Advance(Turn.Gathering);

        await host.TrackAsync("business");
        await host.PassAsync(TimeSpan.FromSeconds(1), NoticeState.Sent, 2);

        var root = (await host.NoticesAsync())[0].MessageId.ShouldNotBeNull();
        host.Posted.Select(one => one.Text("thread_ts")).ShouldBe([null, root]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_did_not_arrive_is_told_again_and_not_marked_as_a_repeat(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        FailFirst(host, StandAnswer.ServerError());

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        await host.PassAsync(Settled, NoticeState.Sent, 1);

        host.Posted.Count.ShouldBe(2);
        host.Texts[1].ShouldNotContain("repeat");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_shows_late_is_found_under_the_name_of_what_is_said_again(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        var (posts, shown) = (0, false);
        host.Slack.Answer = call =>
            call.Method switch
            {
                // The first arrives, though nobody is told; the second doesn't.
                "chat.postMessage" => ++posts <= 2 ? StandAnswer.ServerError() with { IsDone = posts == 1 } : null,
                "conversations.history" when !shown => StandAnswer.Of(
                    new() { ["ok"] = true, ["messages"] = new JsonArray() }
                ),
                _ => null,
            };

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        await host.PassAsync(Settled, async db => host.Posted.Count == 2);
        await host.UntilAsync(NoticeState.Unknown);
        shown = true;
        await host.PassAsync(Settled, NoticeState.Sent);

        host.Posted.Count.ShouldBe(2);
        host.Slack.Home.DirectWith(StandPeople.Alex).Messages.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_said_again_is_not_said_with_what_has_come_since(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        FailFirst(host, StandAnswer.ServerError());

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        await host.TrackAsync("technical");
        await host.UntilAsync(NoticeState.Pending);
        await host.PassAsync(Settled, NoticeState.Sent);
        await host.PassAsync(Turn.Gathering, NoticeState.Sent, 2);

        host.Texts.Count.ShouldBe(3);
        host.Texts[1].ShouldStartWith("Netflix: Legal is now met (was: no agreement yet).");
        host.Texts[1].ShouldNotContain("Technical");
        host.Texts[2].ShouldStartWith("Netflix: Technical is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_but_a_part_of_what_was_begun_in_one_message_has_another_name(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await host.TrackAsync("business");
        await host.TrackAsync("technical");
        await host.WaitingAsync(2);
        await host.RunAsync(
            $"""
            UPDATE "Notice" SET "Message" = 'whole', "Attempts" = 1 WHERE "State" = 'Pending';
            UPDATE "Notice" SET "Due" = {host.Time.GetUtcNow().AddHours(
                1
            ).UtcTicks}, "Reason" = '{Turn.Embargo}' WHERE "Sequence" = 3
            """
        );

        await host.PassAsync(Turn.Gathering, NoticeState.Sent, 2);
        await host.PassAsync(TimeSpan.FromHours(1), NoticeState.Sent, 3);

        var names = (await host.NoticesAsync()).Select(row => row.Message).ToList();
        names[1].ShouldNotBe("whole");
        names[2].ShouldBe("whole"); // which is all of it by now
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Where_Slack_never_says_it_is_told_again_and_marked_so_until_somebody_knows(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        NeverSay(host, failing: 2);

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        await host.PassAsync(Settled, async db => host.Posted.Count == 2);
        await host.PassAsync(Settled, NoticeState.Sent);

        host.Texts.Count.ShouldBe(3);
        host.Texts[0].ShouldNotContain("repeat");
        host.Texts.Skip(1)
            .ShouldAllBe(text => text.Contains("This may be a repeat: nobody could tell whether it had arrived."));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task And_not_without_end(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        NeverSay(host, failing: int.MaxValue);

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unknown);
        for (var posts = 2; posts <= 5; posts++)
        {
            await host.PassAsync(Settled, async db => host.Posted.Count == posts);
        }

        await host.PassAsync(
            Settled,
            async db => await db.Lanes.AllAsync(lane => lane.Due == null, TestContext.Current.CancellationToken)
        );
        await host.PassAsync(TimeSpan.FromMinutes(5));

        host.Posted.Count.ShouldBe(5);
        (await host.NoticesAsync()).Single().State.ShouldBe(NoticeState.Unknown);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_end_between_sending_and_noting_costs_nothing_and_doubles_nothing(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await LeaveUnnotedAsync(host);

        await host.PassAsync(Claims.Lease + TimeSpan.FromSeconds(1), NoticeState.Sent, 1);

        host.Posted.Count.ShouldBe(1);
        (await host.NoticesAsync()).Single().MessageId.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_read_before_it_is_noted_can_be_acknowledged(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await LeaveUnnotedAsync(host);

        (await host.AskAsync("acknowledge netflix")).ShouldStartWith("You have acknowledged the change of Netflix");

        await host.PassAsync(
            Claims.Lease + TimeSpan.FromSeconds(1),
            async _ => host.Slack.CallsOf("chat.update").Count == 1
        );
        host.Slack.CallsOf("chat.update").Single()["text"]!.ShouldContain("Acknowledged by alex");
        host.Posted.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_was_wrong_is_marked_also_where_that_it_was_told_is_not_noted_yet(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        var wrong = await host.MilestoneAsync("Talks end");
        await host.UntilAsync(NoticeState.Sent);
        await LeaveUnnotedAsync(host);
        await host.RunAsync("DELETE FROM \"Subscription\"");
        host.Time.Advance(TimeSpan.FromSeconds(1)); // else what was read of Netflix is as new as the correction

        await host.Registry.PostAsync($"/v1/milestones/{wrong}/supersede", ToldHost.Milestone("Talks go on"));
        await host.UntilAsync(NoticeState.Pending); // or time passes while the follower waits for an answer
        await host.PassAsync(Turn.Gathering + Claims.Lease, NoticeState.Sent, 2);

        await host.UntilAsync(async _ => host.Slack.CallsOf("chat.update").Count == 1);
        host.Slack.CallsOf("chat.update").Single()["text"]!.ShouldContain("what this message says was corrected");
        host.Posted.Count.ShouldBe(2);
    }

    // As a courier leaves it that is killed when Slack has answered.
    private static Task LeaveUnnotedAsync(ToldHost host) =>
        host.RunAsync(
            $"""
            UPDATE "Notice" SET "State" = 'Sending', "MessageId" = NULL;
            UPDATE "Lane" SET "Owner" = 'gone', "Due" = {host.Time.GetUtcNow().UtcTicks}, "LeasedUntil" = {host.Time.GetUtcNow().Add(
                Claims.Lease
            ).UtcTicks}
            """
        );

    [Fact]
    public async Task Two_that_share_a_database_tell_each_thing_once()
    {
        await using var host = await ToldHost.StartAsync(DatabaseProvider.Postgres, server);
        await host.StartBotAsync();
        for (var user = 0; user < 40; user++)
        {
            await host.SubscribeAsync(Recipient.OfRoom("slack", FakeSlack.Team, Room(host, user)), by: ToldHost.Alex);
        }

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent, 40);

        host.Channels.Distinct().Count().ShouldBe(40);
        host.Channels.Count.ShouldBe(40);
    }

    private static void NeverSay(ToldHost host, int failing)
    {
        var posts = 0;
        host.Slack.Answer = call =>
            call.Method switch
            {
                "chat.postMessage" when ++posts <= failing => StandAnswer.ServerError(),
                "conversations.history" => StandAnswer.Error("missing_scope"),
                _ => null,
            };
    }

    private static string Room(ToldHost host, int number)
    {
        var channel = new StandChannel($"C10000000{number:00}", StandChannelKind.Public, $"room-{number}");
        channel.Members.Add(FakeSlack.BotUser);
        host.Slack.Home.Channels.Add(channel);
        return channel.Id;
    }

    private static void FailFirst(ToldHost host, StandAnswer answer)
    {
        var posts = 0;
        host.Slack.Answer = call => call.Method is "chat.postMessage" && ++posts == 1 ? answer : null;
    }
}
