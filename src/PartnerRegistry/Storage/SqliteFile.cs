using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Http;

namespace PartnerRegistry.Storage;

/// <summary>A SQLite database as a file that several processes meet at: who serves from it, and who migrates it.</summary>
public static class SqliteFile
{
    private const int NoDatabase = 26;

    /// <summary>The file of a connection string, absolute and with its folder made; null for a database in memory.</summary>
    /// <exception cref="SettingException">The folder can't be made.</exception>
    public static string? Prepare(SqliteConnectionStringBuilder connection, string root)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.Mode is SqliteOpenMode.Memory || connection.DataSource is "" or ":memory:")
        {
            return null;
        }

        connection.DataSource = Path.GetFullPath(connection.DataSource, root);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(connection.DataSource)!);
            return connection.DataSource;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The folder of the database {connection.DataSource} can't be made: {exception.Message}"
            );
        }
    }

    /// <summary>Keeps the file for this process until disposed. The operating system lets go of it when the process dies.</summary>
    /// <exception cref="SettingException">Another process serves from it, or the folder can't be written to.</exception>
    public static IDisposable Own(string file, string service)
    {
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                exception.GetType() == typeof(IOException)
                    ? $"Another {service} already serves from {file}. Stop it, or give this one a database of its own; PostgreSQL takes several."
                    : $"The database {file} can't be written to: {exception.Message} Give the service write access to its folder."
            );
        }
    }

    /// <summary>Brings the schema up to date, one process at a time.</summary>
    /// <exception cref="SettingException">The file can't be written to, is full, or is no database.</exception>
    public static async Task MigrateAsync(DbContext db, string? file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        try
        {
            if (file is null)
            {
                await db.Database.MigrateAsync(cancellationToken);
            }
            else if (!File.Exists(file) || (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                using var alone = await WaitForTurnAsync(file, cancellationToken);
                await ForgetKilledMigrationAsync(db, cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is NoDatabase)
        {
            throw new SettingException(
                $"The file {file} is not a SQLite database, or is damaged. Put a backup in its place, or name another file in the connection string."
            );
        }
        catch (SqliteException exception)
        {
            throw new SettingException(
                $"The database {file} can't be opened for writing: {exception.Message} Check its rights and the free space on its disk."
            );
        }
    }

    private static async Task<IDisposable> WaitForTurnAsync(string file, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(
                    file + ".migrating",
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    1,
                    FileOptions.DeleteOnClose
                );
            }
            catch (IOException) when (tries < 300)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new SettingException($"The database {file} can't be migrated: {exception.Message}");
            }
        }
    }

    // EF's lock is a row, which a killed process leaves behind for ever; whoever holds the file lock knows that nobody is behind it.
    private static async Task ForgetKilledMigrationAsync(DbContext db, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
}
