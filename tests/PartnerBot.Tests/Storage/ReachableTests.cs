using PartnerBot.Noticing.Ledger;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>What could not be told waits until there is a way, on both stores.</summary>
public sealed class ReachableTests(PostgresServer server)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_workspace_wakes_those_in_it_and_people_who_were_found_nowhere(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        string[] there = ["account:slack:T_1:U1", "room:slack:T_1:C1", "person:dewi"];
        string[] elsewhere = ["account:slack:Tx1:U1", "account:teams:T_1:U1", "room:slack:T_10:C1"];
        await store.AddAsync(there.Concat(elsewhere).SelectMany((one, number) => UnreachableRows.Of(one, number + 1)));

        await RunAsync(store, (db, now) => Reachable.RealmReachableAsync(db, "slack", "T_1", now, Cancelled));

        (await UnreachableRows.PendingAsync(store)).ShouldBe(there, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Nothing_else_of_theirs_is_touched(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var me = new Asker("slack", "T1", "U1");
        await store.AddAsync(
            Enum.GetValues<NoticeState>()
                .Where(state => state is not NoticeState.Unreachable)
                .Select(
                    object (state) =>
                        new NoticeRow
                        {
                            Recipient = "account:slack:T1:U1",
                            Sequence = (int)state + 10,
                            Partner = "netflix",
                            State = state,
                            CreatedAt = Store.Now,
                            Due = Store.Now.AddDays(2),
                        }
                )
        );
        await store.AddAsync(
            new LaneRow
            {
                Recipient = "account:slack:T1:U1",
                Platform = "slack",
                Realm = "T1",
                Due = Store.Now.AddDays(2),
                Arrived = 7,
            }
        );

        await RunAsync(store, (db, now) => Reachable.ReachableAsync(db, me, now, Cancelled));

        var lane = (await store.RowsAsync(db => db.Lanes)).ShouldHaveSingleItem();
        (lane.Due, lane.Arrived).ShouldBe((Store.Now.AddDays(2), 7));
        (await store.RowsAsync(db => db.Notices)).ShouldAllBe(row => row.Due == Store.Now.AddDays(2));
    }

    private static async Task RunAsync(Store store, Func<PartnerBotDb, DateTimeOffset, Task> act)
    {
        await using var db = await store.DbAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        await act(db, store.Time.GetUtcNow());
        await transaction.CommitAsync(Cancelled);
    }
}
