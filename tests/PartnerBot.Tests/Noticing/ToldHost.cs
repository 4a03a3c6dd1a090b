using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Following;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams;
using PartnerBot.Tests.Registry;
using PartnerBot.Tests.Whole;

namespace PartnerBot.Tests.Noticing;

/// <summary>Bot, registry and Slack, each as in production and reached over HTTP; one clock, which stands still.</summary>
internal sealed class ToldHost : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string?> settings = new(FakeSlack.Settings, StringComparer.Ordinal);
    private readonly PostgresServer server;
    private readonly List<BotHost> bots = [];
    private string? postgres;
    private LiveRegistry? registry;
    private FakeMicrosoft? microsoft;

    private ToldHost(PostgresServer server) => this.server = server;

    public static Recipient Alex { get; } = Recipient.Of(new Asker("slack", FakeSlack.Team, StandPeople.Alex));

    public FakeTimeProvider Time { get; } = new(RegistryHarness.Start);

    public BotHost Bot => bots[^1];

    public IReadOnlyList<BotHost> Bots => bots;

    public LiveRegistry Registry => registry!;

    public FakeSlack Slack { get; private set; } = null!;

    /// <summary>The bot's own.</summary>
    public IReadOnlyDictionary<string, string?> Settings => settings;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="changes">Settings besides.</param>
    /// <param name="before">What happens in the registry before the bot's first start.</param>
    /// <param name="ahead">By how much the registry's clock is; it then stands still for good.</param>
    /// <param name="microsoft">Teams beside Slack; null is without.</param>
    public static async Task<ToldHost> StartAsync(
        DatabaseProvider provider,
        PostgresServer server,
        Dictionary<string, string?>? changes = null,
        Func<LiveRegistry, Task>? before = null,
        TimeSpan ahead = default,
        FakeMicrosoft? microsoft = null
    )
    {
        var host = new ToldHost(server) { microsoft = microsoft };
        host.registry = await LiveRegistry.StartAsync(
            ahead == default ? host.Time : new FakeTimeProvider(RegistryHarness.Start + ahead)
        );
        host.Slack = await FakeSlack.StartAsync(host.Time);
        host.settings["Registry:BaseUrl"] = host.registry.Url;
        host.settings["Registry:ApiKey"] = LiveRegistry.ReaderKey;
        // The clock stands still, and a pace would wait for it.
        host.settings["Delivery:SlackPerMinute"] = "0";
        host.settings["Delivery:TeamsPerSecond"] = "0";
        host.settings["ConnectionStrings:PartnerBot"] = $"Data Source={host.folder["partnerbot.db"]};Pooling=False";
        if (provider is DatabaseProvider.Postgres)
        {
            host.postgres = await server.NewDatabaseAsync();
            (host.settings["Database:Provider"], host.settings["ConnectionStrings:PartnerBot"]) = (
                "Postgres",
                host.postgres
            );
        }

        foreach (var (name, value) in changes ?? [])
        {
            host.settings[name] = value;
        }

        await (before?.Invoke(host.registry) ?? Task.CompletedTask);
        await host.StartBotAsync();
        return host;
    }

    /// <summary>The bot, or one more of it.</summary>
    public async Task<BotHost> StartBotAsync()
    {
        var bot = new BotHost(settings)
        {
            Time = Time,
            OverTheNetwork = true,
            Slack = Slack,
            Microsoft = microsoft,
        };
        bots.Add(bot);
        await bot.FollowedAsync();
        return bot;
    }

    public Task StopBotAsync() => StopAsync(Bot);

    /// <summary>The one that was there before any other.</summary>
    public Task StopFirstBotAsync() => StopAsync(bots[0]);

    /// <summary>Until the database says so, while the clock stands still.</summary>
    public async Task UntilAsync(Func<PartnerBotDb, Task<bool>> isSo)
    {
        using var limit = Patience.Limit();
        for (var isThere = false; !isThere; )
        {
            await using var db = await DbAsync();
            isThere = await isSo(db);
            if (limit.IsCancellationRequested && !isThere)
            {
                Assert.Fail(await StateAsync());
            }

            await Task.Yield(); // others need the processor too
        }
    }

    // For whoever looks into why it never came.
    private async Task<string> StateAsync() =>
        string.Join(
            '\n',
            [
                .. (await NoticesAsync()).Select(row =>
                    $"{row.Sequence} {row.Recipient} {row.State} {row.Reason} attempts {row.Attempts} due {row.Due:T} mark {row.MarkDue:T}"
                ),
                .. Slack.Calls.All.Select(call => $"{call.Method} {call.Error}"),
                .. Bot.Log.All,
            ]
        );

    /// <summary>
    /// Until it is so, while the registry rings. A little time passes, as a registry that failed often while much of it passed is
    /// left alone for some seconds.
    /// </summary>
    public Task RungUntilAsync(Func<PartnerBotDb, Task<bool>> isSo) =>
        UntilAsync(db =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(2));
            Bot.Services.GetRequiredService<Signal<RegistryFollower>>().Give();
            return isSo(db);
        });

    /// <summary>The same until so many notices are in such a state.</summary>
    public Task RungUntilAsync(NoticeState state, int count = 1) =>
        RungUntilAsync(async db => await db.Notices.CountAsync(row => row.State == state, Cancelled) == count);

    /// <summary>Until so many notices are in such a state.</summary>
    public Task UntilAsync(NoticeState state, int count = 1) =>
        UntilAsync(async db => await db.Notices.CountAsync(row => row.State == state, Cancelled) == count);

    /// <summary>Until so many notices wait, each was looked at, and nobody has one in hand: time that passed before would part them.</summary>
    public async Task WaitingAsync(int count)
    {
        await UntilAsync(NoticeState.Pending, count);
        var now = Time.GetUtcNow();
        await UntilAsync(async db => await db.Lanes.AllAsync(lane => lane.Owner == null && lane.Due > now, Cancelled));
    }

    /// <summary>Lets so much time pass, bit by bit, so that all that looks at the clock does so in its turn.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        const int Bits = 60;
        for (var bit = 0; bit < Bits; bit++)
        {
            Time.Advance(time / Bits);
            await Task.Yield();
        }
    }

    /// <summary>Lets so much time pass and waits until so many notices are in such a state.</summary>
    public Task PassAsync(TimeSpan time, NoticeState state, int count = 1) =>
        PassAsync(time, async db => await db.Notices.CountAsync(row => row.State == state, Cancelled) == count);

    /// <summary>Lets so much time pass and waits until it is so; a little more passes meanwhile, as who is busy looks at the clock late.</summary>
    public Task PassAsync(TimeSpan time, Func<PartnerBotDb, Task<bool>> isSo)
    {
        Time.Advance(time);
        return UntilAsync(async db =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
            return await isSo(db);
        });
    }

    public Task<PartnerBotDb> DbAsync() =>
        Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>().CreateDbContextAsync(Cancelled);

    public async Task AddAsync(params IEnumerable<object> rows)
    {
        await using var db = await DbAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancelled);
    }

    public Task SubscribeAsync(
        Recipient recipient,
        string partner = "netflix",
        string track = "",
        Recipient? by = null
    ) =>
        AddAsync(
            new SubscriptionRow
            {
                Recipient = recipient.Key,
                Partner = partner,
                Track = track,
                By = (by ?? recipient).Key,
                At = Time.GetUtcNow(),
            }
        );

    /// <summary>A track of a partner is met, or whatever is said.</summary>
    public Task TrackAsync(string track, string status = "met", string partner = "netflix", string? by = null) =>
        Registry.PutAsync($"/v1/partners/{partner}/tracks/{track}", new { status }, by);

    /// <summary>Netflix has an owner, and others who manage it; nobody is told of that.</summary>
    public Task InChargeAsync(string owner, params string[] managers) =>
        Registry.PutAsync(
            "/v1/partners/netflix",
            new { owner = PersonOf(owner), managers = Array.ConvertAll(managers, PersonOf) }
        );

    private static object PersonOf(string id) =>
        new
        {
            id,
            name = id,
            email = $"{id}@telkom.example",
        };

    /// <summary>A step that is recorded.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> MilestoneAsync(string title, string partner = "netflix") =>
        (await Registry.PostAsync($"/v1/partners/{partner}/milestones", Milestone(title)))!["id"]!.GetValue<string>();

    public static object Milestone(string title) =>
        new
        {
            kind = "step",
            title = new { original = "en", texts = new { en = title } },
            visibility = "internal",
        };

    /// <summary>Changes the database as the bot would be told to.</summary>
    public async Task RunAsync(string sql)
    {
        await using var db = await DbAsync();
        await db.Database.ExecuteSqlRawAsync(sql, Cancelled);
    }

    /// <summary>The bot's chat with somebody.</summary>
    public string ChatOf(string user) => Slack.Home.DirectWith(user).Id;

    /// <summary>Where what was posted stands, in order.</summary>
    public IReadOnlyList<string?> Channels =>
        [
            .. Slack
                .CallsOf("chat.postMessage")
                .Select(call => JsonNode.Parse(call.Answer!.Body)!.AsObject().Text("channel")),
        ];

    /// <summary>What phones and screen readers say, of what was posted.</summary>
    public IReadOnlyList<string> Texts => [.. Posted.Select(one => one.Text("text")!)];

    /// <summary>An order in chat, by Alex or whoever.</summary>
    /// <returns>What is answered.</returns>
    public async Task<string> AskAsync(string text, string user = StandPeople.Alex)
    {
        using var client = Bot.CreateClient();
        var delivered = await Slack.DeliverAsync(client, Slack.Stimuli.Command(text, user));
        delivered.Refusal.ShouldBeNull();
        await Bot.Services.GetRequiredService<Speakers>().IdleAsync();
        await Bot.Services.GetRequiredService<PartnerBot.People.Told>().Written;
        return delivered.Last.Json.Text("text").ShouldNotBeNull();
    }

    /// <summary>What was posted, in order.</summary>
    public IReadOnlyList<JsonObject> Posted => [.. Slack.CallsOf("chat.postMessage").Select(call => call.Arguments)];

    public async Task<IReadOnlyList<NoticeRow>> NoticesAsync()
    {
        await using var db = await DbAsync();
        return await db.Notices.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancelled);
    }

    private async Task StopAsync(BotHost bot)
    {
        await bot.DisposeAsync();
        bots.Remove(bot);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots)
        {
            await bot.DisposeAsync();
        }

        await Slack.DisposeAsync();
        await Registry.DisposeAsync();
        if (postgres is not null)
        {
            await server.DropAsync(postgres);
        }

        folder.Dispose();
    }
}
