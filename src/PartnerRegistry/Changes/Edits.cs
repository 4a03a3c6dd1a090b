using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Changes;

/// <summary>
/// Runs edits: each in one transaction, so that what changed and its feed entries commit together or not at all.
/// On SQLite, which has one writer, edits of this process wait for each other here instead of polling the file's lock.
/// </summary>
public sealed class Edits(IDbContextFactory<RegistryDb> databases, FeedSignal signal, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="actor">Who stands in the feed as the one who made the change.</param>
    /// <param name="work">Changes entities and records what changed. An exception undoes it all.</param>
    /// <param name="cancellationToken">Cancels before the commit, never halfway.</param>
    public Task<T> RunAsync<T>(string actor, Func<Edit, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(actor, silent: false, work, cancellationToken);

    /// <param name="actor">Who stands in the feed as the one who made the change.</param>
    /// <param name="silent">Leaves the feed alone.</param>
    /// <param name="work">Changes entities and records what changed. An exception undoes it all.</param>
    /// <param name="cancellationToken">Cancels before the commit, never halfway.</param>
    public async Task<T> RunAsync<T>(
        string actor,
        bool silent,
        Func<Edit, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var oneWriter = db.Database.IsSqlite();
        if (oneWriter)
        {
            await turn.WaitAsync(cancellationToken);
        }

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var edit = new Edit(db, actor, clock.GetUtcNow(), silent);
            var result = await work(edit);
            await edit.SaveAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (edit.Grown)
            {
                signal.Ring();
            }

            return result;
        }
        finally
        {
            if (oneWriter)
            {
                turn.Release();
            }
        }
    }

    public void Dispose() => turn.Dispose();
}
