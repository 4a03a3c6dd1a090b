using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PartnerBot.Benchmarks;

/// <summary>A registry, and a bot whose people have all asked to be told of all partners.</summary>
internal sealed class TellingSite : IDisposable
{
    private const string Registry = "http://127.0.0.1:41980";

    /// <summary>Its changes are gathered for a minute after each that is told: as many rounds as partners go at once.</summary>
    public static readonly IReadOnlyList<string> Partners = ["alpha", "beta", "gamma"];

    private readonly string folder = Figures.TemporaryFolder();
    private readonly BuiltProgram registry;
    private readonly HttpClient editor = new(new SocketsHttpHandler()) { BaseAddress = new(Registry) };
    private readonly string? postgres;
    private int changes;

    private TellingSite(string? postgres)
    {
        this.postgres = postgres;
        registry = BuiltProgram.Start("PartnerRegistry.dll", Figures.TemporaryFolder(), "--urls", Registry);
    }

    public BuiltProgram Bot { get; private set; } = null!;

    /// <param name="warm">How many of them hear of the first partner; all hear of the others.</param>
    /// <param name="others">How many partners there are besides.</param>
    public static async Task<TellingSite> OpenAsync(
        string? postgres,
        int onSlack,
        int onTeams,
        string[] delivery,
        int warm = int.MaxValue,
        int others = 0
    )
    {
        var site = new TellingSite(postgres);
        await BuiltProgram.UntilReadyAsync(new Uri(Registry));
        foreach (var partner in Partners.Concat(Enumerable.Range(0, others).Select(NameOf)))
        {
            using var created = await site.editor.PutAsJsonAsync($"/v1/partners/{partner}", new { name = partner });
            created.EnsureSuccessStatusCode();
        }

        site.StartBot(delivery); // which tells of nothing that happened before
        await BuiltProgram.UntilReadyAsync(new Uri(TellingSide.Bot));
        await site.PeopleAsync(onSlack, onTeams, warm);
        return site;
    }

    /// <summary>One of the other partners.</summary>
    public static string NameOf(int other) => string.Create(CultureInfo.InvariantCulture, $"partner-{other}");

    /// <summary>Changes a partner; its changes are gathered for a while after each.</summary>
    /// <returns>When the registry has committed it.</returns>
    public async Task<long> ChangeAsync(string partner)
    {
        var change = new { status = ++changes % 2 == 0 ? "met" : "in-discussion", note = $"{changes}" };
        using var response = await editor.PutAsJsonAsync($"/v1/partners/{partner}/tracks/legal", change);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetTimestamp();
    }

    /// <summary>How many notices are in a state.</summary>
    public async Task<long> CountAsync(string state)
    {
        await using var connection = await ConnectAsync();
        return await RunAsync(connection, $"""SELECT COUNT(*) FROM "Notice" WHERE "State" = '{state}' """);
    }

    public void Dispose()
    {
        Bot.Dispose();
        registry.Dispose();
        editor.Dispose();
    }

    private void StartBot(string[] delivery)
    {
        string[] store = postgres is null
            ? ["--ConnectionStrings:PartnerBot", $"Data Source={Path.Combine(folder, "bot.db")}"]
            : ["--Database:Provider", "Postgres", "--ConnectionStrings:PartnerBot", postgres];
        string[] settings = ["--Registry:BaseUrl", Registry, .. TellingSide.Settings, .. store, .. delivery];
        Bot = BuiltProgram.Start("PartnerBot.dll", folder, settings);
    }

    private async Task PeopleAsync(int onSlack, int onTeams, int warm)
    {
        await using var connection = await ConnectAsync();
        while (await RunAsync(connection, """SELECT COUNT(*) FROM "Bookmark" """) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await using var transaction = await connection.BeginTransactionAsync();
        for (var number = 0; number < onSlack; number++)
        {
            await SubscribeAsync(connection, $"account:slack:{TellingSide.Team}:U{number:D6}", number < warm);
        }

        for (var number = 0; number < onTeams; number++)
        {
            var person = string.Create(CultureInfo.InvariantCulture, $"b0000000-0000-4000-8000-{number:D12}");
            await SubscribeAsync(connection, $"account:teams:{TellingSide.Tenant}:{person}", number < warm);
            await RunAsync(
                connection,
                $"""
                INSERT INTO "TeamsConversation" ("Tenant", "Id", "Person", "ServiceUrl", "Bot")
                VALUES ('{TellingSide.Tenant}', 'a:{number}', '{person}', '{TellingSide.Service}', '28:bot')
                """
            );
        }

        await transaction.CommitAsync();
    }

    private static async Task SubscribeAsync(DbConnection connection, string recipient, bool toAll)
    {
        foreach (var partner in toAll ? [""] : Partners.Skip(1))
        {
            await RunAsync(
                connection,
                $"""
                INSERT INTO "Subscription" ("Recipient", "Partner", "Track", "By", "At")
                VALUES ('{recipient}', '{partner}', '', '{recipient}', 0)
                """
            );
        }
    }

    private async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(folder, "bot.db")};Pooling=False")
            : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }
}
