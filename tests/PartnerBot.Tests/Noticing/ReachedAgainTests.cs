using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>Who could not be reached is told, in order, once they can be; a room that is lost again is lost anew.</summary>
public sealed class ReachedAgainTests(PostgresServer server)
{
    private static readonly Recipient Board = Recipient.OfRoom("slack", FakeSlack.Team, StandPlaces.Board);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Tracks = ["legal", "business", "technical"];

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_channel_that_the_bot_is_invited_to_again_is_told_what_it_missed(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Board, by: ToldHost.Alex);
        Leave(host);
        await MissAsync(host);

        await InviteAsync(host);

        await ToldInOrderAsync(host);
        Lost(host).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_channel_that_is_lost_once_more_is_lost_anew(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(
            provider,
            server,
            new(StringComparer.Ordinal) { ["Delivery:GatherSeconds"] = "0" }
        );
        await host.SubscribeAsync(Board, by: ToldHost.Alex);
        Leave(host);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unreachable);
        await InviteAsync(host);
        await host.PassAsync(Second, NoticeState.Sent);
        Leave(host);

        await host.TrackAsync("business");
        await host.PassAsync(Second, NoticeState.Unreachable);

        Lost(host).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_somebody_missed_goes_before_the_change_that_gets_through(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        host.Slack.Answer = Closed;
        await MissAsync(host, Tracks[..2]);
        host.Posted.Count.ShouldBe(2);
        host.Slack.Answer = _ => null;

        await host.TrackAsync(Tracks[2]);

        await ToldInOrderAsync(host);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_was_tried_in_vain_for_long_is_not_given_up_when_its_way_is_there_again(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        host.Slack.Answer = Closed;
        await MissAsync(host, Tracks[..1]);
        await host.RunAsync(
            $"""UPDATE "Notice" SET "Attempts" = 30, "CreatedAt" = {host.Time.GetUtcNow().AddDays(-2).UtcTicks}"""
        );
        host.Slack.Answer = _ => null;
        host.Slack.Limit("chat.postMessage", retryAfter: 30);

        await host.TrackAsync(Tracks[1]);
        await host.WaitingAsync(2);

        await host.PassAsync(TimeSpan.FromSeconds(31), NoticeState.Sent);
        host.Texts[^1].ShouldStartWith("Netflix: Legal is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Where_somebody_is_told_elsewhere_it_is_noted_before(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("ana");
        await host.AddAsync(AccountOf(StandPeople.Alex), AccountOf(StandPeople.Sari));
        var posts = 0;
        host.Slack.Answer = call =>
            call.Method is not "chat.postMessage" ? null
            : ++posts == 1 ? Closed(call)
            : StandAnswer.Hanging with { IsDone = true };

        await host.TrackAsync("legal");
        await host.Slack.CalledAsync("chat.postMessage", nth: 2);

        var told = (await host.NoticesAsync()).Single();
        (told.State, told.Attempts).ShouldBe((NoticeState.Sending, 1));
        told.Place.ShouldBe(ConversationAddress.Of(new Asker("slack", FakeSlack.Team, StandPeople.Sari)).Text);
        await host.PassAsync(TimeSpan.FromSeconds(11), NoticeState.Unknown); // Slack is no longer waited for
        await host.PassAsync(Postman.Settled + TimeSpan.FromSeconds(1), NoticeState.Sent);
        host.Slack.Home.DirectWith(StandPeople.Sari).Messages.ShouldHaveSingleItem();
    }

    private static StandAnswer? Closed(StandCall call) =>
        call.Method is "chat.postMessage" ? StandAnswer.Error("messages_tab_disabled") : null;

    private static void Leave(ToldHost host) =>
        host.Slack.InTurn(() => host.Slack.Home.Channel(StandPlaces.Board)!.Members.Remove(FakeSlack.BotUser));

    private static async Task InviteAsync(ToldHost host)
    {
        using var client = host.Bot.CreateClient();
        var invited = host.Slack.Stimuli.MemberJoined(channel: StandPlaces.Board);
        (await host.Slack.DeliverAsync(client, invited)).Refusal.ShouldBeNull();
    }

    // Each change on its own.
    private static async Task MissAsync(ToldHost host, string[]? tracks = null)
    {
        var missed = 0;
        foreach (var track in tracks ?? Tracks)
        {
            await host.TrackAsync(track);
            await host.UntilAsync(NoticeState.Unreachable, ++missed);
            host.Time.Advance(Second);
        }
    }

    private static async Task ToldInOrderAsync(ToldHost host)
    {
        await host.PassAsync(Second, NoticeState.Sent);
        await host.WaitingAsync(2);
        await host.PassAsync(Turn.Gathering, NoticeState.Sent, 3);

        List<string> told =
        [
            .. host
                .Slack.CallsOf("chat.postMessage")
                .Where(call => call.Error is null)
                .Select(call => call["text"]!)
                .Where(text => text.StartsWith("Netflix", StringComparison.Ordinal)),
        ];
        told.Count.ShouldBe(2);
        told[0].ShouldStartWith("Netflix: Legal is now met");
        told[1].ShouldStartWith("Netflix: 2 changes.");
        told[1]
            .IndexOf("Business is now met", StringComparison.Ordinal)
            .ShouldBeInRange(0, told[1].IndexOf("Technical is now met", StringComparison.Ordinal));
    }

    private static int Lost(ToldHost host) =>
        host.Texts.Count(text => text.StartsWith("I can no longer post in a channel", StringComparison.Ordinal));

    private static AccountRow AccountOf(string user) =>
        new()
        {
            Platform = "slack",
            Realm = FakeSlack.Team,
            Id = user,
            Person = "ana",
        };
}
