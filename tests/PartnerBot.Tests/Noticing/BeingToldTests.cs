using System.Text.Json.Nodes;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>From a change in the registry to what people see in Slack, on both stores.</summary>
public sealed class BeingToldTests(PostgresServer server)
{
    private static readonly TimeSpan Minute = Turn.Gathering;

    private static readonly Recipient Sari = Recipient.Of(new Asker("slack", FakeSlack.Team, StandPeople.Sari));
    private static readonly Recipient Deals = Recipient.OfRoom("slack", FakeSlack.Team, StandPlaces.Deals);

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_subscribed_is_told_of_a_change_at_once(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);

        await host.TrackAsync("legal");

        await host.UntilAsync(NoticeState.Sent);
        host.Texts.ShouldBe([
            "Netflix: Legal is now met (was: no agreement yet). Changed at 14:05 WIB on 24 November 2026. The stage is negotiating. 2 of 3 tracks are still open. Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Sample data. Try: acknowledge Netflix · timeline Netflix · mute Netflix.",
        ]);
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_open_again_of_one_that_is_live_is_told()
    {
        await using var host = await ToldHost.StartAsync(DatabaseProvider.Sqlite, server);
        await host.SubscribeAsync(ToldHost.Alex, "hooq");

        await host.TrackAsync("legal", "in-discussion", "hooq");

        await host.UntilAsync(NoticeState.Sent);
        host.Texts.ShouldHaveSingleItem()
            .ShouldContain("The stage is live. 1 of 3 tracks is still open. Internal, do not forward.");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_follows_within_a_minute_is_gathered_into_one_second_message(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);

        await host.TrackAsync("business");
        await host.TrackAsync("technical", "in-discussion");
        await host.WaitingAsync(2);
        await host.PassAsync(Minute, NoticeState.Sent, 3);

        host.Texts.Count.ShouldBe(2);
        host.Texts[1]
            .ShouldStartWith(
                "Netflix: 2 changes. The stage is negotiating. 1 of 3 tracks is still open. Changes, in order: Business is now met (was: no agreement yet): 14:05 WIB on 24 November 2026. Technical is now in discussion (was: no agreement yet)"
            );
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Owner_and_managers_are_told_without_a_subscription_and_each_once(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("ana", "budi");
        await host.AddAsync(AccountOf(StandPeople.Alex, "ana"), AccountOf(StandPeople.Sari, "budi"));
        await host.SubscribeAsync(ToldHost.Alex);
        await host.SubscribeAsync(ToldHost.Alex, partner: "");

        await host.TrackAsync("legal");

        await host.UntilAsync(NoticeState.Sent, 2);
        (await host.NoticesAsync()).Select(row => row.Recipient).Order().ShouldBe(["person:ana", "person:budi"]);
        host.Channels.ShouldBe([host.ChatOf(StandPeople.Alex), host.ChatOf(StandPeople.Sari)], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Nobody_is_told_of_a_change_they_made_themselves(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("ana", "budi");
        await host.AddAsync(AccountOf(StandPeople.Alex, "ana"), AccountOf(StandPeople.Sari, "budi"));
        await host.SubscribeAsync(ToldHost.Alex);

        await host.TrackAsync("legal", by: "ana");

        await host.UntilAsync(NoticeState.Sent);
        (await host.NoticesAsync()).Select(row => row.Recipient).ShouldBe(["person:budi"]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_narrower_subscription_hears_of_its_track_alone(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex, track: "legal");
        await host.SubscribeAsync(Sari);

        await host.TrackAsync("business");
        await host.TrackAsync("legal");

        await host.UntilAsync(async db => (await host.NoticesAsync()).Count == 3);
        await host.PassAsync(Minute, NoticeState.Sent, 3);
        (await host.NoticesAsync())
            .Select(row => (row.Sequence, row.Recipient))
            .ShouldBe([(1, Sari.Key), (2, Sari.Key), (2, ToldHost.Alex.Key)], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_no_longer_wanted_when_its_time_comes_is_withdrawn(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.SubscribeAsync(Sari);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent, 2);
        await host.TrackAsync("business");
        await host.WaitingAsync(2);

        await host.RunAsync($"DELETE FROM \"Subscription\" WHERE \"Recipient\" = '{Sari.Key}'");
        await host.AddAsync(
            new MuteRow
            {
                Recipient = ToldHost.Alex.Key,
                Partner = "netflix",
                Until = host.Time.GetUtcNow().AddDays(1),
            }
        );
        await host.PassAsync(Minute, NoticeState.Withdrawn, 2);

        host.Texts.Count.ShouldBe(2);
        (await host.NoticesAsync())
            .Where(row => row.State is NoticeState.Withdrawn)
            .Select(row => (row.Recipient, row.Reason))
            .ShouldBe([(ToldHost.Alex.Key, "muted"), (Sari.Key, "not subscribed")], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task In_a_channel_what_was_held_back_stands_in_the_thread_too(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Deals, by: ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await host.AddAsync(
            new CadenceRow
            {
                Recipient = Deals.Key,
                QuietFrom = new(14, 0),
                QuietUntil = new(15, 0), // it is 14:05
            }
        );
        await host.TrackAsync("business");
        await host.WaitingAsync(1);
        await host.PassAsync(TimeSpan.FromHours(1), NoticeState.Sent, 2);
        host.Texts[1].ShouldStartWith("What changed while it was quiet");

        await host.RunAsync("DELETE FROM \"Cadence\"");
        await host.TrackAsync("technical");
        await host.PassAsync(Minute, NoticeState.Sent, 3);

        var root = (await host.NoticesAsync())[0].MessageId;
        host.Posted.Select(one => one.Text("thread_ts")).ShouldBe([null, root, root]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task In_a_channel_what_follows_is_a_dated_reply_in_the_thread_of_the_first(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Deals, partner: "", by: ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        host.Time.Advance(Minute);

        await host.TrackAsync("business");
        await host.PassAsync(TimeSpan.FromSeconds(1), NoticeState.Sent, 2);
        await host.MilestoneAsync("Talks begin again", partner: "hooq");
        await host.PassAsync(TimeSpan.FromSeconds(2), NoticeState.Sent, 3);

        var root = (await host.NoticesAsync())[0].MessageId.ShouldNotBeNull();
        host.Posted.Select(one => (one.Text("channel"), one.Text("thread_ts")))
            .ShouldBe([(StandPlaces.Deals, null), (StandPlaces.Deals, root), (StandPlaces.Deals, null)]);
        host.Texts[1]
            .ShouldStartWith(
                "Netflix: Business is now met (was: no agreement yet). Changed at 14:06 WIB on 24 November 2026."
            );
        host.Texts[1].ShouldNotContain("mute");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_conversation_that_is_to_be_left_alone_waits_and_others_go_on(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Deals, by: ToldHost.Alex);
        await host.SubscribeAsync(Sari);
        host.Slack.Limit("chat.postMessage", retryAfter: 30, channel: StandPlaces.Deals);

        await host.TrackAsync("legal");

        await host.UntilAsync(NoticeState.Sent);
        await host.UntilAsync(async db =>
            (await host.NoticesAsync()).Any(row => row.Attempts == 1 && row.State is NoticeState.Pending)
        );
        host.Time.Advance(TimeSpan.FromSeconds(29));
        (await host.NoticesAsync()).Count(row => row.State is NoticeState.Sent).ShouldBe(1);
        await host.PassAsync(TimeSpan.FromSeconds(2), NoticeState.Sent, 2);
        host.Posted.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_notice_that_is_refused_is_given_up_and_the_next_ones_go_on(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        var refused = false;
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && !refused && (refused = true)
                ? new(200, """{"ok":false,"error":"metadata_too_large"}""")
                : null;

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Failed);
        await host.TrackAsync("business");

        await host.UntilAsync(NoticeState.Sent);
        (await host.NoticesAsync())
            .Select(row => (row.State, row.Reason))
            .ShouldBe([(NoticeState.Failed, "metadata_too_large"), (NoticeState.Sent, null)]);
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldContain("given up: metadata_too_large");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task At_the_first_start_nothing_old_is_told_and_what_happens_while_the_bot_is_away_is(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(
            provider,
            server,
            before: async registry =>
                await registry.PutAsync("/v1/partners/netflix/tracks/legal", new { status = "met" })
        );
        await host.SubscribeAsync(ToldHost.Alex);
        await host.StopBotAsync();
        await host.TrackAsync("business");

        await host.StartBotAsync();

        await host.UntilAsync(NoticeState.Sent);
        host.Texts.ShouldHaveSingleItem().ShouldStartWith("Netflix: Business is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task While_the_registry_is_down_nothing_is_lost(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.Registry.StopAsync();
        await host.PassAsync(TimeSpan.FromMinutes(30));

        await host.Registry.StartAgainAsync();
        await host.TrackAsync("legal");
        await host.PassAsync(TimeSpan.FromSeconds(31), NoticeState.Sent, 1);

        host.Texts.ShouldHaveSingleItem().ShouldStartWith("Netflix: Legal is now met");
        host.Bot.Log.All.ShouldContain(line => line.Contains("changes can't be followed", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_manager_whom_nobody_knows_here_is_unreachable(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("ana");

        await host.TrackAsync("legal");

        await host.UntilAsync(NoticeState.Unreachable);
        (await host.NoticesAsync()).ShouldHaveSingleItem().Recipient.ShouldBe("person:ana");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_subscribed_a_channel_that_the_bot_has_left_is_told_so_once(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Deals, by: ToldHost.Alex);
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && call["channel"] == StandPlaces.Deals
                ? StandAnswer.Error("not_in_channel")
                : null;

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unreachable);
        await host.TrackAsync("business");
        await host.UntilAsync(NoticeState.Unreachable, 2);

        host.Texts.Count(text =>
                text
                == "I can no longer post in a channel in which you subscribed to changes. Invite me there again, or end it with `subscriptions`."
            )
            .ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_channel_that_another_company_reads_is_told_nothing_and_who_subscribed_it_is_told_so_once(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Recipient.OfRoom("slack", FakeSlack.Team, StandPlaces.Joint), by: ToldHost.Alex);

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unreachable);
        await host.TrackAsync("business");
        await host.UntilAsync(NoticeState.Unreachable, 2);

        host.Texts.ShouldHaveSingleItem()
            .ShouldBe(
                "A channel in which you subscribed to changes is shared with another company, so I tell nothing there any more. End it with `subscriptions`."
            );
        host.Channels.ShouldBe([host.ChatOf(StandPeople.Alex)]);
    }

    private static AccountRow AccountOf(string user, string person) =>
        new()
        {
            Platform = "slack",
            Realm = FakeSlack.Team,
            Id = user,
            Person = person,
        };
}
