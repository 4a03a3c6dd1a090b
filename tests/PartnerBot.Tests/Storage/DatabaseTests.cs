using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Storage.Postgres;
using PartnerBot.Storage.Sqlite;

namespace PartnerBot.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private static readonly Asker Ayu = new("slack", "T1", "U1");
    private static readonly DateTimeOffset At = new(2026, 11, 24, 14, 5, 6, 789, TimeSpan.FromHours(7));

    private readonly TempFolder folder = new();
    private readonly LogLines log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Both_models_are_migrated_to_the_last_change()
    {
        using var sqlite = new SqlitePartnerBotDb.AtDesignTime().CreateDbContext([]);
        using var postgres = new PostgresPartnerBotDb.AtDesignTime().CreateDbContext([]);

        sqlite.Database.HasPendingModelChanges().ShouldBeFalse();
        postgres.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_asked_is_remembered_across_a_restart()
    {
        await using (var first = await OpenAsync())
        {
            var told = first.GetRequiredService<Told>();
            await told.RememberAsync(Ayu, null, [new(new("hooq"))], At.AddDays(-1), Cancelled);
            _ = told.RememberAsync(Ayu, null, [new(new("netflix"))], At, Cancelled); // a stop waits for it
        }
        await using var second = await OpenAsync();
        var remembered = second.GetRequiredService<Told>();

        (await remembered.LastAsync(Ayu, null, At, Cancelled)).ShouldBe(new PartnerId("netflix"));
        (await remembered.LastAsync(Ayu with { Realm = "T2" }, null, At, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_what_was_told_in_one_moment_the_last_is_kept_and_the_status_as_it_was_told()
    {
        await using (var first = await OpenAsync())
        {
            var told = first.GetRequiredService<Told>();
            for (var minute = 0; minute < 20; minute++)
            {
                var facts =
                    minute is 3 ? "{\"stage\":1}"
                    : minute is 7 ? "{\"stage\":2}"
                    : null;
                _ = told.RememberAsync(
                    Ayu,
                    $"C{minute}",
                    [new(new("netflix"), facts)],
                    At.AddMinutes(minute),
                    Cancelled
                );
            }
        }

        await using var second = await OpenAsync();
        var remembered = second.GetRequiredService<Told>();

        (await remembered.LastAsync(Ayu, "C19", At.AddMinutes(19), Cancelled)).ShouldBe(new PartnerId("netflix"));
        (await remembered.FindAsync(Ayu, [new("netflix")], Cancelled))
            .ShouldHaveSingleItem()
            .ShouldBe(new(new("netflix"), At.AddMinutes(7), "{\"stage\":2}"));
    }

    [Fact]
    public async Task A_PostgreSQL_that_can_not_be_reached_stops_the_start_with_one_sentence()
    {
        const string nowhere = "Host=127.0.0.1;Port=1;Database=partnerbot;Username=bot;Password=hidden";
        await using var services = Services(new DatabaseSettings(DatabaseProvider.Postgres, nowhere, File: null));

        var thrown = await Should.ThrowAsync<StartException>(() =>
            services.GetRequiredService<Database>().OpenAsync(exclusive: true, Cancelled)
        );

        thrown.Message.ShouldStartWith("The PostgreSQL database of ConnectionStrings:PartnerBot can't be used (");
        thrown.Message.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_all_remembered()
    {
        await using var services = await OpenAsync();
        var told = services.GetRequiredService<Told>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(number =>
                    Task.Run(
                        () =>
                            told.RememberAsync(
                                Ayu with
                                {
                                    Id = $"U{number % 5}",
                                },
                                null,
                                [new(new("netflix"), "{}")],
                                At,
                                Cancelled
                            ),
                        Cancelled
                    )
                )
        );

        foreach (var number in Enumerable.Range(0, 5))
        {
            (await told.LastAsync(Ayu with { Id = $"U{number}" }, null, At, Cancelled)).ShouldNotBeNull();
        }

        log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_is_kept_in_WAL_mode()
    {
        await using var services = await OpenAsync();
        await using var db = await services
            .GetRequiredService<IDbContextFactory<PartnerBotDb>>()
            .CreateDbContextAsync(Cancelled);

        (await Pragma(db, "journal_mode")).ShouldBe("wal");
        (await Pragma(db, "busy_timeout")).ShouldBe("5000");
        (await Pragma(db, "synchronous")).ShouldBe("2"); // what is committed outlives a power cut
    }

    [Fact]
    public async Task A_lock_left_by_a_process_killed_while_migrating_does_not_stop_the_next()
    {
        await using (var connection = new SqliteConnection($"Data Source={File()}"))
        {
            await connection.OpenAsync(Cancelled);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        await using var services = await OpenAsync();

        (await services.GetRequiredService<Database>().IsReadyAsync(Cancelled)).ShouldBeTrue();
    }

    [Fact]
    public async Task Commands_that_start_together_on_a_new_file_all_work()
    {
        var started = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync(exclusive: false), Cancelled))
        );

        foreach (var services in started)
        {
            (await services.GetRequiredService<Database>().IsReadyAsync(Cancelled)).ShouldBeTrue();
            await services.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_second_service_on_one_file_is_told_so_while_a_command_works_beside_it()
    {
        await using var first = await OpenAsync();
        await using var command = await OpenAsync(exclusive: false);

        var thrown = await Should.ThrowAsync<StartException>(() => OpenAsync());
        thrown.Message.ShouldBe(
            $"Another PartnerBot already uses {File()}; stop that one, or give this one a file of its own in ConnectionStrings:PartnerBot."
        );
        await first.DisposeAsync();
        await using var next = await OpenAsync();
    }

    [Fact]
    public async Task A_read_only_database_stops_the_start_with_one_sentence()
    {
        await (await OpenAsync()).DisposeAsync();

        var thrown = await Should.ThrowAsync<StartException>(() => OpenAsync(more: ";Mode=ReadOnly"));

        thrown.Message.ShouldStartWith($"{File()} can't be opened for writing (");
        thrown.Message.ShouldEndWith(
            "); let this user write the file and its folder, or name another in ConnectionStrings:PartnerBot."
        );
    }

    [Fact]
    public async Task A_folder_that_can_not_be_made_stops_the_start_with_one_sentence()
    {
        await System.IO.File.WriteAllTextAsync(folder["file"], "", Cancelled);

        var thrown = await Should.ThrowAsync<StartException>(() => OpenAsync(name: "file/partnerbot.db"));

        thrown.Message.ShouldStartWith($"{File("file/partnerbot.db")} can't be opened for writing (");
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start_with_one_sentence()
    {
        await System.IO.File.WriteAllTextAsync(File(), new string('x', 4096), Cancelled);

        (await Should.ThrowAsync<StartException>(() => OpenAsync())).Message.ShouldBe(
            $"{File()} is not an intact SQLite database; put a backup in its place, or move it away to begin anew."
        );
    }

    [Fact]
    public async Task A_database_that_fails_costs_the_memory_alone_and_is_logged_once()
    {
        await using var services = Services(File("nowhere/partnerbot.db"), "");
        var told = services.GetRequiredService<Told>();

        await told.RememberAsync(Ayu, null, [new(new("netflix"), "{}")], At, Cancelled);
        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBeNull();
        (await told.FindAsync(Ayu, [new("hooq")], Cancelled)).ShouldBeEmpty();
        var preferences = services.GetRequiredService<Preferences>();
        (await preferences.ChooseLanguageAsync(Ayu, "id", Cancelled)).ShouldBeFalse();
        (await preferences.FindAsync(Ayu, Cancelled)).ShouldBe(Preference.None);

        log.All.ShouldHaveSingleItem().ShouldStartWith("Error: The database can't be used, so who asked about what");
    }

    private static async Task<string?> Pragma(PartnerBotDb db, string name)
    {
        await db.Database.OpenConnectionAsync(Cancelled);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(
            await command.ExecuteScalarAsync(Cancelled),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private string File(string name = "partnerbot.db") => folder[name];

    private async Task<ServiceProvider> OpenAsync(
        bool exclusive = true,
        string name = "partnerbot.db",
        string more = ""
    )
    {
        var services = Services(File(name), more);
        try
        {
            await services.GetRequiredService<Database>().OpenAsync(exclusive, Cancelled);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    private ServiceProvider Services(string file, string more) =>
        Services(new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={file}{more}", file));

    private ServiceProvider Services(DatabaseSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
            logging.AddProvider(log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
        );
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(settings);
        return services.BuildServiceProvider();
    }
}
