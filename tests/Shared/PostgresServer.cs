using System.Diagnostics;
using Npgsql;

namespace PartnerBot.Testing;

/// <summary>
/// A PostgreSQL for one test assembly, started at the first database asked for: the one in the environment variable
/// <c>PARTNERBOT_TEST_POSTGRES</c> (a connection string whose user may create databases), else one made by <c>initdb</c> in a
/// temporary folder and reached through a socket there. Where neither can be had, the test is skipped, but fails when <c>CI=true</c>.
/// Register it with <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string folder = Path.Combine(TempFolder.Root, $"partnerbot-pg-{Guid.NewGuid():N}");
    private readonly Lazy<Task<string>> server;
    private string? binaries;
    private int databases;

    public PostgresServer() => server = new(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <returns>The connection string of an empty database that only the caller uses.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.Value);
        connection.Database = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"CREATE DATABASE {connection.Database}");
        return connection.ConnectionString;
    }

    /// <summary>Drops a database made here, whoever is still connected to it.</summary>
    public async Task DropAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        if (binaries is not null)
        {
            await RunAsync($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await server.Value);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("PARTNERBOT_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        var found = Binaries();
        if (found is null)
        {
            const string Missing =
                "PostgreSQL is not installed: install its server or set PARTNERBOT_TEST_POSTGRES to a connection string.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", Missing);
            Assert.Fail(Missing);
        }

        await MakeFolderAsync();
        await RunAsync($"{found}/initdb", "-D", $"{folder}/data", "-U", "bot", "-A", "trust", "-E", "UTF8", "-N");
        await RunAsync(
            $"{found}/pg_ctl",
            ["-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", ServerOptions(), "start"]
        );
        binaries = found;
        return $"Host={folder};Username=bot;Database=postgres;Include Error Detail=true";
    }

    // Nothing here outlives the test run, so nothing has to reach a disk.
    private string ServerOptions() =>
        $"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300";

    private static string? Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetFiles("/usr/lib/postgresql", "initdb", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(Path.GetDirectoryName)
                .LastOrDefault()
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")));

    private static bool IsRoot => Environment.UserName is "root";

    // PostgreSQL refuses to run as root.
    private Task MakeFolderAsync() =>
        IsRoot
            ? RunDirectlyAsync("install", ["-d", "-o", "postgres", "-m", "700", folder])
            : RunDirectlyAsync("install", ["-d", "-m", "700", folder]);

    private static Task RunAsync(string program, params string[] arguments) =>
        IsRoot
            ? RunDirectlyAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
            : RunDirectlyAsync(program, arguments);

    private static async Task RunDirectlyAsync(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = "/",
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {string.Concat(said)}");
        }
    }
}
