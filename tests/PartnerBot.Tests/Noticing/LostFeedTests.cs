using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>A registry that says that it keeps no feed, and keeps one all the same, or from then on.</summary>
public sealed class LostFeedTests(PostgresServer server)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_happens_while_a_feed_is_not_found_is_told_once_when_it_is_there_again(
        DatabaseProvider provider
    )
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex, partner: "");
        await host.StopBotAsync();
        host.Registry.Instead = WithoutFeed;
        await host.StartBotAsync();
        await host.UntilAsync(db => Task.FromResult(IsLost(host)));
        await host.TrackAsync("legal");
        await host.PassAsync(Minute);
        (await host.NoticesAsync()).ShouldBeEmpty();

        host.Registry.Instead = null;
        await host.MilestoneAsync("Talks begin again", partner: "hooq");
        await host.RungUntilAsync(NoticeState.Sent, 2);

        host.Texts.Count.ShouldBe(2);
        host.Texts.ShouldContain(text => text.StartsWith("Netflix: Legal is now met", StringComparison.Ordinal));
        await using var db = await host.DbAsync();
        (await db.PartnerStates.AnyAsync(Cancelled)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_registry_whose_feed_is_gone_for_a_day_is_compared(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.StopBotAsync();
        host.Registry.Instead = WithoutFeed;
        await host.StartBotAsync();
        await host.UntilAsync(db => Task.FromResult(IsLost(host)));

        host.Time.Advance(TimeSpan.FromHours(25));
        await host.RungUntilAsync(db => db.Bookmarks.AnyAsync(row => row.Derived, Cancelled));
        await host.TrackAsync("legal");
        host.Time.Advance(Minute); // what is being compared may have been read before
        await host.RungUntilAsync(NoticeState.Sent);

        host.Texts.ShouldHaveSingleItem().ShouldStartWith("Netflix: Legal is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_happens_before_a_registry_begins_to_keep_a_feed_is_told_once(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(
            provider,
            server,
            before: async registry =>
            {
                registry.Instead = WithoutFeed;
                await registry.PutAsync("/v1/partners/netflix/tracks/technical", new { status = "met" });
            }
        );
        await host.SubscribeAsync(ToldHost.Alex);
        await host.RungUntilAsync(db => db.Bookmarks.AnyAsync(row => row.Derived, Cancelled));
        await host.TrackAsync("legal");
        host.Time.Advance(Minute); // what is being compared may have been read before

        host.Registry.Instead = null;
        await host.RungUntilAsync(NoticeState.Sent);
        await host.RungUntilAsync(db => db.Bookmarks.AllAsync(row => !row.Derived, Cancelled));
        host.Time.Advance(Minute);
        await host.TrackAsync("business");
        await host.RungUntilAsync(NoticeState.Sent, 2);

        host.Texts.Count.ShouldBe(2);
        host.Texts[0].ShouldStartWith("Netflix: Legal is now met");
        host.Texts[1].ShouldStartWith("Netflix: Business is now met");
    }

    private static (int Status, string Body)? WithoutFeed(string path) => path == "/v1/changes" ? (404, "{}") : null;

    private static bool IsLost(ToldHost host) =>
        host.Bot.Log.All.Any(line => line.Contains("404 at v1/changes", StringComparison.Ordinal));
}
