using PartnerBot.Storage;

namespace PartnerBot.Tests.Storage;

/// <summary>What could not be told to somebody.</summary>
internal static class UnreachableRows
{
    /// <summary>One notice, in a lane that is closed.</summary>
    public static IEnumerable<object> Of(string recipient, long sequence) =>
        [
            new NoticeRow
            {
                Recipient = recipient,
                Sequence = sequence,
                Partner = "netflix",
                State = NoticeState.Unreachable,
                CreatedAt = Store.Now.AddDays(-1),
                Due = Store.Now.AddDays(-1),
            },
            new LaneRow
            {
                Recipient = recipient,
                Platform = "",
                Realm = "",
                Arrived = 1,
            },
        ];

    /// <summary>Whose notices are to be told now, whose lanes being due too.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(Store store)
    {
        var now = store.Time.GetUtcNow();
        var lanes = await store.RowsAsync(db => db.Lanes);
        var due = lanes.Where(lane => lane.Due <= now && lane.Arrived == 2).Select(lane => lane.Recipient).ToList();
        var rows = await store.RowsAsync(db => db.Notices);
        var pending = rows.Where(row =>
                row.State is NoticeState.Pending && row.Due <= now && row.Due > Store.Now.AddDays(-1)
            )
            .Select(row => row.Recipient)
            .ToList();
        due.ShouldBe(pending, ignoreOrder: true);
        return pending;
    }
}
