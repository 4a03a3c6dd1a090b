using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerRegistry.Http;
using PartnerRegistry.Storage.Postgres;
using PartnerRegistry.Storage.Sqlite;

namespace PartnerRegistry.Storage;

/// <summary>Which database the registry lives in, from <c>Database:Provider</c> and <c>ConnectionStrings:PartnerRegistry</c>.</summary>
/// <param name="File">The SQLite file; null on PostgreSQL and in memory.</param>
public sealed record Store(bool IsSqlite, string ConnectionString, string? File)
{
    private const string Name = "PartnerRegistry";

    /// <exception cref="SettingException">The provider is unknown or has no connection string.</exception>
    public static Store From(IConfiguration configuration, string root)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var connectionString = configuration.GetConnectionString(Name);
        return configuration["Database:Provider"] switch
        {
            null or "Sqlite" => OnSqlite(connectionString ?? "Data Source=data/registry.db", root),
            "Postgres" when connectionString is { Length: > 0 } => OnPostgres(connectionString),
            "Postgres" => throw new SettingException(
                $"ConnectionStrings:{Name} is missing. Put the PostgreSQL connection string there."
            ),
            var other => throw new SettingException($"Database:Provider is \"{other}\". It takes Sqlite or Postgres."),
        };
    }

    public void AddTo(IServiceCollection services)
    {
        if (IsSqlite)
        {
            services.AddPooledDbContextFactory<SqliteRegistryDb>(options => options.UseSqlite(ConnectionString));
            services.AddSingleton<IDbContextFactory<RegistryDb>, Factory<SqliteRegistryDb>>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresRegistryDb>(options => options.UseNpgsql(ConnectionString));
            services.AddSingleton<IDbContextFactory<RegistryDb>, Factory<PostgresRegistryDb>>();
        }
    }

    /// <summary>Brings the schema up to date, so that it can be read and written.</summary>
    /// <exception cref="SettingException">It can't be reached, written to or migrated.</exception>
    public async Task OpenAsync(IDbContextFactory<RegistryDb> databases, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(databases);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await MigrateAsync(db, cancellationToken);
    }

    /// <summary>Shows the database as it is at this moment until disposed, without keeping others from writing.</summary>
    public async Task<IAsyncDisposable> BeginReadAsync(RegistryDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!IsSqlite)
        {
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }

    private async Task MigrateAsync(RegistryDb db, CancellationToken cancellationToken)
    {
        try
        {
            await SqliteFile.MigrateAsync(db, File, cancellationToken);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            var reason = (exception as NpgsqlException ?? exception.InnerException)!.Message;
            throw new SettingException(
                $"PostgreSQL can't be used: {reason}. Check ConnectionStrings:{Name} and that the server runs."
            );
        }
    }

    private static Store OnSqlite(string connectionString, string root)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(connectionString);
            var file = SqliteFile.Prepare(connection, root);
            return new(true, connection.ConnectionString, file);
        }
        catch (ArgumentException exception)
        {
            throw new SettingException(
                $"ConnectionStrings:{Name} is not a SQLite connection string: {exception.Message}"
            );
        }
    }

    private static Store OnPostgres(string connectionString)
    {
        try
        {
            return new(false, new NpgsqlConnectionStringBuilder(connectionString).ConnectionString, null);
        }
        catch (ArgumentException exception)
        {
            throw new SettingException(
                $"ConnectionStrings:{Name} is not a PostgreSQL connection string: {exception.Message}"
            );
        }
    }

    private sealed class Factory<T>(IDbContextFactory<T> inner) : IDbContextFactory<RegistryDb>
        where T : RegistryDb
    {
        public RegistryDb CreateDbContext() => inner.CreateDbContext();
    }
}
