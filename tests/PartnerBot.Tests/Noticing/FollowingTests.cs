using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Noticing;

/// <summary>However the registry's changes get here: the same notices in the end, in the order of the feed.</summary>
public sealed class FollowingTests(PostgresServer server)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, 100_000)]
    [InlineData(DatabaseProvider.Postgres, 20_000)]
    public async Task After_a_long_time_away_each_change_is_taken_in_once(DatabaseProvider provider, int changes)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.AddAsync(
            new CadenceRow { Recipient = ToldHost.Alex.Key, DigestAt = new TimeOnly(9, 0) } // so that none is told yet
        );
        await host.TrackAsync("legal");
        await host.UntilAsync(async db => await db.Notices.AnyAsync(Cancelled));
        var before = (await host.NoticesAsync()).Single().Sequence;
        await host.StopBotAsync();
        await HappensAsync(host, changes);

        await host.StartBotAsync();

        await host.UntilAsync(async db => (await db.Bookmarks.SingleAsync(Cancelled)).Position == before + changes);
        await using var db = await host.DbAsync();
        var sequences = await db.Notices.OrderBy(row => row.Id).Select(row => row.Sequence).ToListAsync(Cancelled);
        sequences.ShouldBe(Enumerable.Range(0, changes + 1).Select(index => before + index));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_registry_whose_clock_is_ten_minutes_off_is_followed_all_the_same(int minutes)
    {
        await using var host = await ToldHost.StartAsync(
            DatabaseProvider.Sqlite,
            server,
            ahead: TimeSpan.FromMinutes(minutes)
        );
        await host.SubscribeAsync(ToldHost.Alex);

        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await host.TrackAsync("business");
        await host.TrackAsync("technical");
        await host.WaitingAsync(2);
        host.Posted.Count.ShouldBe(1);
        await host.PassAsync(Turn.Gathering, NoticeState.Sent, 3);

        host.Texts.Count.ShouldBe(2);
        // The registry's own time is what it says of the change.
        host.Texts[0].ShouldContain(minutes > 0 ? "14:15 WIB" : "13:55 WIB");
        var order = host.Texts[1];
        order
            .IndexOf("Business", StringComparison.Ordinal)
            .ShouldBeLessThan(order.IndexOf("Technical", StringComparison.Ordinal));
    }

    // As if somebody had met and reopened a track for years.
    private static async Task HappensAsync(ToldHost host, int changes)
    {
        await host.Registry.StopAsync();
        await host.Registry.RunAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {changes})
            INSERT INTO "Changes" ("Sequence", "At", "Actor", "PartnerId", "ProgrammeId", "Kind", "Field", "Before", "After")
            SELECT c."Sequence" + i, c."At", c."Actor", c."PartnerId", c."ProgrammeId", c."Kind", c."Field", c."Before", c."After"
            FROM n, (SELECT * FROM "Changes" ORDER BY "Sequence" DESC LIMIT 1) AS c;
            UPDATE "FeedHead" SET "Sequence" = "Sequence" + {changes}
            """
        );
        await host.Registry.StartAgainAsync();
    }
}
