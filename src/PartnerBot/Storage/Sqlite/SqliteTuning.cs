using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PartnerBot.Storage.Sqlite;

/// <summary>Readers don't wait for a writer (WAL), writers wait for each other up to 5 s, and a commit is synced at each checkpoint.</summary>
internal sealed class SqliteTuning : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
