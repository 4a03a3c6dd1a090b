using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>What waits for one recipient each.</summary>
internal static class Lanes
{
    /// <summary>Has what waits looked at again, because what decides when it is told has changed.</summary>
    /// <param name="names">All under which somebody is told.</param>
    public static Task<int> WakeAsync(
        PartnerBotDb db,
        IReadOnlyCollection<string> names,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => db.Lanes.Where(row => names.Contains(row.Recipient) && row.Due != null).BeDueAsync(now, cancellationToken);

    /// <summary>Has lanes looked at, also those in which nothing waits: a message in them is to be changed.</summary>
    public static Task LookAgainAsync(
        PartnerBotDb db,
        IReadOnlyCollection<string> recipients,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        recipients.Count == 0
            ? Task.CompletedTask
            : db
                .Lanes.Where(lane => EF.Parameter(recipients).Contains(lane.Recipient))
                .BeDueAsync(now, cancellationToken);

    /// <summary>They are looked at at once. It counts as an arrival, so that no lane that is being left closes over it.</summary>
    /// <returns>How many there are.</returns>
    public static Task<int> BeDueAsync(
        this IQueryable<LaneRow> lanes,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        lanes.ExecuteUpdateAsync(
            row => row.SetProperty(lane => lane.Due, now).SetProperty(lane => lane.Arrived, lane => lane.Arrived + 1),
            cancellationToken
        );
}
