using PartnerBot.Storage;

namespace PartnerBot.Tests.Noticing.Subscribing;

/// <summary>What somebody said on one of their accounts is read and changed on another.</summary>
public sealed class OtherAccountTests : IDisposable
{
    private const string Other = "account:slack:T1:U1";

    private readonly Desk desk = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_subscribed_elsewhere_is_shown_and_ended(bool inRegistry)
    {
        await KnownAsync(inRegistry);
        await desk.AddAsync(
            Subscription("netflix"),
            Subscription("hooq"),
            Subscription("netflix", "account:slack:T1:U2"),
            Subscription("netflix", Desk.Me)
        );

        (await desk.AskAsync("subscriptions"))
            .Sections.Single()
            .Lines.Select(line => line.Name)
            .ShouldBe(["Netflix", "HOOQ"], ignoreOrder: true);
        await desk.AskAsync("unsubscribe netflix");

        (await desk.SubscribedAsync()).ShouldBe([$"{Other} hooq/", "account:slack:T1:U2 netflix/"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_held_elsewhere_is_not_subscribed_twice()
    {
        await KnownAsync(inRegistry: true);
        await desk.AddAsync(Subscription("netflix"));

        await desk.AskAsync("subscribe netflix");

        (await desk.SubscribedAsync()).ShouldBe([$"{Other} netflix/"]);
    }

    [Fact]
    public async Task What_was_muted_elsewhere_is_ended()
    {
        await KnownAsync(inRegistry: true);
        await desk.AddAsync(
            new MuteRow
            {
                Recipient = Other,
                Partner = "netflix",
                Until = desk.House.Time.GetUtcNow().AddDays(1),
            }
        );

        await desk.AskAsync("unmute netflix");

        (await desk.RowsAsync(db => db.Mutes)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_quiet_hours_said_last_are_all_that_hold()
    {
        await KnownAsync(inRegistry: true);
        await desk.WaitAsync("person:dewi");
        await desk.AddAsync(
            new CadenceRow
            {
                Recipient = Other,
                QuietFrom = new(20, 0),
                QuietUntil = new(7, 0),
                DigestAt = new(8, 30),
            }
        );
        (await desk.AskAsync("quiet")).Paragraphs.Single().ShouldContain("20:00 to 07:00");

        await desk.AskAsync("quiet off");

        var row = (await desk.RowsAsync(db => db.Cadences)).ShouldHaveSingleItem();
        (row.Recipient, row.QuietFrom, row.DigestAt).ShouldBe((Desk.Me, null, new TimeOnly(8, 30)));
        (await desk.IsAwakeAsync("person:dewi")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deputy_named_elsewhere_is_shown_and_ended()
    {
        await KnownAsync(inRegistry: true);
        await desk.AddAsync(
            new DeputyRow
            {
                Of = Other,
                Deputy = "account:local:test:budi",
                Name = "Budi",
                Until = desk.House.Time.GetUtcNow().AddDays(1),
            }
        );
        (await desk.AskAsync("deputy")).Paragraphs.Single().ShouldContain("Budi");

        await desk.AskAsync("deputy off");

        (await desk.RowsAsync(db => db.Deputies)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_operators_gave_to_two_people_is_not_one_s()
    {
        await desk.AddAsync(Account("local", "test", "dewi", "dewi"), Account("slack", "T1", "U1", "budi"));
        await desk.AddAsync(Subscription("netflix"));

        await desk.AskAsync("unsubscribe netflix");

        (await desk.SubscribedAsync()).ShouldBe([$"{Other} netflix/"]);
    }

    public void Dispose() => desk.Dispose();

    // By the registry's id, or by the e-mail alone.
    private Task KnownAsync(bool inRegistry) =>
        desk.AddAsync(
            Account("local", "test", "dewi", inRegistry ? "dewi" : null),
            Account("slack", "T1", "U1", inRegistry ? "dewi" : null)
        );

    private static AccountRow Account(string platform, string realm, string id, string? person) =>
        new()
        {
            Platform = platform,
            Realm = realm,
            Id = id,
            Email = "dewi@example.com",
            Person = person,
        };

    private static SubscriptionRow Subscription(string partner, string recipient = Other) =>
        new()
        {
            Recipient = recipient,
            Partner = partner,
            Track = "",
            By = recipient,
            At = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
        };
}
