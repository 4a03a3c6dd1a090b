using Microsoft.Data.Sqlite;
using Npgsql;

namespace PartnerRegistry.Storage;

/// <summary>Why a database can't be used, in a sentence for the operator that also says what to do.</summary>
internal static class DatabaseFaults
{
    /// <summary>Null for what is not the database's failure.</summary>
    public static string? Explain(Exception exception, DatabaseSettings settings, DatabaseOwner owner) =>
        exception switch
        {
            SqliteException { SqliteErrorCode: 13 } =>
                $"The disk is full, so {settings.File} can't be written; free some space and start again.",
            SqliteException { SqliteErrorCode: 11 or 26 } =>
                $"{settings.File} is not an intact SQLite database; put a backup in its place, or move it away to begin anew.",
            SqliteException { SqliteErrorCode: 5 or 6 } =>
                $"{settings.File} is kept locked by another program; close that and start again.",
            SqliteException or IOException or UnauthorizedAccessException =>
                $"{settings.File} can't be opened for writing ({exception.Message.TrimEnd('.')}); let this user write the file and its folder, or name another in {owner.Setting}.",
            // EF wraps a connection that was refused.
            InvalidOperationException { InnerException: NpgsqlException refused } => Unusable(refused, owner),
            NpgsqlException or TimeoutException => Unusable(exception, owner),
            _ => null,
        };

    private static string Unusable(Exception exception, DatabaseOwner owner) =>
        $"The PostgreSQL database of {owner.Setting} can't be used ({exception.Message.TrimEnd('.')}); check that it runs and that host, database, user and password are right.";
}
