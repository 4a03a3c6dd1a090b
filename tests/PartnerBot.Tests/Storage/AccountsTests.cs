using Microsoft.Extensions.Logging.Abstractions;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>Whose account is whose, and what is told once that is known, on both stores.</summary>
public sealed class AccountsTests(PostgresServer server)
{
    private const string Email = "dewi@telkom.test";

    private static readonly Asker Slack = new("slack", "T1", "U1");
    private static readonly Asker Teams = new("teams", "tenant", "d0000000-0000-4000-8000-000000000002");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_account_with_the_person_s_e_mail_becomes_theirs_and_what_waited_is_told(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(Account(Slack, Email), Account(Teams, "budi@telkom.test"));
        await UnreachableAsync(store, Recipient.OfPerson("dewi"), Recipient.OfPerson("budi"));

        var found = await Accounts(store).OfPersonAsync("dewi", "Dewi@Telkom.test", Cancelled);

        found.ShouldHaveSingleItem().Id.ShouldBe("U1");
        (await Accounts(store).OfPersonAsync("dewi", email: null, Cancelled)).Count.ShouldBe(1);
        (await Accounts(store).OfPersonAsync("nobody", email: null, Cancelled)).ShouldBeEmpty();
        await ShouldBeToldAsync(store, Recipient.OfPerson("dewi"));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Of_several_the_preferred_comes_first_and_then_who_spoke_last(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(
            Account(Slack with { Id = "never" }, Email, "dewi"),
            Account(Slack with { Id = "long ago" }, Email, "dewi", spoke: 3),
            Account(Slack with { Id = "lately" }, email: null, "dewi", spoke: 1),
            Account(Teams with { Id = "preferred" }, Email, "dewi", preferred: true)
        );

        var found = await Accounts(store).OfPersonAsync("dewi", Email, Cancelled);

        found.Select(row => row.Id).ShouldBe(["preferred", "lately", "long ago", "never"]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_another_s_stays_so(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(
            Account(Slack with { Id = "linked" }, Email, "budi"),
            Account(Slack with { Id = "free" }, "shared@telkom.test"),
            new PersonEmailRow
            {
                Email = "shared@telkom.test",
                Person = "budi",
                Imported = true,
            }
        );

        (await Accounts(store).OfPersonAsync("dewi", Email, Cancelled)).ShouldBeEmpty();
        (await Accounts(store).OfPersonAsync("dewi", "shared@telkom.test", Cancelled)).ShouldBeEmpty();
        (await Accounts(store).OfPersonAsync("budi", email: null, Cancelled)).Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Another_address_in_the_registry_ends_what_the_wrong_one_had_linked(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await store.AddAsync(
            Account(Slack with { Id = "wrong" }, "budi@telkom.test", "dewi"),
            Account(Slack with { Id = "right" }, Email),
            Account(Teams with { Id = "imported" }, "budi@telkom.test", "dewi", imported: true)
        );

        var found = await Accounts(store).OfPersonAsync("dewi", Email, Cancelled);

        found.Select(row => row.Id).ShouldBe(["right", "imported"]);
        (await store.RowsAsync(db => db.Accounts.Where(row => row.Person == null)))
            .ShouldHaveSingleItem()
            .Id.ShouldBe("wrong");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Every_platform_is_asked_and_what_it_names_is_kept(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        await UnreachableAsync(store, Recipient.OfPerson("dewi"), Recipient.Of(Slack), Recipient.Of(Teams));
        var down = new FakePlatform("teams") { Find = _ => throw new InvalidOperationException("down") };
        var slack = new FakePlatform("slack") { Find = email => [new(Slack, email, "id-ID", "Asia/Jakarta")] };

        (await Accounts(store, down, slack).LookAsync("dewi", "DEWI@telkom.test", Cancelled)).ShouldBe(true);

        var row = (await store.RowsAsync(db => db.Accounts)).ShouldHaveSingleItem();
        (row.Id, row.Person, row.Email, row.Locale, row.TimeZone).ShouldBe(
            ("U1", "dewi", Email, "id-ID", "Asia/Jakarta")
        );
        await ShouldBeToldAsync(store, Recipient.OfPerson("dewi"), Recipient.Of(Slack));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, null)]
    [InlineData(false, false, null)]
    public async Task Nobody_is_surely_nobody_only_where_all_could_be_asked(bool one, bool other, bool? known)
    {
        await using var store = await Store.OpenAsync(DatabaseProvider.Sqlite, server);
        FakePlatform Asked(string name, bool answers) => new(name) { Find = _ => answers ? [] : null };

        var found = await Accounts(store, Asked("slack", one), Asked("teams", other))
            .LookAsync("dewi", Email, Cancelled);

        found.ShouldBe(known);
        (await store.RowsAsync(db => db.Accounts)).ShouldBeEmpty();
    }

    private static AccountRow Account(
        Asker who,
        string? email,
        string? person = null,
        bool imported = false,
        bool preferred = false,
        int? spoke = null
    ) =>
        new()
        {
            Platform = who.Platform,
            Realm = who.Realm,
            Id = who.Id,
            Email = email,
            Person = person,
            Imported = imported,
            Preferred = preferred,
            SpokeAt = spoke is { } days ? Store.Now.AddDays(-days) : null,
        };

    private static Accounts Accounts(Store store, params IChatPlatform[] platforms) =>
        new(
            store.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PartnerBotDb>>(),
            platforms,
            store.Time,
            NullLogger<Accounts>.Instance
        );

    private static Task UnreachableAsync(Store store, params Recipient[] recipients) =>
        store.AddAsync(recipients.SelectMany((one, number) => UnreachableRows.Of(one.Key, number + 1)));

    private static async Task ShouldBeToldAsync(Store store, params Recipient[] told) =>
        (await UnreachableRows.PendingAsync(store)).ShouldBe(
            told.Select(one => one.Key),
            ignoreOrder: true,
            "what is told of those who could not be"
        );
}
