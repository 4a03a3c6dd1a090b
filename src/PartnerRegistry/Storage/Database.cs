using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerRegistry.Hosting;

namespace PartnerRegistry.Storage;

/// <summary>Opens a service's database at start: takes the file for this service, brings the schema up to date, and sees that it can be written.</summary>
public sealed class Database<TDb>(
    IDbContextFactory<TDb> contexts,
    DatabaseSettings settings,
    DatabaseOwner owner,
    TimeProvider time
) : IDisposable
    where TDb : DbContext
{
    /// <summary>Any number that nobody else takes for an advisory lock of PostgreSQL.</summary>
    private const long MigrationLock = 0x506172746E657273;

    private static readonly TimeSpan MigrationPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private FileStream? held;

    /// <param name="exclusive">A service takes its file for itself; a command works beside it.</param>
    /// <exception cref="StartException">The database can't be used; the message says why and what to do.</exception>
    public async Task OpenAsync(bool exclusive, CancellationToken cancellationToken)
    {
        try
        {
            if (settings.File is { } file)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                if (exclusive)
                {
                    held = FileLock.TryTake($"{file}.lock") ?? throw AlreadyServed(file);
                }
            }

            await MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (DatabaseFaults.Explain(exception, settings, owner) is { } sentence)
        {
            throw new StartException(sentence, exception);
        }
    }

    /// <summary>How the database stands, in words, without changing anything.</summary>
    /// <exception cref="StartException">It can't be used; the message says why and what to do.</exception>
    public async Task<string> ExamineAsync(CancellationToken cancellationToken)
    {
        if (settings.File is { } file && !File.Exists(file))
        {
            return $"{file} does not exist yet; the first start makes it";
        }

        try
        {
            var use = settings.File is { } used && IsServed(used) ? "in use by a service" : "not in use by a service";
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
            await ProbeWritingAsync(db, cancellationToken);
            var schema = pending == 0 ? "up to date" : "behind; the next start brings it up to date";
            return settings.File is { } path ? $"{path}, {schema}, {use}" : $"PostgreSQL, {schema}";
        }
        catch (Exception exception) when (DatabaseFaults.Explain(exception, settings, owner) is { } sentence)
        {
            throw new StartException(sentence, exception);
        }
    }

    /// <summary>Whether the database answers and its schema is this version's.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    public void Dispose() => held?.Dispose();

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await ProbeWritingAsync(db, cancellationToken);
            return;
        }

        await using var turn = settings.File is { } file
            ? await TakeTurnAsync(file, cancellationToken)
            : await TakeTurnAsync(db, cancellationToken);
        // A process killed while migrating leaves EF's own lock behind for ever; whoever holds the file's lock is alone.
        if (settings.File is not null)
        {
            await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>
    /// The lock on migrating a PostgreSQL database, held by a connection of its own until that is closed; null where the database
    /// has yet to be made. EF's own lock holds for one migration, not from the first to the last.
    /// </summary>
    private static async Task<IAsyncDisposable?> TakeTurnAsync(TDb db, CancellationToken cancellationToken)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return null;
        }

        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection);
        command.Parameters.Add(new() { Value = MigrationLock });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    /// <summary>The lock on migrating an SQLite file.</summary>
    private async Task<IAsyncDisposable?> TakeTurnAsync(string file, CancellationToken cancellationToken)
    {
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < MigrationPatience; )
        {
            if (FileLock.TryTake($"{file}.migrating") is { } turn)
            {
                return turn;
            }

            await Task.Delay(BetweenTries, time, cancellationToken);
        }

        throw new StartException(
            $"Another {owner.Service} has been bringing {file} up to date for {MigrationPatience.TotalSeconds} s; let it finish or stop it, then start again."
        );
    }

    private async Task ProbeWritingAsync(TDb db, CancellationToken cancellationToken)
    {
        if (settings.File is null || owner.MayBeReadOnly)
        {
            return;
        }

        // Rolled back when disposed of; beginning alone is allowed on what is read-only.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"CREATE TABLE \"__Probe\" (\"Id\" INTEGER)", cancellationToken);
    }

    private static bool IsServed(string file)
    {
        using var taken = File.Exists($"{file}.lock") ? FileLock.TryTake($"{file}.lock") : null;
        return File.Exists($"{file}.lock") && taken is null;
    }

    private StartException AlreadyServed(string file) =>
        new(
            $"Another {owner.Service} already uses {file}; stop that one, or give this one a file of its own in {owner.Setting}."
        );
}
