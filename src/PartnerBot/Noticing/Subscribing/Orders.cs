using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>Changes what decides when somebody is told: each change in one transaction with waking what waits for them.</summary>
public sealed class Orders(Memory memory, TimeProvider clock)
{
    /// <returns>Whether it is kept.</returns>
    public Task<bool> ChangeAsync(
        Recipient recipient,
        Func<PartnerBotDb, CancellationToken, Task> change,
        CancellationToken cancellationToken
    ) =>
        memory.TryAsync(
            async (db, until) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                await change(db, until);
                await Lanes.WakeAsync(db, recipient, clock.GetUtcNow(), until);
                await transaction.CommitAsync(until);
            },
            cancellationToken
        );

    /// <returns>Null where it can't be read.</returns>
    public async Task<T?> ReadAsync<T>(
        Func<PartnerBotDb, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        T? found = null;
        await memory.TryAsync(async (db, until) => found = await read(db, until), cancellationToken);
        return found;
    }
}
