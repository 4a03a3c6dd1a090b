using Microsoft.Playwright;

namespace PartnerBot.EndToEnd;

/// <summary>Who looks at the page, and on what.</summary>
public sealed record Reader(
    int Width = 1100,
    int Height = 900,
    bool Touch = false,
    ColorScheme System = ColorScheme.Light
);

/// <summary>
/// One reader's browser on the page. Whatever it asks for elsewhere is refused, and asking for it fails the test at the
/// end, as do errors of the page's script and what its security policy had to stop.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public ILocator Question => Page.GetByRole(AriaRole.Form).GetByRole(AriaRole.Textbox);

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    /// <summary>What was answered last, trouble included.</summary>
    public ILocator Answer => Log.GetByRole(AriaRole.Article).Last;

    public static async Task<Visit> BeginAsync(IBrowser browser, string url, Reader reader)
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        var own = await browser.NewContextAsync(
            new()
            {
                BaseURL = url,
                ViewportSize = new() { Width = reader.Width, Height = reader.Height },
                HasTouch = reader.Touch,
                IsMobile = reader.Touch,
                ColorScheme = reader.System,
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = "Asia/Jakarta",
                Locale = "en-GB",
            }
        );
        var visit = new Visit(own, await own.NewPageAsync());
        await own.RouteAsync(
            address => !address.StartsWith($"{url}/", StringComparison.Ordinal),
            route =>
            {
                visit.complaints.Add($"asked for {route.Request.Url}");
                return route.AbortAsync();
            }
        );
        visit.Page.PageError += (_, error) => visit.complaints.Add(error);
        visit.Page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                visit.complaints.Add(said.Text);
            }
        };
        visit.Page.Dialog += (_, dialog) => visit.complaints.Add($"a dialog: {dialog.Message}");
        await visit.Page.GotoAsync("/");
        return visit;
    }

    /// <summary>Types it and presses Enter, and returns once there is an answer.</summary>
    public async Task AskAsync(string text)
    {
        var before = await Log.GetByRole(AriaRole.Article).CountAsync();
        await Question.FillAsync(text);
        await Question.PressAsync("Enter");
        await Assertions.Expect(Log.GetByRole(AriaRole.Article)).ToHaveCountAsync(before + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        complaints.ShouldBeEmpty();
    }
}
