using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Testing;
using PartnerRegistry.Storage.Sqlite;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace PartnerRegistry.Tests.Harness;

public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>A database for one test: a SQLite file in a folder of its own, or a PostgreSQL database.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateOnceAsync);
    private readonly PostgresServer? server;

    private TestStore(StoreKind kind, TempFolder folder, string connectionString, PostgresServer? server) =>
        (Kind, Folder, ConnectionString, this.server) = (kind, folder, connectionString, server);

    public StoreKind Kind { get; }

    public TempFolder Folder { get; }

    public string ConnectionString { get; }

    public string File => Folder["registry.db"];

    /// <summary>A database without a schema: on SQLite not even a file.</summary>
    public static async Task<TestStore> EmptyAsync(StoreKind kind)
    {
        var folder = new TempFolder();
        if (kind is StoreKind.Sqlite)
        {
            return new(kind, folder, $"Data Source={folder["registry.db"]}", null);
        }

        var postgres = (PostgresServer)(await TestContext.Current.GetFixture(typeof(PostgresServer)))!;
        return new(kind, folder, await postgres.NewDatabaseAsync(), postgres);
    }

    /// <summary>A database to start from; on SQLite with the schema in it, which spares each test the migrations.</summary>
    public static async Task<TestStore> NewAsync(StoreKind kind = StoreKind.Sqlite)
    {
        var store = await EmptyAsync(kind);
        if (kind is StoreKind.Sqlite)
        {
            await System.IO.File.WriteAllBytesAsync(store.File, await Migrated.Value);
        }

        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DropAsync(ConnectionString);
        }

        using (var connection = new SqliteConnection($"Data Source={File}"))
        {
            SqliteConnection.ClearPool(connection);
        }

        Folder.Dispose();
    }

    private static async Task<byte[]> MigrateOnceAsync()
    {
        using var folder = new TempFolder();
        var options = new DbContextOptionsBuilder<SqliteRegistryDb>()
            .UseSqlite($"Data Source={folder["t.db"]};Pooling=False")
            .Options;
        await using (var db = new SqliteRegistryDb(options))
        {
            await db.Database.MigrateAsync();
        }

        return await System.IO.File.ReadAllBytesAsync(folder["t.db"]);
    }
}
