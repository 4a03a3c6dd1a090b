using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>The page that an installation ends with.</summary>
public sealed class InstallPageTests
{
    [Fact]
    public async Task It_speaks_the_browser_s_language()
    {
        const string English = "PartnerBot is installed in Telkom. Open Slack and type `/partner help`.";
        const string Indonesian = "PartnerBot sudah terpasang di Telkom. Buka Slack dan ketik `/mitra bantuan`.";
        await using var host = await Installed.StartAsync();
        foreach (
            var (languages, language, said) in new[]
            {
                (null, "en", English),
                ("en-GB", "en", English),
                ("id-ID", "id", Indonesian),
                ("fr, en;q=0.5, id;q=0.8", "id", Indonesian),
                ("???", "en", English),
            }
        )
        {
            using var browser = new InstallingBrowser(host) { Languages = languages };
            var page = await browser.InstallAsync(host.Slack.Home);
            page.Said.ShouldBe(said, languages);
            page.Html.ShouldContain($"<html lang=\"{language}\">");
        }
    }

    [Fact]
    public async Task Refusals_speak_it_too()
    {
        await using var host = await Installed.StartAsync();
        var stranger = host.Slack.AddWorkspace("T0000000003", "Stranger");
        using var browser = new InstallingBrowser(host) { Languages = "id" };

        var notBegun = await browser.EndAsync(new("https://bot.test/slack/oauth?code=1&state=2"));
        var declined = await browser.EndAsync(OAuth.Deny(await browser.BeginAsync()));
        var notAllowed = await browser.InstallAsync(stranger);
        var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);
        host.Slack.Answer = _ => StandAnswer.Html;
        var failed = await browser.EndAsync(back);

        new[] { notBegun, declined, notAllowed, failed }
            .Select(page => page.Said)
            .ShouldBe([
                "Pemasangan ini tidak dimulai di peramban ini, atau sudah lebih dari sepuluh menit. Silakan mulai lagi di /slack/install.",
                "PartnerBot tidak terpasang: tidak diizinkan di Slack.",
                "Ruang kerja ini tidak boleh memasang PartnerBot di sini. Pengelola bot dapat mengizinkannya dengan setelan Slack:AllowedWorkspaces.",
                "PartnerBot tidak terpasang: Slack atau basis data bot tidak menjawab sebagaimana mestinya. Silakan mulai lagi di /slack/install; jika tetap begitu, log bot mencatat sebabnya.",
            ]);
    }

    [Fact]
    public async Task It_runs_nothing_loads_nothing_and_is_kept_nowhere()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);

        foreach (
            var page in new[]
            {
                await browser.InstallAsync(host.Slack.Home),
                await browser.EndAsync(new("https://bot.test/slack/oauth")),
            }
        )
        {
            var policy = page.Headers["Content-Security-Policy"];
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("script-src");
            page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            page.Headers["Cache-Control"].ShouldBe("no-store");
            page.Html.ShouldNotContain("<script");
        }
    }

    [Fact]
    public async Task A_workspace_s_name_is_shown_as_it_is_written()
    {
        await using var host = await Installed.StartAsync();
        foreach (
            var (name, shown) in new[]
            {
                ("<script>alert(1)</script>", "<script>alert(1)</script>"),
                ("Telkom & \"Sons\" 'Ltd'", "Telkom & \"Sons\" 'Ltd'"),
                ("{0} {1}", "{0} {1}"),
                ("Tel\u202ekom", "Telkom"),
            }
        )
        {
            var team = host.Slack.AddWorkspace(Installed.Other, name);
            using var browser = new InstallingBrowser(host);
            var page = await browser.InstallAsync(team);
            page.Said.ShouldBe($"PartnerBot is installed in {shown}. Open Slack and type `/partner help`.");
            page.Html.Split("<p>")[1].Split("</p>")[0].ShouldNotContain('<');
        }
    }
}
