using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>The bot's memory on a database of its own, at 14:05 in Jakarta. What it logs unexpectedly fails the test.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly PostgresServer server;
    private readonly ServiceProvider services;
    private readonly string? postgres;

    private Store(DatabaseProvider provider, string? postgres, PostgresServer server)
    {
        (this.postgres, this.server) = (postgres, server);
        var file = folder["partnerbot.db"];
        var collection = new ServiceCollection();
        collection.AddLogging(logging =>
            logging.AddProvider(Log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
        );
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton(new Locale("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")));
        collection.AddStorage(
            postgres is null ? new(provider, $"Data Source={file}", file) : new(provider, postgres, File: null)
        );
        collection.AddSingleton<Unanswered>();
        services = collection.BuildServiceProvider();
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 14, 5, 6, 789, TimeSpan.FromHours(7));

    public static TheoryData<DatabaseProvider> All => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    public FakeTimeProvider Time { get; } = new(Now);

    public LogLines Log { get; } = new();

    /// <summary>What is to be in the log at the end.</summary>
    public IReadOnlyList<string> Expected { get; set; } = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A database as yet without a schema.</summary>
    public static async Task<Store> EmptyAsync(DatabaseProvider provider, PostgresServer server) =>
        new(provider, provider is DatabaseProvider.Postgres ? await server.NewDatabaseAsync() : null, server);

    public static async Task<Store> OpenAsync(DatabaseProvider provider, PostgresServer server)
    {
        var store = await EmptyAsync(provider, server);
        await store.MigrateAsync();
        return store;
    }

    public Task MigrateAsync() => Get<Database>().OpenAsync(exclusive: true, Cancelled);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<PartnerBotDb> DbAsync() => Get<IDbContextFactory<PartnerBotDb>>().CreateDbContextAsync(Cancelled);

    public async Task<List<T>> RowsAsync<T>(Func<PartnerBotDb, IQueryable<T>> rows)
    {
        await using var db = await DbAsync();
        return await rows(db).ToListAsync(Cancelled);
    }

    public async Task AddAsync(params IEnumerable<object> rows)
    {
        await using var db = await DbAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancelled);
    }

    /// <summary>What a start does once the database is open.</summary>
    public async Task StartAsync()
    {
        using var sweep = ActivatorUtilities.CreateInstance<Sweep>(services);
        await sweep.SweepAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (postgres is not null)
        {
            await server.DropAsync(postgres);
        }

        SqliteConnection.ClearAllPools();
        folder.Dispose();
        Log.All.ShouldBe(Expected);
    }
}
