using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Registry;
using static Microsoft.Playwright.Assertions;

namespace PartnerBot.EndToEnd;

/// <summary>What the bot says unasked, on the page of whom it is for.</summary>
public sealed class InboxTests(Chromium chromium, ServedBot bot) : IClassFixture<ServedBot>
{
    private static readonly Message Notice = new()
    {
        Topic = "change",
        Language = "en",
        TimeZone = "Asia/Jakarta",
        Text = "Netflix: legal is now met (was: no agreement).",
        Headline = new("Netflix: legal is now met", "IndiHome", "was: no agreement"),
        Quote = new(
            "Milestone of 24 Nov",
            "The lawyers of both sides have agreed",
            "en",
            "Legal team",
            "paraphrase",
            "Minutes",
            Link: null
        ),
        Notes = ["Stage stays negotiating. 2 of 3 tracks open."],
        Visibility = Visibility.Internal,
        Actions = [new("timeline", "Netflix timeline", "timeline netflix")],
        NoticeId = "5f0e",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_arrives_by_itself_is_marked_as_new_and_offers_what_answers_do()
    {
        await using var visit = await VisitAsync("dewi");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" })).ToBeHiddenAsync();

        await SendAsync("dewi", Notice);
        await SendAsync("dewi", Notice with { Language = "id", Headline = new("Vidio: sudah sepakat", null, null) });
        await SendAsync("budi", Notice with { Headline = new("For somebody else", null, null) });

        await Expect(Notices(visit)).ToContainTextAsync(["14:05 WIB New", "Baru"]);
        await Expect(visit.Page).ToHaveTitleAsync("(2) PartnerBot");
        await Expect(Inbox(visit)).ToHaveAttributeAsync("aria-live", "polite");
        await Notices(visit).First.GetByRole(AriaRole.Button, new() { Name = "Netflix timeline" }).ClickAsync();

        await Expect(visit.Answer.GetByRole(AriaRole.Heading).First).ToContainTextAsync("Netflix");
        await Expect(visit.Page).ToHaveTitleAsync("PartnerBot");
        await Expect(Inbox(visit).GetByText("New", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_subscribes_is_told_of_a_change_in_the_registry_and_acknowledges_it()
    {
        await bot.PutPartnerAsync("lumen", "Lumen");
        await using var visit = await VisitAsync("oki");
        await visit.AskAsync("subscribe lumen");
        await Expect(visit.Answer).ToContainTextAsync("From now on I tell you what changes: Lumen.");

        await bot.Registry.PutAsync("/v1/partners/lumen/tracks/legal", new { status = "in-discussion" });

        await Expect(Notices(visit)).ToContainTextAsync(["Legal is now in discussion (was: not started)"]);
        await Notices(visit).GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(visit.Answer).ToContainTextAsync("You have acknowledged the change of Lumen");
        await bot.PassAsync(TimeSpan.FromSeconds(1));
        await Expect(Notices(visit)).ToContainTextAsync(["Acknowledged by oki at 14:05."]);
    }

    [Fact]
    public async Task By_keyboard_it_is_reached_before_the_question_and_is_then_no_longer_new()
    {
        await using var visit = await VisitAsync("kira");
        await SendAsync("kira", Notice);
        await Expect(Notices(visit)).ToHaveCountAsync(1);
        await Expect(visit.Question).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("Shift+Tab");

        await Expect(Notices(visit).GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Expect(Inbox(visit).GetByText("New", new() { Exact = true })).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Answer).ToContainTextAsync("Netflix");
        await Expect(visit.Question).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_came_meanwhile_is_there_as_new_and_what_was_seen_is_not()
    {
        await SendAsync("lara", Notice);
        await using var visit = await VisitAsync("lara");
        await Expect(Notices(visit)).ToHaveCountAsync(1);
        await Notices(visit).First.ClickAsync();
        await SendAsync("lara", Notice with { Headline = new("Netflix: a date", null, null) });
        await Expect(Notices(visit)).ToHaveCountAsync(2);

        await visit.Page.ReloadAsync();

        await Expect(Notices(visit)).ToHaveCountAsync(2);
        await Expect(Notices(visit).First.GetByText("New", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(Notices(visit).Last.GetByText("New", new() { Exact = true })).ToBeVisibleAsync();
        await visit.Page.GetByLabel("You are").FillAsync("nobody");
        await visit.Page.GetByLabel("You are").PressAsync("Enter");
        await Expect(Notices(visit)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_corrected_changes_where_it_stands()
    {
        await using var visit = await VisitAsync("mira");
        var first = await SendAsync("mira", Notice);
        await SendAsync("mira", Notice with { Headline = new("Another", null, null) });
        await Expect(Notices(visit)).ToHaveCountAsync(2);

        await Local.UpdateAsync(
            Person("mira"),
            first.MessageId!,
            Notice with
            {
                Headline = new("Superseded", null, null),
            },
            Cancelled
        );

        await Expect(Notices(visit).GetByRole(AriaRole.Heading)).ToHaveTextAsync(["Superseded", "Another"]);
    }

    [Fact]
    public async Task Markup_in_a_message_is_only_text()
    {
        const string name = "<img src=x onerror=alert(1)>\r\ndata: x";
        await using var visit = await VisitAsync("nina");
        await SendAsync("nina", Notice with { Headline = new(name, name, name) });

        await Expect(Notices(visit).GetByRole(AriaRole.Heading)).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(Inbox(visit).Locator("img")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1600)]
    [InlineData(ColorScheme.Dark, 1600)]
    [InlineData(ColorScheme.Light, 900)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Nothing_stands_in_the_way_of_assistive_technology_nor_of_each_other(ColorScheme system, int width)
    {
        var who = $"axe-{system}-{width}";
        await using var visit = await VisitAsync(who, new(width, System: system));
        await visit.AskAsync("status netflix");
        await SendAsync(who, Notice);
        await SendAsync(who, Notice);
        await Expect(Notices(visit)).ToHaveCountAsync(2);
        if (Environment.GetEnvironmentVariable("PARTNERBOT_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{who}.png"), FullPage = true });
        }

        var found = await visit.Page.RunAxe();

        found.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")).ShouldBeEmpty();
        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
        var (conversation, inbox) = (await visit.Log.BoundingBoxAsync(), await Inbox(visit).BoundingBoxAsync());
        (
            inbox!.X >= conversation!.X + conversation.Width || inbox.Y >= conversation.Y + conversation.Height
        ).ShouldBeTrue();
    }

    private IChatPlatform Local =>
        bot.Services.GetServices<IChatPlatform>().Single(platform => platform.Name is "local");

    private static ILocator Inbox(Visit visit) => visit.Page.Locator("#inbox");

    private static ILocator Notices(Visit visit) => Inbox(visit).Locator(".notice");

    private static ConversationAddress Person(string name) =>
        new("local", Environment.MachineName, AddressKind.Person, name);

    private async Task<Delivery> SendAsync(string name, Message message)
    {
        var sent = await Local.SendAsync(Person(name), message, Cancelled);
        sent.Outcome.ShouldBe(DeliveryOutcome.Sent);
        return sent;
    }

    private async Task<Visit> VisitAsync(string name, Reader? reader = null)
    {
        var visit = await chromium.VisitAsync(bot, reader);
        await visit.Page.GetByLabel("You are").FillAsync(name);
        await visit.Page.GetByLabel("You are").PressAsync("Enter");
        await Expect(Inbox(visit)).ToHaveAttributeAsync("aria-live", "polite");
        return visit;
    }
}
