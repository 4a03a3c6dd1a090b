using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>What waits for one recipient each.</summary>
internal static class Lanes
{
    /// <summary>Has what waits looked at again, because what decides when it is told has changed.</summary>
    /// <param name="recipient">An account also wakes what waits for the person that it belongs to.</param>
    public static async Task WakeAsync(
        PartnerBotDb db,
        Recipient recipient,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<string> keys = [recipient.Key];
        if (recipient.Account is { } account)
        {
            keys.AddRange(
                await db
                    .Accounts.Where(row =>
                        row.Platform == account.Platform
                        && row.Realm == account.Realm
                        && row.Id == account.Id
                        && row.Person != null
                    )
                    .Select(row => Recipient.OfPerson(row.Person!).Key)
                    .ToListAsync(cancellationToken)
            );
        }

        await db.Lanes.Where(row => keys.Contains(row.Recipient) && row.Due != null).BeDueAsync(now, cancellationToken);
    }

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
