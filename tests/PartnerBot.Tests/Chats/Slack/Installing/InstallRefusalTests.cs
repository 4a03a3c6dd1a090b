using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>What does not end as it should stores nothing, and says why.</summary>
public sealed class InstallRefusalTests
{
    private const string NotBegun =
        "This installation was not begun in this browser, or more than ten minutes ago. Please begin again at /slack/install.";

    private const string Declined = "PartnerBot was not installed: it was not allowed in Slack.";

    private const string Failed =
        "PartnerBot was not installed: Slack or the bot's database did not answer as expected. Please begin again at /slack/install; if it stays so, the bot's log says why.";

    private const string NotAllowed =
        "This workspace may not install PartnerBot here. Whoever runs the bot can allow it with the setting Slack:AllowedWorkspaces.";

    [Fact]
    public async Task A_state_that_is_not_the_browser_s_own_is_refused()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);

        foreach (var state in new[] { null, "", new string('0', 64), "é" })
        {
            var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);
            var page = await browser.EndAsync(WithState(back, state));
            (page.Status, page.Said).ShouldBe((HttpStatusCode.BadRequest, NotBegun), state);
        }

        host.Slack.CallsOf("oauth.v2.access").ShouldBeEmpty();
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_browser_began_is_refused()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);
        using var another = new InstallingBrowser(host);
        using var third = new InstallingBrowser(host);
        await another.BeginAsync();
        var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);

        await RefusedAsync(host, await another.EndAsync(back));
        (await third.EndAsync(back)).Said.ShouldBe(NotBegun);
        host.Slack.CallsOf("oauth.v2.access").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_installation_ends_once()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);
        var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);
        (await browser.EndAsync(back)).Status.ShouldBe(HttpStatusCode.OK);

        var again = await browser.EndAsync(back);

        (again.Status, again.Said).ShouldBe((HttpStatusCode.BadRequest, NotBegun));
        host.Slack.CallsOf("oauth.v2.access").ShouldHaveSingleItem();
        (await host.AskedAsync("status netflix")).ShouldStartWith("Netflix:");
    }

    [Fact]
    public async Task Who_does_not_consent_installs_nothing()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);
        var authorize = await browser.BeginAsync();

        var denied = await browser.EndAsync(OAuth.Deny(authorize));
        var without = await browser.EndAsync(
            WithState(new("https://bot.test/slack/oauth"), State(await browser.BeginAsync()))
        );

        (denied.Status, denied.Said).ShouldBe((HttpStatusCode.BadRequest, Declined));
        (without.Status, without.Said).ShouldBe((HttpStatusCode.BadRequest, Declined));
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldBeEmpty();
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("code", "invalid_code")]
    [InlineData("down", "503")]
    [InlineData("HTML", "answer")]
    [InlineData("empty", null)]
    public async Task Where_Slack_gives_no_token_nothing_is_installed(string trouble, string? logged)
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);
        var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);
        host.Slack.Answer = _ =>
            trouble switch
            {
                "code" => StandAnswer.Error("invalid_code"),
                "down" => StandAnswer.ServerError(503),
                "HTML" => StandAnswer.Html,
                _ => StandAnswer.Of(new JsonObject { ["ok"] = true }),
            };

        var page = await browser.EndAsync(back);

        (page.Status, page.Said).ShouldBe((HttpStatusCode.BadGateway, Failed));
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldBeEmpty();
        host.Bot.Log.All.ShouldHaveSingleItem()
            .ShouldBe($"Error: Slack gave no token at the end of an installation: {logged ?? "(null)"}");
    }

    [Fact]
    public async Task Where_Slack_never_answers_it_is_given_up_after_ten_seconds()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);
        var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);
        host.Slack.Answer = _ => StandAnswer.Hanging;

        var ending = browser.EndAsync(back);
        await host.Slack.CalledAsync("oauth.v2.access");
        host.Bot.Time.Advance(TimeSpan.FromSeconds(10));

        (await ending).Said.ShouldBe(Failed);
    }

    [Fact]
    public async Task Where_the_database_fails_nothing_is_said_to_be_installed()
    {
        await using var host = await Installed.StartAsync();
        await host.RunAsync("ALTER TABLE \"SlackWorkspace\" RENAME TO \"Gone\"");
        using var browser = new InstallingBrowser(host);

        var page = await browser.InstallAsync(host.Slack.Home);

        (page.Status, page.Said).ShouldBe((HttpStatusCode.ServiceUnavailable, Failed));
    }

    [Fact]
    public async Task A_workspace_that_is_not_allowed_keeps_no_token()
    {
        await using var host = await Installed.StartAsync();
        var stranger = host.Slack.AddWorkspace("T0000000003", "Stranger");
        using var browser = new InstallingBrowser(host);

        var page = await browser.InstallAsync(stranger);

        (page.Status, page.Said).ShouldBe((HttpStatusCode.Forbidden, NotAllowed));
        await KeptNothingAsync(host);
        host.Bot.Log.All.ShouldHaveSingleItem()
            .ShouldBe(
                "Warning: The workspace T0000000003 may not install the app: Slack:AllowedWorkspaces does not name it"
            );
        (await host.AskedAsync("status netflix", stranger)).ShouldBeNull();
    }

    [Fact]
    public async Task A_whole_enterprise_keeps_no_token()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);
        var back = host.Slack.OAuth.Allow(await browser.BeginAsync(), host.Slack.Home);
        var token = host.Slack.Tokens.Add(new("xoxb-of-all", StandTokenKind.Bot, host.Slack.Home));
        host.Slack.Answer = call =>
            call.Method is "oauth.v2.access"
                ? StandAnswer.Of(
                    new JsonObject
                    {
                        ["ok"] = true,
                        ["access_token"] = token.Value,
                        ["team"] = null,
                        ["enterprise"] = new JsonObject { ["id"] = "E0000000001", ["name"] = "Telkom Group" },
                        ["is_enterprise_install"] = true,
                    }
                )
                : null;

        var page = await browser.EndAsync(back);

        (page.Status, page.Said).ShouldBe((HttpStatusCode.Forbidden, NotAllowed));
        await KeptNothingAsync(host);
    }

    private static async Task KeptNothingAsync(SlackHost host)
    {
        var revoked = host.Slack.CallsOf("auth.revoke").ShouldHaveSingleItem();
        host.Slack.Tokens.Find(revoked.Token!)!.Refusal.ShouldBe("token_revoked");
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldBeEmpty();
    }

    private static async Task RefusedAsync(SlackHost host, InstallingPage page)
    {
        (page.Status, page.Said).ShouldBe((HttpStatusCode.BadRequest, NotBegun));
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldBeEmpty();
        host.Bot.Log.All.ShouldHaveSingleItem()
            .ShouldBe("Warning: An installation that this browser did not begin was refused");
    }

    private static string State(Uri authorize) => QueryHelpers.ParseQuery(authorize.Query)["state"].ToString();

    private static Uri WithState(Uri back, string? state)
    {
        var query = QueryHelpers
            .ParseQuery(back.Query)
            .Where(one => one.Key is not "state")
            .ToDictionary(one => one.Key, one => (string?)one.Value, StringComparer.Ordinal);
        if (state is not null)
        {
            query["state"] = state;
        }

        return new(QueryHelpers.AddQueryString(back.GetLeftPart(UriPartial.Path), query));
    }
}
