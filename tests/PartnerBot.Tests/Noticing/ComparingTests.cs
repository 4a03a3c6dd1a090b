using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Storage;
using PartnerBot.Tests.Chats.Slack;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Noticing;

/// <summary>A registry without a feed: what it says is compared with what it said.</summary>
public sealed class ComparingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_differs_from_the_last_reading_is_told_once_and_nothing_of_before()
    {
        await using var host = await SlackHost.StartAsync(
            new(StringComparer.Ordinal) { ["Delivery:SlackPerMinute"] = "0" },
            tellsChanges: true
        );
        await PassAsync(host, async db => await db.PartnerStates.AnyAsync());
        await host.RunAsync(
            $"INSERT INTO \"Subscription\" (\"Recipient\", \"Partner\", \"Track\", \"By\", \"At\") VALUES ('{ToldHost.Alex}', '', '', '{ToldHost.Alex}', 0)"
        );
        await PassAsync(host, async db => await db.Bookmarks.AnyAsync(row => row.Derived));
        await PassAsync(host, async db => await Task.FromResult(true));
        await PassAsync(host, async db => await Task.FromResult(true));
        (await host.RowsAsync(db => db.Notices)).ShouldBeEmpty();

        var then = Samples.Netflix.Replace(
            "\"legal\":{\"status\":\"no-agreement\"",
            "\"legal\":{\"status\":\"met\"",
            StringComparison.Ordinal
        );
        then.ShouldNotBe(Samples.Netflix);
        host.Bot.Registry.Partner = FakeRegistry.Serving(then, "\"v2\"");
        await PassAsync(host, async db => await db.Changes.AnyAsync());
        await UntilAsync(host, async db => await db.Notices.AnyAsync(row => row.State == NoticeState.Sent));
        await PassAsync(host, async db => await Task.FromResult(true));

        var posted = host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
        posted["text"]!.ShouldStartWith("Netflix: Legal is now met (was: no agreement yet).");
        (await host.RowsAsync(db => db.Changes)).ShouldHaveSingleItem().Actor.ShouldBe("");
    }

    // A minute, and as much more as who is busy needs.
    private static Task PassAsync(SlackHost host, Func<PartnerBotDb, Task<bool>> isSo)
    {
        host.Bot.Time.Advance(Minute);
        return UntilAsync(
            host,
            db =>
            {
                host.Bot.Time.Advance(TimeSpan.FromSeconds(1));
                return isSo(db);
            }
        );
    }

    // The clock stands still: time that passes would end what is being said.
    private static async Task UntilAsync(SlackHost host, Func<PartnerBotDb, Task<bool>> isSo)
    {
        var contexts = host.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        for (var isThere = false; !isThere; )
        {
            limit.Token.ThrowIfCancellationRequested();
            await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
            isThere = await isSo(db);
        }
    }
}
