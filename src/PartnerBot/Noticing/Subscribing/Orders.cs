using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>Changes what decides when somebody is told: each change in one transaction with waking what waits for them.</summary>
public sealed class Orders(Memory memory, TimeProvider clock)
{
    /// <param name="change">Is given all the names of whoever gives the order, the recipient's first.</param>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> ChangeAsync(
        Recipient recipient,
        Func<PartnerBotDb, IReadOnlyList<string>, CancellationToken, Task> change,
        CancellationToken cancellationToken
    ) =>
        memory.TryAsync(
            async (db, until) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                var names = await Names.OfAsync(db, recipient, until);
                await change(db, names, until);
                await Lanes.WakeAsync(db, names, clock.GetUtcNow(), until);
                await transaction.CommitAsync(until);
            },
            cancellationToken
        );

    /// <param name="read">Is given all the names of the recipient.</param>
    /// <returns>Null where it can't be read.</returns>
    public Task<T?> ReadAsync<T>(
        Recipient recipient,
        Func<PartnerBotDb, IReadOnlyList<string>, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
        where T : class =>
        ReadAsync(
            async (db, until) => await read(db, await Names.OfAsync(db, recipient, until), until),
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
