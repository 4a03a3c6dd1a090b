using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerRegistry.Storage.Postgres;
using PartnerRegistry.Storage.Sqlite;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void No_change_of_the_model_waits_for_a_migration()
    {
        using var sqlite = new SqliteRegistryDb(
            new DbContextOptionsBuilder<SqliteRegistryDb>().UseSqlite("Data Source=:memory:").Options
        );
        using var postgres = new PostgresRegistryDb(
            new DbContextOptionsBuilder<PostgresRegistryDb>().UseNpgsql("Host=localhost").Options
        );

        sqlite.Database.HasPendingModelChanges().ShouldBeFalse();
        postgres.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Theory, Stores]
    public async Task An_empty_database_gets_its_schema_at_the_start_and_keeps_its_data_at_the_next(StoreKind store)
    {
        await using var database = await TestStore.EmptyAsync(store);
        await using (var first = await TestRegistry.StartAsync(database))
        {
            (await first.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);
            first.Log.Lines.ShouldBeEmpty();
        }

        await using var second = await TestRegistry.StartAsync(database);
        (await second.GetAsync("/v1/partners/netflix")).Should(200).Word("name").ShouldBe("Netflix");
        (await second.PutAsync("/v1/partners/other", """{"name":"Other"}""")).Should(201);
        ((long)(await second.GetAsync("/v1/changes"))["head"]!).ShouldBe(2);
    }

    [Theory, Stores]
    public async Task Two_that_start_at_once_on_an_empty_database_both_come_up(StoreKind store)
    {
        await using var database = await TestStore.EmptyAsync(store);

        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => TestRegistry.StartAsync(database, Guest)))
        );

        foreach (var registry in both)
        {
            (await registry.GetAsync("/health/ready")).Should(200);
            await registry.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_migration_left_locked_by_a_killed_process_does_not_hang_the_start()
    {
        await using var database = await TestStore.EmptyAsync(StoreKind.Sqlite);
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-18 07:00:00');
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var registry = await TestRegistry.StartAsync(database);

        (await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);
    }

    // They wait for each other by the machine's clock.
    private static RegistryHosting Guest(RegistryHosting hosting) =>
        hosting with
        {
            ExclusiveFile = false,
            Configure = builder =>
            {
                hosting.Configure!(builder);
                builder.Services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            },
        };
}
