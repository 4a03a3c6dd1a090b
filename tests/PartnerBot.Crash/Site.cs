using System.Data.Common;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using PartnerBot.Crash.Bots;
using PartnerBot.Crash.Checking;
using PartnerBot.Crash.Stands;
using PartnerBot.CrashHook;

namespace PartnerBot.Crash;

/// <summary>What one run is made of.</summary>
/// <param name="Postgres">The connection string of an empty database; null keeps the bot's data in a file.</param>
/// <param name="Slow">See <see cref="Orders.SlowAt"/>.</param>
internal sealed record Plan(
    int Partners,
    Troubles Troubles,
    Func<Fate> Fates,
    int Replicas = 1,
    string? Postgres = null,
    IReadOnlyList<Swap>? Fault = null,
    string? Slow = null,
    TimeSpan Slowness = default,
    int Lateness = 0,
    IReadOnlyDictionary<string, string?>? Settings = null
);

/// <summary>The registry, Slack, Teams and the bot, and who has asked to be told.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string TeamsPerson = "0a1b2c3d-0000-4000-8000-00000000ca11";
    private const string Narrow = "U0NARROW";
    private const string Stranger = "U0STRANGER";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly TempFolder folder = new();
    private readonly Plan plan;
    private readonly SlackStand slack;
    private readonly TeamsStand teams;

    private Site(Plan plan, RegistryOnSite registry)
    {
        (this.plan, Registry) = (plan, registry);
        Platforms = new(
            plan.Troubles,
            (process, point) => Crew!.KillAsync(process, point),
            plan.Slowness,
            plan.Lateness
        );
        (slack, teams) = (new(Platforms), new(Platforms));
    }

    public RegistryOnSite Registry { get; }

    public Platforms Platforms { get; }

    public Crew Crew { get; private set; } = null!;

    public IReadOnlyList<string> Partners => PartnersOf(plan);

    private IReadOnlyList<Wish> Wishes =>
        [
            new(SlackStand.Person("U0ALL"), Partner: null),
            new(SlackStand.Channel("C0ALL"), Partner: null),
            new(TeamsStand.Person(TeamsPerson), Partner: null),
            new(SlackStand.Person(Narrow), Partners[0]),
            new(SlackStand.Channel(SlackStand.Closed), Partners[^1], IsRefused: true),
        ];

    public static async Task<Site> OpenAsync(Plan plan)
    {
        var file = new TempFolder();
        var site = new Site(plan, await RegistryOnSite.StartAsync(file["registry.db"], PartnersOf(plan)));
        await site.slack.StartAsync();
        await site.teams.StartAsync();
        site.Crew = new(site.folder.Path, site.Environment(), plan.Fates);
        var address = await site.Crew.StartAsync(plan.Replicas);
        await site.SubscribeAsync(address);
        return site;
    }

    /// <summary>All that there is to check now.</summary>
    public async Task<Evidence> GatherAsync() =>
        new(await Registry.ReadFeedAsync(), Wishes, Platforms.Posts, Platforms.Looks, Crew.Deaths);

    /// <summary>Until everybody was told of everything and it was quiet for a while after, or nothing more is told for long.</summary>
    /// <param name="quiet">Longer than the bot takes to say something again.</param>
    /// <param name="most">How long.</param>
    /// <param name="say">Is told now and then how much is missing.</param>
    public async Task SettleAsync(TimeSpan quiet, TimeSpan most, Action<string>? say = null)
    {
        var feed = await Registry.ReadFeedAsync();
        var (until, next, told) = (Platforms.Now + most, Platforms.Now, 0);
        while (Platforms.Now < until)
        {
            var posts = Platforms.Posts;
            var last = posts.Where(post => post.Codes.Count > 0).Select(post => post.RepliedAt).DefaultIfEmpty().Max();
            var report = Checker.Check(new(feed, Wishes, posts, [], []));
            if (Platforms.Now - last > quiet && report.Told == report.Expected)
            {
                return;
            }

            if (report.Told > told)
            {
                (until, told) = (Platforms.Now + most, report.Told);
            }

            if (Platforms.Now > next)
            {
                say?.Invoke($"{report.Told:N0} of {report.Expected:N0} are told");
                next = Platforms.Now + TimeSpan.FromSeconds(30);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Crew.DisposeAsync();
        await slack.DisposeAsync();
        await teams.DisposeAsync();
        await Registry.DisposeAsync();
        folder.Dispose();
    }

    private static IReadOnlyList<string> PartnersOf(Plan plan) =>
        [
            .. Enumerable
                .Range(0, plan.Partners)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"p{number:D2}")),
        ];

    private Dictionary<string, string?> Environment()
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["Registry__BaseUrl"] = Registry.Url,
            ["Registry__ApiKey"] = RegistryOnSite.ReaderKey,
            ["Slack__BotToken"] = SlackStand.Token,
            ["Slack__SigningSecret"] = "crash-signing-secret",
            ["Slack__ApiBaseUrl"] = slack.Url,
            ["ConnectionStrings__PartnerBot"] = plan.Postgres ?? $"Data Source={folder["bot.db"]}",
            [Orders.SlowAt] = plan.Slow,
            [Orders.Fault] = plan.Fault is { } fault ? JsonSerializer.Serialize(fault) : null,
        };
        if (plan.Postgres is not null)
        {
            environment["Database__Provider"] = "Postgres";
        }

        foreach (var (name, value) in plan.Settings ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        return environment;
    }

    // Before there is anything to tell: who is reached on Teams has spoken, and the feed's end is known.
    private async Task SubscribeAsync(Uri bot)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = bot };
        (await client.PostAsJsonAsync("/api/messages", teams.Says(TeamsPerson, "help"))).EnsureSuccessStatusCode();
        var teamsPerson = $"account:teams:{TeamsStand.Tenant}:{TeamsPerson}";
        var slackTeam = $"slack:{SlackStand.Team}";
        await using var connection = await OpenAsync();
        await AddAsync(connection, $"account:{slackTeam}:U0ALL", "");
        await AddAsync(connection, $"room:{slackTeam}:C0ALL", "");
        await AddAsync(connection, teamsPerson, "");
        await AddAsync(connection, $"account:{slackTeam}:{Narrow}", Partners[0]);
        await AddAsync(connection, $"account:{slackTeam}:{Stranger}", "no-such-partner");
        await AddAsync(connection, $"room:{slackTeam}:{SlackStand.Closed}", Partners[^1]);
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        while (await RunAsync(connection, """SELECT COUNT(*) FROM "Bookmark" """) is 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = plan.Postgres is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={folder["bot.db"]};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static Task<object?> AddAsync(DbConnection connection, string recipient, string partner) =>
        RunAsync(
            connection,
            $"""
            INSERT INTO "Subscription" ("Recipient", "Partner", "Track", "By", "At")
            VALUES ('{recipient}', '{partner}', '', '{recipient}', 0)
            """
        );

    private static async Task<object?> RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
