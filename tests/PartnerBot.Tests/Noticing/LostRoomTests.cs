using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>Who subscribed a channel that the bot has left hears of it, and once, whatever Slack says meanwhile.</summary>
public sealed class LostRoomTests(PostgresServer server)
{
    private static readonly Recipient Deals = Recipient.OfRoom("slack", FakeSlack.Team, StandPlaces.Deals);
    private static readonly TimeSpan Settled = Postman.Settled + TimeSpan.FromSeconds(1);

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_can_not_be_told_now_is_told_later(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, StandAnswer.RateLimited(30));

        await host.TrackAsync("legal");
        await host.WaitingAsync(1);
        Heard(host).ShouldBe(0);
        await host.PassAsync(TimeSpan.FromSeconds(31), NoticeState.Unreachable);
        await host.TrackAsync("business");
        await host.PassAsync(TimeSpan.FromSeconds(1), NoticeState.Unreachable, 2);

        Heard(host).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_was_told_although_Slack_said_otherwise_is_not_told_again(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, StandAnswer.ServerError() with { IsDone = true });

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Unreachable);
        await host.PassAsync(Settled);
        await host.TrackAsync("business");
        await host.PassAsync(TimeSpan.FromSeconds(1), NoticeState.Unreachable, 2);

        Heard(host).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_shows_late_is_not_said_again_either(DatabaseProvider provider)
    {
        await using var host = await StartAsync(
            provider,
            StandAnswer.ServerError() with
            {
                IsDone = true,
            },
            StandAnswer.Error("internal_error")
        );

        await host.TrackAsync("legal");
        await host.WaitingAsync(1);
        await host.PassAsync(Settled, NoticeState.Unreachable);

        Heard(host).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_was_not_told_after_all_is_told_later(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, StandAnswer.ServerError());

        await host.TrackAsync("legal");
        await host.WaitingAsync(1);
        await host.PassAsync(Settled, NoticeState.Unreachable);

        Heard(host).ShouldBe(1);
    }

    /// <param name="first">What Slack answers to the first message that says so.</param>
    /// <param name="asked">What it answers to the first question whether that arrived.</param>
    private async Task<ToldHost> StartAsync(DatabaseProvider provider, StandAnswer first, StandAnswer? asked = null)
    {
        var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(Deals, by: ToldHost.Alex);
        var (said, looks) = (0, 0);
        host.Slack.Answer = call =>
            call.Method switch
            {
                "chat.postMessage" when call["channel"] == StandPlaces.Deals => StandAnswer.Error("not_in_channel"),
                "chat.postMessage" when ++said == 1 => first,
                "conversations.history" when ++looks == 1 => asked,
                _ => null,
            };
        return host;
    }

    private static int Heard(ToldHost host) =>
        host
            .Slack.Home.DirectWith(StandPeople.Alex)
            .Messages.Count(message =>
                message.Text.StartsWith("I can no longer post in a channel", StringComparison.Ordinal)
            );
}
