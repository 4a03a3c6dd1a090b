using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>What is taken up of the ledger, on both stores.</summary>
public sealed class NoticeLedgerTests(PostgresServer server)
{
    private const string Me = "account:slack:T1:U1";

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_was_begun_in_one_message_is_taken_up_as_one(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(
            Notice(1, "hooq"),
            Notice(2, "netflix", "m"),
            Notice(3, "hooq"),
            Notice(4, "netflix", "m", NoticeState.Sending),
            Notice(5, "netflix", "m", NoticeState.Sent),
            Notice(6, "netflix"),
            new LaneRow
            {
                Recipient = Me,
                Platform = "slack",
                Realm = "T1",
                Due = Store.Now,
            }
        );
        var ledger = new NoticeLedger(store.Get<IDbContextFactory<PartnerBotDb>>(), store.Time);

        var lanes = await ledger.TakeAsync(
            new Realm("slack", "T1"),
            "me",
            most: 1,
            deep: 2,
            Claims.Lease,
            TestContext.Current.CancellationToken
        );

        var lane = lanes.ShouldHaveSingleItem();
        lane.Open.Select(notice => notice.Sequence).ShouldBe([1, 2, 4]);
        lane.IsWhole.ShouldBeFalse();
    }

    private static NoticeRow Notice(
        long sequence,
        string partner,
        string? message = null,
        NoticeState state = NoticeState.Pending
    ) =>
        new()
        {
            Recipient = Me,
            Sequence = sequence,
            Partner = partner,
            Message = message,
            State = state,
            CreatedAt = Store.Now,
            Due = Store.Now,
        };
}
