using Microsoft.Data.Sqlite;
using Npgsql;

namespace PartnerBot.Storage;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database, and where.</summary>
/// <param name="File">The absolute path of an SQLite database; null on PostgreSQL.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, string? File)
{
    private const string Name = "ConnectionStrings:PartnerBot";

    /// <exception cref="StartException">The provider is unknown, or its connection string is missing or malformed.</exception>
    public static DatabaseSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var provider = configuration["Database:Provider"] is { Length: > 0 } text ? text : "Sqlite";
        var connection = configuration[Name] is { Length: > 0 } set ? set : null;
        return provider.ToUpperInvariant() switch
        {
            "SQLITE" => Sqlite(connection ?? "Data Source=data/partnerbot.db", environment),
            "POSTGRES" => Postgres(connection),
            _ => throw new StartException($"Database:Provider is \"{provider}\"; put Sqlite or Postgres."),
        };
    }

    private static DatabaseSettings Sqlite(string connection, IHostEnvironment environment)
    {
        var parts = Parse(() => new SqliteConnectionStringBuilder(connection), "Data Source=data/partnerbot.db");
        if (parts.DataSource is "" or ":memory:" || parts.Mode == SqliteOpenMode.Memory)
        {
            throw new StartException($"{Name} names no file; put one such as Data Source=data/partnerbot.db.");
        }

        parts.DataSource = Path.GetFullPath(Path.Combine(environment.ContentRootPath, parts.DataSource));
        return new(DatabaseProvider.Sqlite, parts.ConnectionString, parts.DataSource);
    }

    private static DatabaseSettings Postgres(string? connection)
    {
        const string example = "Host=db;Database=partnerbot;Username=partnerbot;Password=…";
        if (connection is null)
        {
            throw new StartException(
                $"{Name} is missing although Database:Provider is Postgres; put one such as {example}."
            );
        }

        var parts = Parse(() => new NpgsqlConnectionStringBuilder(connection), example);
        return new(DatabaseProvider.Postgres, parts.ConnectionString, File: null);
    }

    private static T Parse<T>(Func<T> parse, string example)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StartException($"{Name} can't be read as a connection string; put one such as {example}.");
        }
    }
}
