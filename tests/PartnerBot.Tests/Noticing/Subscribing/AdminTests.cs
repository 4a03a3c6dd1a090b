using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Noticing.Subscribing;

public sealed class AdminTests : IDisposable
{
    private readonly Desk desk = new();

    [Theory]
    [InlineData(
        "admin subscriptions",
        "Sorry, I show that only to the admins of this bot. `subscriptions` shows you your own.",
        "subscriptions"
    )]
    [InlineData(
        "admin langganan",
        "Maaf, itu hanya saya tampilkan kepada admin bot ini. `langganan` menampilkan langganan Anda sendiri.",
        "langganan"
    )]
    public async Task Who_is_no_admin_is_told_so_and_nothing_else(string words, string says, string own)
    {
        await SubscribeAsync(Desk.Room, "netflix", "Sari", "account:local:test:sari");
        await desk.AddAsync(AccountOf("dewi", "dewi@elsewhere.example.com"));

        var message = await desk.AskAsync(words);

        message.Topic.ShouldBe("admin");
        message.Paragraphs.ShouldBe([says]);
        message.Sections.ShouldBeEmpty();
        message.Actions.Single().Ask.ShouldBe(own);
        message.Text.ShouldNotContain("Netflix");
    }

    [Theory]
    [InlineData(
        "admin subscriptions",
        "All subscriptions | 4 in all",
        "Channels",
        "Local C1: Netflix (Legal only) · subscribed by Sari (sari@example.com) at 14:05 WIB on 24 November 2026",
        "People",
        "Dewi (dewi@example.com): all partners · subscribed at 14:05 WIB on 24 November 2026",
        "Sari (sari@example.com): HOOQ · subscribed at 14:05 WIB on 24 November 2026",
        "Slack U0000000009: Netflix · subscribed at 14:05 WIB on 24 November 2026"
    )]
    [InlineData(
        "admin langganan",
        "Semua langganan | 4 seluruhnya",
        "Channel",
        "Local C1: Netflix (hanya Legal) · diikuti oleh Sari (sari@example.com) sejak pukul 14.05 WIB tanggal 24 November 2026",
        "Orang",
        "Dewi (dewi@example.com): semua mitra · diikuti sejak pukul 14.05 WIB tanggal 24 November 2026",
        "Sari (sari@example.com): HOOQ · diikuti sejak pukul 14.05 WIB tanggal 24 November 2026",
        "Slack U0000000009: Netflix · diikuti sejak pukul 14.05 WIB tanggal 24 November 2026"
    )]
    public async Task An_admin_sees_who_hears_of_what_and_who_wanted_it(string words, params string[] says)
    {
        await desk.AddAsync(AccountOf("dewi", "dewi@example.com"), AccountOf("sari", "sari@example.com"));
        await SubscribeAsync("account:slack:T1:U0000000009", "netflix");
        await SubscribeAsync("account:local:test:sari", "hooq", "Sari");
        await SubscribeAsync(Desk.Me, "", "Dewi");
        await SubscribeAsync(Desk.Room, "netflix", "Sari", "account:local:test:sari", "legal");

        Lines(await desk.AskAsync(words)).ShouldBe(says);
    }

    [Theory]
    [InlineData("admin subscriptions", "admin subscriptions page 2", "11 to 12 of 12")]
    [InlineData("admin langganan", "admin langganan halaman 2", "11 sampai 12 dari 12")]
    public async Task Ten_are_shown_at_a_time(string words, string next, string range)
    {
        await desk.AddAsync(AccountOf("dewi", "dewi@example.com"));
        for (var user = 10; user < 22; user++)
        {
            await SubscribeAsync($"account:slack:T1:U{user}", "netflix");
        }

        var first = await desk.AskAsync(words);
        first.Sections.Single().Lines.Count.ShouldBe(10);
        first.NextPage.ShouldBe("2");
        var more = first.Actions.Single().Ask;
        more.ShouldBe(next);

        var second = await desk.AskAsync(more);
        second.Headline!.State.ShouldBe(range);
        second.Sections.Single().Lines.Select(line => line.Name).ShouldBe(["Slack U20", "Slack U21"]);
        second.Actions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_just_come_is_looked_for_where_they_are()
    {
        desk.Described = new(new("local", "test", "dewi"), "dewi@example.com", Locale: null, TimeZone: null);

        (await desk.AskAsync("admin subscriptions")).Paragraphs.ShouldBe(["Nobody is subscribed to anything."]);
    }

    [Fact]
    public async Task A_partner_that_they_may_not_see_is_not_named()
    {
        await desk.AddAsync(AccountOf("dewi", "dewi@example.com"));
        await SubscribeAsync(Desk.Room, "zenith-tv", "Sari");

        (await desk.AskAsync("admin subscriptions")).Paragraphs.ShouldBe(["Nobody is subscribed to anything."]);
    }

    [Fact]
    public async Task Where_others_read_along_it_is_not_shown()
    {
        await desk.AddAsync(AccountOf("dewi", "dewi@example.com"));
        await SubscribeAsync(Desk.Room, "netflix", "Sari");

        (await desk.AskInRoomAsync("admin subscriptions", openly: true)).Paragraphs.ShouldBe([
            "I show that to admins alone, and not where others read along. Please ask me in your own chat with me.",
        ]);
        (await desk.AskInRoomAsync("admin subscriptions")).Sections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Neither_the_help_nor_a_guess_offers_it()
    {
        (await desk.AskAsync("help")).Text.ShouldNotContain("admin");
        (await desk.AskAsync("admn")).Actions.ShouldAllBe(action => action.Topic != "admin");
    }

    [Fact]
    public async Task What_can_not_be_read_is_said_so()
    {
        await desk.AddAsync(AccountOf("dewi", "dewi@example.com"));
        await desk.BreakAsync("Subscription");

        (await desk.AskAsync("admin subscriptions")).Paragraphs.ShouldBe([
            "I can't look that up just now. Please try again in a minute.",
        ]);
    }

    public void Dispose() => desk.Dispose();

    private static IEnumerable<string> Lines(Message message) =>
        message
            .Sections.SelectMany(section =>
                section.Lines.Select(line => $"{line.Name}: {line.Text}").Prepend(section.Title)
            )
            .Prepend($"{message.Headline!.Title} | {message.Headline.State}");

    private static AccountRow AccountOf(string id, string email) =>
        new()
        {
            Platform = "local",
            Realm = "test",
            Id = id,
            Email = email,
        };

    private Task SubscribeAsync(
        string recipient,
        string partner,
        string? name = null,
        string? by = null,
        string track = ""
    ) =>
        desk.AddAsync(
            new SubscriptionRow
            {
                Recipient = recipient,
                Partner = partner,
                Track = track,
                By = by ?? recipient,
                Name = name,
                At = desk.House.Time.GetUtcNow(),
            }
        );
}
