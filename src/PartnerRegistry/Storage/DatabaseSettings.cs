using Microsoft.Data.Sqlite;
using Npgsql;
using PartnerRegistry.Hosting;

namespace PartnerRegistry.Storage;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Whose database it is.</summary>
/// <param name="Service">As it stands in sentences, and in settings as <c>ConnectionStrings:SERVICE</c>.</param>
/// <param name="ShortName">The name of the file or database unless told otherwise.</param>
/// <param name="MayBeReadOnly">It starts on an SQLite file that can't be written, for those who only read.</param>
public sealed record DatabaseOwner(string Service, string ShortName, bool MayBeReadOnly = false)
{
    public string Setting => $"ConnectionStrings:{Service}";
}

/// <summary>Which database, and where.</summary>
/// <param name="File">The absolute path of an SQLite database; null on PostgreSQL.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, string? File)
{
    /// <summary>Reads <c>Database:Provider</c> and the owner's connection string.</summary>
    /// <param name="root">The folder that a relative path of an SQLite file starts at.</param>
    /// <exception cref="StartException">The provider is unknown, or its connection string is missing or malformed.</exception>
    public static DatabaseSettings Read(IConfiguration configuration, string root, DatabaseOwner owner)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(owner);
        var provider = configuration["Database:Provider"] is { Length: > 0 } text ? text : "Sqlite";
        var connection = configuration[owner.Setting] is { Length: > 0 } set ? set : null;
        return provider.ToUpperInvariant() switch
        {
            "SQLITE" => Sqlite(connection, root, owner),
            "POSTGRES" => Postgres(connection, owner),
            _ => throw new StartException($"Database:Provider is \"{provider}\"; put Sqlite or Postgres."),
        };
    }

    private static DatabaseSettings Sqlite(string? connection, string root, DatabaseOwner owner)
    {
        var example = $"Data Source=data/{owner.ShortName}.db";
        var parts = Parse(() => new SqliteConnectionStringBuilder(connection ?? example), owner, example);
        if (parts.DataSource is "" or ":memory:" || parts.Mode == SqliteOpenMode.Memory)
        {
            throw new StartException($"{owner.Setting} names no file; put one such as {example}.");
        }

        parts.DataSource = Path.GetFullPath(parts.DataSource, root);
        return new(DatabaseProvider.Sqlite, parts.ConnectionString, parts.DataSource);
    }

    private static DatabaseSettings Postgres(string? connection, DatabaseOwner owner)
    {
        var example = $"Host=db;Database={owner.ShortName};Username={owner.ShortName};Password=…";
        if (connection is null)
        {
            throw new StartException(
                $"{owner.Setting} is missing although Database:Provider is Postgres; put one such as {example}."
            );
        }

        var parts = Parse(() => new NpgsqlConnectionStringBuilder(connection), owner, example);
        return new(DatabaseProvider.Postgres, parts.ConnectionString, File: null);
    }

    private static T Parse<T>(Func<T> parse, DatabaseOwner owner, string example)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StartException(
                $"{owner.Setting} can't be read as a connection string; put one such as {example}."
            );
        }
    }
}
