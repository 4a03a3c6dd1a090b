using Microsoft.Extensions.Logging.Abstractions;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>Who speaks is noted and described, and told what could not be told before, on both stores.</summary>
public sealed class SpeakersTests(PostgresServer server)
{
    private const string Email = "dewi@telkom.test";

    private static readonly Asker Slack = new("slack", "T1", "U1");
    private static readonly Asker Teams = new("teams", "tenant", "d0000000-0000-4000-8000-000000000002");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_was_looked_for_in_vain_is_told_once_an_account_turns_out_to_be_theirs(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var slack = new FakePlatform("slack") { Describe = who => new(who, Email, "id-ID", "Asia/Jakarta") };
        (await Accounts(store, slack).LookAsync("dewi", "old@telkom.test", Cancelled)).ShouldBe(false);
        (await Accounts(store, slack).LookAsync("dewi", Email, Cancelled)).ShouldBe(false);
        await UnreachableAsync(store, Recipient.OfPerson("dewi"), Recipient.OfPerson("budi"));

        await SpokeAsync(store, slack);

        await ShouldBeToldAsync(store, Recipient.OfPerson("dewi"));
        (await Accounts(store).OfPersonAsync("dewi", email: null, Cancelled)).ShouldHaveSingleItem().Id.ShouldBe("U1");
        (await store.RowsAsync(db => db.PersonEmails)).ShouldHaveSingleItem().Email.ShouldBe(Email);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_speaks_is_noted_every_ten_minutes_and_described_once_a_day(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var slack = new FakePlatform("slack") { Describe = who => new(who, Email, Locale: null, "Asia/Makassar") };
        await using var speakers = Speakers(store, slack);

        for (var minute = 0; minute < 60; minute += 5)
        {
            speakers.Spoke(Asked(Slack));
            speakers.Spoke(Asked(Slack with { Platform = "api" })); // nobody can be told there
            await speakers.IdleAsync();
            store.Time.Advance(TimeSpan.FromMinutes(5));
        }

        var row = (await store.RowsAsync(db => db.Accounts)).ShouldHaveSingleItem();
        row.SpokeAt!.Value.ShouldBe(Store.Now.AddMinutes(50), TimeSpan.FromMilliseconds(1));
        (row.Email, row.Locale, row.TimeZone, row.Person).ShouldBe((Email, "id-ID", "Asia/Jakarta", null));
        slack.Described.ShouldBe(1);
        store.Time.Advance(TimeSpan.FromDays(1));
        speakers.Spoke(Asked(Slack));
        await speakers.IdleAsync();
        slack.Described.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Another_e_mail_ends_the_link_unless_an_operator_made_it(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var imported = Slack with { Id = "U2" };
        await store.AddAsync(
            Account(Slack, "old@telkom.test", "dewi"),
            Account(imported, "old@telkom.test", "budi", imported: true)
        );
        var slack = new FakePlatform("slack") { Describe = who => new(who, Email, Locale: null, TimeZone: null) };

        await SpokeAsync(store, slack, Slack, imported);

        var rows = await store.RowsAsync(db => db.Accounts.OrderBy(row => row.Id));
        rows.Select(row => (row.Id, row.Email, row.Person)).ShouldBe([("U1", Email, null), ("U2", Email, "budi")]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_was_unreachable_and_speaks_is_told(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(Account(Teams, Email, "dewi"));
        await UnreachableAsync(store, Recipient.OfPerson("dewi"), Recipient.Of(Teams), Recipient.Of(Slack));

        await SpokeAsync(store, new FakePlatform("teams"), Teams);

        await ShouldBeToldAsync(store, Recipient.OfPerson("dewi"), Recipient.Of(Teams));
    }

    [Fact]
    public async Task A_database_or_a_platform_that_fails_costs_nobody_anything()
    {
        await using var store = await Store.EmptyAsync(DatabaseProvider.Sqlite, server);
        var slack = new FakePlatform("slack") { Describe = _ => throw new InvalidOperationException("down") };
        await using var speakers = Speakers(store, slack);

        speakers.Spoke(Asked(Slack));
        speakers.Met(Slack);
        await speakers.IdleAsync();

        store.Log.All.Count.ShouldBe(1);
        store.Expected = store.Log.All;
    }

    private static AccountRow Account(Asker who, string? email, string? person = null, bool imported = false) =>
        new()
        {
            Platform = who.Platform,
            Realm = who.Realm,
            Id = who.Id,
            Email = email,
            Person = person,
            Imported = imported,
        };

    private static Accounts Accounts(Store store, params IChatPlatform[] platforms) =>
        new(
            store.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PartnerBotDb>>(),
            platforms,
            store.Time,
            NullLogger<Accounts>.Instance
        );

    private static Speakers Speakers(Store store, params IChatPlatform[] platforms) =>
        new(platforms, store.Get<Memory>(), store.Time, NullLogger<Speakers>.Instance);

    private static Asked Asked(Asker who) =>
        new(who, "C1", "help", Language: null, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), "id-ID");

    private static async Task SpokeAsync(Store store, IChatPlatform platform, params Asker[] who)
    {
        await using var speakers = Speakers(store, platform);
        foreach (var one in who.DefaultIfEmpty(Slack))
        {
            speakers.Spoke(Asked(one));
        }

        await speakers.IdleAsync();
    }

    private static Task UnreachableAsync(Store store, params Recipient[] recipients) =>
        store.AddAsync(recipients.SelectMany((one, number) => UnreachableRows.Of(one.Key, number + 1)));

    private static async Task ShouldBeToldAsync(Store store, params Recipient[] told) =>
        (await UnreachableRows.PendingAsync(store)).ShouldBe(
            told.Select(one => one.Key),
            ignoreOrder: true,
            "what is told of those who could not be"
        );
}
