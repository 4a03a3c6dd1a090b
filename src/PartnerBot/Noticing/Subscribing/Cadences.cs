using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>When who is told: quiet hours and digests.</summary>
public sealed class Cadences(Orders orders)
{
    /// <returns>One that chooses nothing where nothing was chosen; null where it can't be read.</returns>
    public Task<CadenceRow?> FindAsync(Recipient recipient, CancellationToken cancellationToken) =>
        orders.ReadAsync(
            async (db, until) =>
                await db.Cadences.AsNoTracking().FirstOrDefaultAsync(row => row.Recipient == recipient.Key, until)
                ?? new CadenceRow { Recipient = recipient.Key },
            cancellationToken
        );

    /// <returns>Whether it is kept.</returns>
    public Task<bool> ChangeAsync(
        Recipient recipient,
        Action<CadenceRow> change,
        CancellationToken cancellationToken
    ) =>
        orders.ChangeAsync(
            recipient,
            async (db, until) =>
            {
                var row = await db.Cadences.FirstOrDefaultAsync(row => row.Recipient == recipient.Key, until);
                if (row is null)
                {
                    db.Add(row = new() { Recipient = recipient.Key });
                }

                change(row);
                await db.SaveChangesAsync(until);
            },
            cancellationToken
        );
}
