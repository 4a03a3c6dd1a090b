using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>Who is told in whose place, and until when.</summary>
public sealed class Deputies(Orders orders, TimeProvider clock)
{
    /// <returns>Those who stand in for this account now; null where they can't be read.</returns>
    public Task<List<DeputyRow>?> FindAsync(Asker of, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return orders.ReadAsync(
            Recipient.Of(of),
            (db, names, until) =>
                db
                    .Deputies.AsNoTracking()
                    .Where(row => names.Contains(row.Of) && row.Until > now)
                    .OrderBy(row => row.Name)
                    .ToListAsync(until),
            cancellationToken
        );
    }

    /// <summary>These stand in from now on, and nobody else.</summary>
    /// <param name="deputies">None ends it.</param>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> SetAsync(
        Asker of,
        IReadOnlyList<Mentioned> deputies,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var account = Recipient.Of(of);
        return orders.ChangeAsync(
            account,
            async (db, names, patience) =>
            {
                await db.Deputies.Where(row => names.Contains(row.Of)).ExecuteDeleteAsync(patience);
                db.AddRange(
                    deputies.Select(deputy => new DeputyRow
                    {
                        Of = account.Key,
                        Deputy = Recipient.Of(deputy.Who).Key,
                        Name = deputy.Name,
                        Until = until,
                    })
                );
                await db.SaveChangesAsync(patience);
            },
            cancellationToken
        );
    }
}
