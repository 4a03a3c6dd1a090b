using System.Text.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PartnerBot.Asking;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.EndToEnd.Playground;

namespace PartnerBot.EndToEnd.Cards;

/// <summary>Cards as Microsoft's own renderer draws them, at the width of a phone and of a desk, in each theme.</summary>
public sealed class CardPictureTests(Chromium chromium, ServedBot bot) : IClassFixture<ServedBot>
{
    private static readonly string[] Questions =
    [
        "status netflix",
        "status disney",
        "compare netflix hooq iflix",
        "timeline netflix",
        "list",
        "help",
        "requirements netflix",
        "udah sampai mana nego sama netflik?",
    ];

    public static TheoryData<string, int> Views() =>
        new MatrixTheoryData<string, int>(["light", "dark", "contrast"], [360, 800]);

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Everything_can_be_read_at_any_width_in_every_theme(string theme, int width)
    {
        var messages = await AnswersAsync();
        await using var view = await OpenAsync(width);
        var page = await DrawAsync(view, [.. messages.Select(one => Render(one.Message, one.Asked))], theme);

        foreach (var word in (string[])["Netflix", "closed by us", "no agreement yet", "Internal, do not forward"])
        {
            (await page.GetByText(word).First.IsVisibleAsync()).ShouldBeTrue(word);
        }

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await page.GetByText("As of").First.InnerTextAsync()).ShouldContain(":05");
        (await page.GetByText("{{").CountAsync()).ShouldBe(0);
        var found = await page.RunAxe();
        found
            .Violations.Where(rule =>
                rule.Id is "color-contrast" or "button-name" or "label" or "link-name" or "select-name"
            )
            .SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}"))
            .ShouldBeEmpty();
        await PictureAsync(page, $"cards-{theme}-{width}");
    }

    [Fact]
    public async Task What_others_wrote_is_shown_as_it_is_and_does_nothing()
    {
        const string Odd =
            "<img src=x onerror=window.ran=1> [x](javascript:window.ran=1) **b** | a | <at>c</at> {{DATE(2020-01-01T00:00:00Z)}}";
        var message = new Message
        {
            Topic = "status",
            Language = "en",
            Text = Odd,
            Headline = new(Odd, Odd, Odd),
            Facts = [new(FactGroup.Access, Odd, Odd, Odd)],
            Sections = [new(Odd, [new(Odd, Odd)])],
        };
        await using var view = await OpenAsync(800);
        var page = await DrawAsync(view, [Render(message, asked: null)], "light");

        var text = (await page.Locator(".card").InnerTextAsync()).Replace("\u200B", "", StringComparison.Ordinal);
        text.Split(Odd).Length.ShouldBe(1 + 9);
        (await page.EvaluateAsync<bool>("'ran' in window")).ShouldBeFalse();
        (await page.Locator("img, a").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_button_says_what_it_asks()
    {
        var status = (await AnswersAsync())[0];
        await using var view = await OpenAsync(360);
        var page = await DrawAsync(view, [Render(status.Message, status.Asked)], "light");

        await page.GetByRole(AriaRole.Button, new() { Name = "Netflix timeline" }).ClickAsync();

        var pressed = await page.EvaluateAsync<JsonElement>("pressed[0]");
        pressed.GetProperty("data").GetProperty("ask").GetString().ShouldBe("timeline Netflix");
    }

    private JsonNode Render(Message message, string? asked) =>
        JsonNode.Parse(bot.Services.GetRequiredService<CardRenderer>().Render(message, new(asked)).Json)!;

    private async Task<IReadOnlyList<(string Asked, Message Message)>> AnswersAsync()
    {
        var answers = new List<(string, Message)>();
        await using var scope = bot.Services.CreateAsyncScope();
        var answerer = scope.ServiceProvider.GetRequiredService<Answerer>();
        foreach (var question in Questions)
        {
            var asked = new Asked(new("test", "cards", Guid.NewGuid().ToString()), null, question, null, InRoom: true);
            answers.Add((question, (await answerer.AnswerAsync(asked, TestContext.Current.CancellationToken)).Message));
        }

        return answers;
    }

    private async Task<IBrowserContext> OpenAsync(int width)
    {
        var view = await chromium.OpenAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                TimezoneId = "Asia/Jakarta",
                Locale = "en-GB",
            }
        );
        await view.RouteAsync("**/*", route => route.AbortAsync());
        return view;
    }

    private static async Task<IPage> DrawAsync(IBrowserContext view, IReadOnlyList<JsonNode> cards, string theme)
    {
        var page = await view.NewPageAsync();
        await page.SetContentAsync("<!doctype html><title>Cards</title>");
        await page.AddScriptTagAsync(new() { Path = NpmPackages.Find("adaptivecards/dist/adaptivecards.js") });
        await page.AddScriptTagAsync(new() { Path = NpmPackages.Find("markdown-it/dist/markdown-it.min.js") });
        await page.AddScriptTagAsync(new() { Path = Beside("render.js") });
        var colours = JsonNode.Parse(await File.ReadAllTextAsync(Beside("hosts.json")))![theme]!["page"]!;
        await page.EvaluateAsync(
            $"draw({new JsonArray([.. cards.Select(card => card.DeepClone())]).ToJsonString()}, {colours.ToJsonString()})"
        );
        return page;
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "Cards", file);

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PARTNERBOT_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
