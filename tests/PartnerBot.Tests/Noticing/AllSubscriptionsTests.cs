using PartnerBot.Noticing;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>What an admin sees in Slack, by a command, on both stores.</summary>
public sealed class AllSubscriptionsTests(PostgresServer server)
{
    private static readonly Recipient Deals = Recipient.OfRoom("slack", FakeSlack.Team, StandPlaces.Deals);
    private static readonly Recipient Gone = Recipient.Of(new Asker("slack", FakeSlack.Team, StandPeople.Gone));

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_channel_stays_subscribed_when_who_did_it_has_gone_and_an_admin_sees_both(
        DatabaseProvider provider
    )
    {
        await using var host = await StartAsync(provider, "alex@telkom.test");
        await host.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = FakeSlack.Team,
                Id = StandPeople.Alex,
                Email = "alex@telkom.test",
            }
        );
        await host.SubscribeAsync(Deals, by: Gone);
        await host.SubscribeAsync(ToldHost.Alex, track: "legal");

        (await host.AskAsync("admin subscriptions")).ShouldBe(
            "All subscriptions: 2 in all. Channels: Slack C0000000001: Netflix · subscribed by Slack U0000000005 at 14:05 WIB on 24 November 2026. People: alex@telkom.test: Netflix (Legal only) · subscribed at 14:05 WIB on 24 November 2026. Internal, do not forward."
        );

        await host.TrackAsync("business");
        await host.UntilAsync(NoticeState.Sent);
        host.Channels.ShouldBe([StandPlaces.Deals]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Nobody_else_does(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider, "sari@telkom.test");
        await host.SubscribeAsync(Deals, by: Gone);

        (await host.AskAsync("admin langganan")).ShouldBe(
            "Maaf, itu hanya saya tampilkan kepada admin bot ini. `langganan` menampilkan langganan Anda sendiri. Coba: langganan."
        );
    }

    private Task<ToldHost> StartAsync(DatabaseProvider provider, string admins) =>
        ToldHost.StartAsync(provider, server, new(StringComparer.Ordinal) { ["Admins"] = admins });
}
