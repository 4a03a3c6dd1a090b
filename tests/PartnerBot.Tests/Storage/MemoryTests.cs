using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>What the bot remembers, on both stores.</summary>
public sealed class MemoryTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly Asker Ayu = new("slack", "T1", "U1");
    private static readonly DateTimeOffset At = new(2026, 11, 24, 14, 5, 6, 789, TimeSpan.FromHours(7));
    private static readonly PartnerId Netflix = new("netflix");
    private static readonly PartnerId Hooq = new("hooq");

    private readonly TempFolder folder = new();
    private readonly LogLines log = new();
    private readonly FakeTimeProvider time = new(At);
    private ServiceProvider? services;
    private string? postgres;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<DatabaseProvider> Stores => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        if (postgres is not null)
        {
            await server.DropAsync(postgres);
        }

        SqliteConnection.ClearAllPools();
        folder.Dispose();
        log.All.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_partner_is_the_one_asked_about_in_this_conversation_half_a_day_ago_at_most(
        DatabaseProvider store
    )
    {
        var told = await OpenAsync<Told>(store);
        await told.RememberAsync(Ayu, "C1", [new(Hooq)], At.AddMinutes(-2), Cancelled);
        await told.RememberAsync(Ayu, "C1", [new(Netflix)], At.AddMinutes(-1), Cancelled);

        (await told.LastAsync(Ayu, "C1", At, Cancelled)).ShouldBe(Netflix);
        (await told.LastAsync(Ayu, "C1", At.AddMinutes(-1).AddHours(12), Cancelled)).ShouldBe(Netflix);
        (await told.LastAsync(Ayu, "C1", At.AddHours(12), Cancelled)).ShouldBeNull();
        (await told.LastAsync(Ayu, "C2", At, Cancelled)).ShouldBeNull();
        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBeNull();
        (await told.LastAsync(Ayu with { Id = "U2" }, "C1", At, Cancelled)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task After_a_question_about_several_partners_none_is_the_last_one(DatabaseProvider store)
    {
        var told = await OpenAsync<Told>(store);

        await told.RememberAsync(Ayu, null, [new(Hooq), new(Netflix)], At, Cancelled);

        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_told_of_a_status_outlasts_other_questions(DatabaseProvider store)
    {
        var told = await OpenAsync<Told>(store);
        await told.RememberAsync(Ayu, "C1", [new(Netflix, "{\"first\":1}")], At.AddHours(-2), Cancelled);
        await told.RememberAsync(Ayu, null, [new(Netflix, "{\"second\":2}")], At.AddHours(-1), Cancelled);
        await told.RememberAsync(Ayu, "C1", [new(Netflix), new(Hooq)], At, Cancelled);

        (await told.FindAsync(Ayu, [Netflix, Hooq, new("mola")], Cancelled)).ShouldBe([
            new ToldBefore(Netflix, At.AddHours(-1), "{\"second\":2}"),
        ]);
        (await told.FindAsync(Ayu with { Realm = "T2" }, [Netflix], Cancelled)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_told_is_forgotten_after_ninety_days(DatabaseProvider store)
    {
        var told = await OpenAsync<Told>(store);
        var budi = Ayu with { Id = "U2" };
        await told.RememberAsync(Ayu, null, [new(Netflix, "{}")], At.AddDays(-90), Cancelled);
        await told.RememberAsync(Ayu, null, [new(Hooq, "{}")], At.AddDays(-90).AddTicks(-1), Cancelled);
        await told.RememberAsync(budi, null, [new(Hooq, "{}")], At.AddDays(-91), Cancelled);

        await told.RememberAsync(Ayu, null, [new(new("mola"))], At, Cancelled);

        (await RowsAsync(db => db.Told))
            .Select(row => $"{row.Id} {row.Partner}")
            .Order()
            .ShouldBe(["U1 mola", "U1 netflix", "U2 hooq"]);
        await StartAsync();
        (await RowsAsync(db => db.Told))
            .Select(row => $"{row.Id} {row.Partner}")
            .Order()
            .ShouldBe(["U1 mola", "U1 netflix"]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_chosen_language_is_kept_beside_the_zone_and_for_each_asker(DatabaseProvider store)
    {
        var preferences = await OpenAsync<Preferences>(store);
        await using (var db = await DbAsync())
        {
            db.Preferences.Add(
                new()
                {
                    Platform = Ayu.Platform,
                    Realm = Ayu.Realm,
                    Id = Ayu.Id,
                    TimeZone = "Asia/Jayapura",
                }
            );
            await db.SaveChangesAsync(Cancelled);
        }

        (await preferences.ChooseLanguageAsync(Ayu, "en", Cancelled)).ShouldBeTrue();
        (await preferences.ChooseLanguageAsync(Ayu, "id", Cancelled)).ShouldBeTrue();

        (await preferences.FindAsync(Ayu, Cancelled)).ShouldBe(new("id", "Asia/Jayapura"));
        (await preferences.FindAsync(Ayu with { Id = "U2" }, Cancelled)).ShouldBe(Preference.None);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_unanswered_question_is_counted_without_anybody_in_it(DatabaseProvider store)
    {
        var unanswered = await OpenAsync<Unanswered>(store);
        await unanswered.KeepAsync("Where is  the coffee, @ayu?", "en", Cancelled);
        time.Advance(TimeSpan.FromHours(10));
        await unanswered.KeepAsync("where is the COFFEE, ayu.lestari@example.com", "id", Cancelled);
        await unanswered.KeepAsync(
            "<at>Ayu Lestari</at> ask <@U123|ayu l> \u202E<mailto:a@b.example|a>",
            "en",
            Cancelled
        );
        await unanswered.KeepAsync(" \u200B ", "en", Cancelled);
        await unanswered.KeepAsync(new string('x', 3000), "en", Cancelled);

        var rows = (await RowsAsync(db => db.UnansweredQuestions))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .ToList();

        rows.Select(row => row.Words)
            .ShouldBe(["where is the COFFEE, …", $"{new string('x', 499)}…", "… ask … …"], ignoreOrder: true);
        var coffee = rows.Single(row => row.Times == 2);
        coffee.Key.ShouldBe("where is the coffee, …");
        coffee.Language.ShouldBe("id");
        (coffee.FirstDay, coffee.LastDay).ShouldBe((new(2026, 11, 24), new(2026, 11, 25)));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Unanswered_questions_are_forgotten_after_ninety_days_and_beyond_five_thousand(
        DatabaseProvider store
    )
    {
        var unanswered = await OpenAsync<Unanswered>(store);
        await AddAsync(
            Enumerable.Range(0, Unanswered.Most).Select(number => Row($"q{number}", new(2026, 11, number % 20 + 2)))
        );
        await AddAsync([Row("old", new(2026, 8, 25)), Row("older", new(2026, 8, 26))]);

        await unanswered.KeepAsync("one more", "en", Cancelled);

        var kept = (await RowsAsync(db => db.UnansweredQuestions))
            .Select(row => row.Key)
            .ToHashSet(StringComparer.Ordinal);
        kept.Count.ShouldBe(Unanswered.Most);
        kept.ShouldContain("one more");
        kept.ShouldNotContain("old");
        kept.ShouldNotContain("older");
        // Of the first of November's days there are 250; one of them had to go.
        kept.Count(key => key[0] == 'q' && int.Parse(key.AsSpan(1), provider: null) % 20 == 0).ShouldBe(249);

        time.Advance(TimeSpan.FromDays(80));
        await StartAsync();
        (await RowsAsync(db => db.UnansweredQuestions)).Min(row => row.LastDay).ShouldBe(new(2026, 11, 14));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Many_who_ask_the_same_at_once_are_all_counted(DatabaseProvider store)
    {
        var unanswered = await OpenAsync<Unanswered>(store);

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => unanswered.KeepAsync("why", "en", Cancelled), Cancelled))
        );

        (await RowsAsync(db => db.UnansweredQuestions)).ShouldHaveSingleItem().Times.ShouldBe(20);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_database_of_the_version_before_keeps_what_was_asked_last(DatabaseProvider store)
    {
        services = Services(await SettingsAsync(store));
        await using (var db = await DbAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial", Cancelled);
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "LastAsked" ("Platform", "Realm", "Id", "Partner", "At") VALUES ('slack', 'T1', 'U1', 'netflix', {At.UtcTicks})""",
                Cancelled
            );
        }

        await services.GetRequiredService<Database>().OpenAsync(exclusive: true, Cancelled);

        var told = services.GetRequiredService<Told>();
        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBe(Netflix);
        (await told.FindAsync(Ayu, [Netflix], Cancelled)).ShouldBeEmpty();
    }

    private static UnansweredQuestionRow Row(string key, DateOnly day) =>
        new()
        {
            Key = key,
            Words = key,
            Language = "en",
            FirstDay = day,
            LastDay = day,
            Times = 1,
        };

    private async Task AddAsync(IEnumerable<UnansweredQuestionRow> rows)
    {
        await using var db = await DbAsync();
        db.UnansweredQuestions.AddRange(rows);
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task<List<T>> RowsAsync<T>(Func<PartnerBotDb, IQueryable<T>> rows)
    {
        await using var db = await DbAsync();
        return await rows(db).ToListAsync(Cancelled);
    }

    private Task<PartnerBotDb> DbAsync() =>
        services!.GetRequiredService<IDbContextFactory<PartnerBotDb>>().CreateDbContextAsync(Cancelled);

    /// <summary>What a start does once the database is open.</summary>
    private async Task StartAsync()
    {
        using var sweep = ActivatorUtilities.CreateInstance<Sweep>(services!);
        await sweep.StartAsync(Cancelled);
        await sweep.ExecuteTask!;
    }

    private async Task<T> OpenAsync<T>(DatabaseProvider store)
        where T : notnull
    {
        services = Services(await SettingsAsync(store));
        await services.GetRequiredService<Database>().OpenAsync(exclusive: true, Cancelled);
        return services.GetRequiredService<T>();
    }

    private async Task<DatabaseSettings> SettingsAsync(DatabaseProvider store) =>
        store is DatabaseProvider.Sqlite
            ? new(store, $"Data Source={folder["partnerbot.db"]}", folder["partnerbot.db"])
            : new(store, postgres = await server.NewDatabaseAsync(), File: null);

    private ServiceProvider Services(DatabaseSettings settings)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging =>
            logging.AddProvider(log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
        );
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton(new Locale("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")));
        collection.AddStorage(settings);
        collection.AddSingleton<Unanswered>();
        return collection.BuildServiceProvider();
    }
}
