using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Changes;

/// <summary>
/// Runs edits: each in one transaction, so that what changed and its feed entries commit together or not at all.
/// On SQLite, which has one writer, edits of this process wait for each other here instead of polling the file's lock.
/// </summary>
public sealed class Edits(IDbContextFactory<RegistryDb> databases, FeedSignal signal, TimeProvider clock) : IDisposable
{
    private const int MostTries = 10;

    private readonly SemaphoreSlim turn = new(1);

    /// <param name="actor">Who stands in the feed as the one who made the change.</param>
    /// <param name="work">Changes entities and records what changed. An exception undoes it all.</param>
    /// <param name="cancellationToken">Cancels before the commit, never halfway.</param>
    public Task<T> RunAsync<T>(string actor, Func<Edit, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(actor, silent: false, work, cancellationToken);

    /// <param name="actor">Who stands in the feed as the one who made the change.</param>
    /// <param name="silent">Leaves the feed alone.</param>
    /// <param name="work">
    /// Changes entities and records what changed. An exception undoes it all. Where somebody else's edit of the same thing was
    /// committed in between, it runs again on what there is then.
    /// </param>
    /// <param name="cancellationToken">Cancels before the commit, never halfway.</param>
    /// <exception cref="DbUpdateException">It was overtaken each time.</exception>
    public async Task<T> RunAsync<T>(
        string actor,
        bool silent,
        Func<Edit, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await RunOnceAsync(actor, silent, work, cancellationToken);
            }
            catch (DbUpdateException exception) when (tries < MostTries && WasOvertaken(exception)) { }
        }
    }

    public void Dispose() => turn.Dispose();

    private static bool WasOvertaken(DbUpdateException exception) =>
        exception
            is DbUpdateConcurrencyException
                or { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } };

    private async Task<T> RunOnceAsync<T>(
        string actor,
        bool silent,
        Func<Edit, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
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
}
