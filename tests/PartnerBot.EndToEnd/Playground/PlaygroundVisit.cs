using Microsoft.Playwright;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>The playground's own page in a browser. It asks for fonts elsewhere, and is given none.</summary>
public sealed class PlaygroundVisit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private PlaygroundVisit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<PlaygroundVisit> BeginAsync(Chromium chromium, string url)
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        var own = await chromium.OpenAsync(
            new()
            {
                BaseURL = url,
                ViewportSize = new() { Width = 1300, Height = 1000 },
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = "Asia/Jakarta",
                Locale = "en-GB",
            }
        );
        await own.RouteAsync(
            address => !address.StartsWith($"{url}/", StringComparison.Ordinal),
            route => route.AbortAsync()
        );
        var page = await own.NewPageAsync();
        await page.GotoAsync("/");
        return new(own, page);
    }

    /// <summary>The newest card.</summary>
    public ILocator Card => Page.Locator(".ac-adaptiveCard").Last;

    /// <summary>Types it into the box and presses Enter.</summary>
    public async Task AskAsync(string text)
    {
        await Page.GetByRole(AriaRole.Textbox).ClickAsync();
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Writes a picture of it where <c>PARTNERBOT_TEST_PICTURES</c> names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PARTNERBOT_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
