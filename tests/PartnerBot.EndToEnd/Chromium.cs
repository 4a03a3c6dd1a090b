using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PartnerBot.EndToEnd.Chromium))]

namespace PartnerBot.EndToEnd;

/// <summary>
/// The machine's own Chromium, started at the first visit: the one in the environment variable <c>PARTNERBOT_TEST_CHROMIUM</c>,
/// else one on the path. Where there is none, the test is skipped, but fails when <c>CI=true</c>.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly Lazy<Task<IBrowser>> browser;
    private IPlaywright? driver;

    public Chromium() => browser = new(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A reader with a browser of their own, who opens the page of that bot.</summary>
    public async Task<Visit> VisitAsync(ServedBot bot, Reader? reader = null) =>
        await Visit.BeginAsync(await browser.Value, bot.Url, reader ?? new());

    /// <summary>A browser of its own for another page than the bot's.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options) =>
        await (await browser.Value).NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated && browser.Value.IsCompletedSuccessfully)
        {
            await (await browser.Value).DisposeAsync();
        }

        driver?.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var program = Find();
        if (program is null)
        {
            const string Missing =
                "Chromium is not installed: install it (apt-get install chromium) or set PARTNERBOT_TEST_CHROMIUM to its file.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", Missing);
            Assert.Fail(Missing);
        }

        driver = await Playwright.CreateAsync();
        return await driver.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Quiet });
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("PARTNERBOT_TEST_CHROMIUM") is { Length: > 0 } given
            ? given
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists);
}
