using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>When who is told: quiet hours and digests.</summary>
public sealed class Cadences(Orders orders)
{
    /// <returns>One that chooses nothing where nothing was chosen; null where it can't be read.</returns>
    public Task<CadenceRow?> FindAsync(Recipient recipient, CancellationToken cancellationToken) =>
        orders.ReadAsync(
            recipient,
            async (db, names, until) =>
                CadenceRow.Of(
                    names,
                    await db.Cadences.AsNoTracking().Where(row => names.Contains(row.Recipient)).ToListAsync(until)
                ),
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
            async (db, names, until) =>
            {
                // What was said last is all that holds, on whichever of their accounts.
                var held = db.Cadences.Where(row => names.Contains(row.Recipient));
                var row = CadenceRow.Of(names, await held.AsNoTracking().ToListAsync(until));
                change(row);
                await held.ExecuteDeleteAsync(until);
                db.Add(row);
                await db.SaveChangesAsync(until);
            },
            cancellationToken
        );
}
