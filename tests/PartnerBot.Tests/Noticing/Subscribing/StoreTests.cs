using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing.Subscribing;

/// <summary>What orders keep, on both stores.</summary>
public sealed class StoreTests(PostgresServer server)
{
    private static readonly Asker Budi = new("teams", "tenant", "budi");
    private static readonly Recipient Own = Recipient.Of(Budi);
    private static readonly Recipient Room = Recipient.OfRoom("teams", "tenant", "19:channel@thread.tacv2");
    private static readonly PartnerId Netflix = new("netflix");
    private static readonly Scope All = new(Netflix, null);
    private static readonly Scope Legal = new(Netflix, Track.Legal);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Subscriptions_are_kept_once_also_when_two_ask_at_once(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var subscriptions = new Subscriptions(OrdersOf(store), store.Time);
        await store.AddAsync(LaneOf(Room), LaneOf(Own));

        var kept = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => subscriptions.AddAsync(Room, [Legal], Budi, "Budi", Cancelled))
        );

        kept.ShouldContain(true);
        var one = (await subscriptions.FindAsync(Room, Cancelled)).ShouldNotBeNull().ShouldHaveSingleItem();
        one.ShouldBe(new(Legal, "Budi", Store.Now));
        (await subscriptions.FindAsync(Own, Cancelled)).ShouldBe([]);
        var lanes = await store.RowsAsync(db => db.Lanes);
        lanes.Single(row => row.Recipient == Room.Key).Due.ShouldBe(Store.Now);
        lanes.Single(row => row.Recipient == Own.Key).Due.ShouldBe(Store.Now.AddHours(9));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_wider_subscription_takes_the_place_of_a_narrower_one_and_what_is_within_ends(
        DatabaseProvider kind
    )
    {
        await using var store = await Store.OpenAsync(kind, server);
        var subscriptions = new Subscriptions(OrdersOf(store), store.Time);
        await subscriptions.AddAsync(Own, [Legal], Budi, null, Cancelled);
        await subscriptions.AddAsync(Own, [All], Budi, null, Cancelled);
        (await subscriptions.FindAsync(Own, Cancelled)).ShouldNotBeNull().Select(one => one.Scope).ShouldBe([All]);

        (await subscriptions.RemoveAsync(Own, [Legal], Cancelled)).ShouldBe([]);
        (await subscriptions.RemoveAsync(Own, [Scope.Everything], Cancelled)).ShouldBe([All]);

        (await subscriptions.FindAsync(Own, Cancelled)).ShouldBe([]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Mutes_hold_until_they_end(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var mutes = new Mutes(OrdersOf(store), store.Time);
        await mutes.SetAsync(Own, [Netflix, null], Store.Now.AddHours(1), Cancelled);
        await mutes.SetAsync(Own, [Netflix], Store.Now.AddHours(2), Cancelled);

        (await mutes.FindAsync(Own, Cancelled)).ShouldBe([
            new(null, Store.Now.AddHours(1)),
            new(Netflix, Store.Now.AddHours(2)),
        ]);
        store.Time.Advance(TimeSpan.FromHours(1));
        (await mutes.FindAsync(Own, Cancelled)).ShouldBe([new(Netflix, Store.Now.AddHours(2))]);
        await mutes.EndAsync(Own, [null], Cancelled);
        (await store.RowsAsync(db => db.Mutes)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Cadences_and_deputies_are_kept_as_they_are_said(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var cadences = new Cadences(OrdersOf(store));
        await cadences.ChangeAsync(Own, row => (row.QuietFrom, row.QuietUntil) = (new(20, 0), new(7, 0)), Cancelled);
        await cadences.ChangeAsync(
            Own,
            row => (row.DigestAt, row.DigestDay) = (new(8, 30), DayOfWeek.Monday),
            Cancelled
        );
        var deputies = new Deputies(OrdersOf(store), store.Time);
        await deputies.SetAsync(Budi, [new(new("teams", "tenant", "sari"), "Sari")], Store.Now.AddDays(1), Cancelled);

        var kept = (await cadences.FindAsync(Own, Cancelled)).ShouldNotBeNull();
        (kept.QuietFrom, kept.QuietUntil).ShouldBe((new TimeOnly(20, 0), new TimeOnly(7, 0)));
        (kept.DigestAt, kept.DigestDay).ShouldBe((new TimeOnly(8, 30), DayOfWeek.Monday));
        var deputy = (await deputies.FindAsync(Budi, Cancelled)).ShouldNotBeNull().ShouldHaveSingleItem();
        (deputy.Deputy, deputy.Name).ShouldBe(("account:teams:tenant:sari", "Sari"));
        store.Time.Advance(TimeSpan.FromDays(1));
        (await deputies.FindAsync(Budi, Cancelled)).ShouldBe([]);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Acknowledging_marks_what_told_it(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var acknowledgements = new Acknowledgements(store.Get<Memory>(), store.Time);
        var owner = Recipient.OfPerson("p-rina");
        await store.AddAsync(NoticeOf(Own), NoticeOf(owner), LaneOf(Own), LaneOf(owner));

        var done = await acknowledgements.AddAsync(new(Budi, "Budi", Room: null), Netflix, "p-rina", Cancelled);
        var again = await acknowledgements.AddAsync(new(Budi, "Budi", Room: null), Netflix, "p-rina", Cancelled);

        (done, again).ShouldBe((new Acknowledged(1, null), new Acknowledged(0, null)));
        (await store.RowsAsync(db => db.Notices)).ShouldAllBe(row => row.MarkDue == Store.Now);
        (await store.RowsAsync(db => db.Lanes)).ShouldAllBe(row => row.Due == Store.Now);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task One_account_of_a_person_is_preferred(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var accounts = new PreferredAccounts(OrdersOf(store));
        await store.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = "T",
                Id = "U1",
                Email = "b@x.test",
                Preferred = true,
            },
            new AccountRow
            {
                Platform = "teams",
                Realm = "tenant",
                Id = "budi",
                Email = "b@x.test",
            }
        );

        (await accounts.ChooseAsync(Budi, Cancelled)).ShouldBeTrue();

        (await store.RowsAsync(db => db.Accounts.Where(row => row.Preferred)))
            .ShouldHaveSingleItem()
            .Id.ShouldBe("budi");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_room_s_words_and_zone_are_those_of_who_came_first(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var preferences = store.Get<Preferences>();
        var room = Room.Chooser();

        await preferences.ProposeAsync(room, new("id", null), Cancelled);
        await preferences.ProposeAsync(room, new("en", "Asia/Makassar"), Cancelled);
        (await preferences.FindAsync(room, Cancelled)).ShouldBe(new("id", "Asia/Makassar"));

        await preferences.ChooseTimeZoneAsync(room, "Asia/Jayapura", Cancelled);
        (await preferences.FindAsync(room, Cancelled)).ShouldBe(new("id", "Asia/Jayapura"));
    }

    private static Orders OrdersOf(Store store) => new(store.Get<Memory>(), store.Time);

    private static LaneRow LaneOf(Recipient recipient) =>
        new()
        {
            Recipient = recipient.Key,
            Platform = "",
            Realm = "",
            Due = Store.Now.AddHours(9),
        };

    private static NoticeRow NoticeOf(Recipient recipient) =>
        new()
        {
            Recipient = recipient.Key,
            Sequence = 7,
            Partner = "netflix",
            State = NoticeState.Sent,
            CreatedAt = Store.Now,
            Due = Store.Now,
        };
}
