using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>What the bot remembers of who asks, on both stores.</summary>
public sealed class MemoryTests(PostgresServer server)
{
    private static readonly Asker Ayu = new("slack", "T1", "U1");
    private static readonly DateTimeOffset At = Store.Now;
    private static readonly PartnerId Netflix = new("netflix");
    private static readonly PartnerId Hooq = new("hooq");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task The_last_partner_is_the_one_asked_about_in_this_conversation_half_a_day_ago_at_most(
        DatabaseProvider kind
    )
    {
        await using var store = await Store.OpenAsync(kind, server);
        var told = store.Get<Told>();
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
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task After_a_question_about_several_partners_none_is_the_last_one(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var told = store.Get<Told>();

        await told.RememberAsync(Ayu, null, [new(Hooq), new(Netflix)], At, Cancelled);

        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_was_told_of_a_status_outlasts_other_questions(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var told = store.Get<Told>();
        await told.RememberAsync(Ayu, "C1", [new(Netflix, "{\"first\":1}")], At.AddHours(-2), Cancelled);
        await told.RememberAsync(Ayu, null, [new(Netflix, "{\"second\":2}")], At.AddHours(-1), Cancelled);
        await told.RememberAsync(Ayu, "C1", [new(Netflix), new(Hooq)], At, Cancelled);

        (await told.FindAsync(Ayu, [Netflix, Hooq, new("mola")], Cancelled)).ShouldBe([
            new ToldBefore(Netflix, At.AddHours(-1), "{\"second\":2}"),
        ]);
        (await told.FindAsync(Ayu with { Realm = "T2" }, [Netflix], Cancelled)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_was_told_is_forgotten_after_ninety_days(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var told = store.Get<Told>();
        var budi = Ayu with { Id = "U2" };
        await told.RememberAsync(Ayu, null, [new(Netflix, "{}")], At.AddDays(-90), Cancelled);
        await told.RememberAsync(Ayu, null, [new(Hooq, "{}")], At.AddDays(-90).AddTicks(-1), Cancelled);
        await told.RememberAsync(budi, null, [new(Hooq, "{}")], At.AddDays(-91), Cancelled);
        await told.RememberAsync(Ayu, null, [new(new("mola"))], At, Cancelled);

        await store.StartAsync();

        (await store.RowsAsync(db => db.Told))
            .Select(row => $"{row.Id} {row.Partner}")
            .Order()
            .ShouldBe(["U1 mola", "U1 netflix"]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_chosen_language_is_kept_beside_the_zone_and_for_each_asker(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var preferences = store.Get<Preferences>();
        await using (var db = await store.DbAsync())
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
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_another_service_wrote_shows_within_five_seconds(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var (told, preferences) = (store.Get<Told>(), store.Get<Preferences>());
        await told.RememberAsync(Ayu, null, [new(Netflix, "{\"first\":1}")], At, Cancelled);
        (await preferences.FindAsync(Ayu, Cancelled)).ShouldBe(Preference.None);

        var other = new Told(store.Get<Memory>(), store.Time);
        await other.RememberAsync(Ayu, null, [new(Netflix, "{\"second\":2}")], At.AddSeconds(1), Cancelled);
        await new Preferences(store.Get<Memory>(), store.Time).ChooseLanguageAsync(Ayu, "id", Cancelled);
        store.Time.Advance(TimeSpan.FromSeconds(5));

        (await told.FindAsync(Ayu, [Netflix], Cancelled)).ShouldBe([
            new ToldBefore(Netflix, At.AddSeconds(1), "{\"second\":2}"),
        ]);
        (await preferences.FindAsync(Ayu, Cancelled)).Language.ShouldBe("id");
    }

    [Fact]
    public async Task What_was_told_is_known_while_the_database_can_not_be_written()
    {
        await using var store = await Store.OpenAsync(DatabaseProvider.Postgres, server);
        var told = store.Get<Told>();
        await using var other = await store.DbAsync();
        await using (await other.Database.BeginTransactionAsync(Cancelled))
        {
            await other.Database.ExecuteSqlAsync($"LOCK TABLE \"Told\"", Cancelled);
            var remembered = told.RememberAsync(Ayu, "C1", [new(Netflix, "{}")], At, Cancelled);

            (await told.FindAsync(Ayu, [Netflix], Cancelled)).ShouldBe([new ToldBefore(Netflix, At, "{}")]);
            remembered.IsCompleted.ShouldBeFalse();
        }

        (await told.LastAsync(Ayu, "C1", At, Cancelled)).ShouldBe(Netflix);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_database_of_the_version_before_keeps_what_was_asked_last(DatabaseProvider kind)
    {
        await using var store = await Store.EmptyAsync(kind, server);
        await using (var db = await store.DbAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial", Cancelled);
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "LastAsked" ("Platform", "Realm", "Id", "Partner", "At") VALUES ('slack', 'T1', 'U1', 'netflix', {At.UtcTicks})""",
                Cancelled
            );
        }

        await store.MigrateAsync();

        var told = store.Get<Told>();
        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBe(Netflix);
        (await told.FindAsync(Ayu, [Netflix], Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_keeps_somebody_waiting_costs_the_memory_alone()
    {
        await using var store = await Store.OpenAsync(DatabaseProvider.Postgres, server);
        var told = store.Get<Told>();
        await told.RememberAsync(Ayu, null, [new(Netflix)], At, Cancelled);
        store.Expected =
        [
            "Error: The database can't be used, so who asked about what is not remembered (TimeoutException: no answer within 3 s); run doctor",
        ];

        await using (var other = await store.DbAsync())
        {
            await using var transaction = await other.Database.BeginTransactionAsync(Cancelled);
            await other.Database.ExecuteSqlAsync($"LOCK TABLE \"Told\"", Cancelled);
            var asked = told.LastAsync(Ayu, null, At, Cancelled);
            store.Time.Advance(TimeSpan.FromSeconds(3));
            (await asked).ShouldBeNull();
        }

        (await told.LastAsync(Ayu, null, At, Cancelled)).ShouldBe(Netflix);
    }
}
