using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PartnerBot.Chats.Slack.Manifest;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>A workspace installs the app, and is served with the token that came of it.</summary>
public sealed class InstallTests
{
    [Fact]
    public async Task The_browser_is_sent_to_Slack_with_a_state_that_it_keeps_in_a_cookie()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);

        using var response = await browser.GetAsync("/slack/install");

        var slack = response.Headers.Location!;
        var asked = QueryHelpers.ParseQuery(slack.Query);
        slack.GetLeftPart(UriPartial.Path).ShouldBe("https://slack.com/oauth/v2/authorize");
        asked.Keys.ShouldBe(["client_id", "scope", "redirect_uri", "state"], ignoreOrder: true);
        asked["client_id"].ToString().ShouldBe(FakeSlack.ClientId);
        asked["scope"].ToString().ShouldBe(string.Join(',', SlackScopes.All));
        asked["redirect_uri"].ToString().ShouldBe("https://bot.test/slack/oauth");
        asked["state"].ToString().Length.ShouldBe(64);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = CookieOf(response);
        cookie.Value.ToString().ShouldBe(asked["state"].ToString());
        (cookie.HttpOnly, cookie.Secure, cookie.SameSite).ShouldBe((true, true, SameSiteMode.Lax));
        (cookie.Path.ToString(), cookie.MaxAge).ShouldBe(("/slack", TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task Each_installation_has_a_state_of_its_own()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host);

        (await browser.BeginAsync()).ShouldNotBe(await browser.BeginAsync());
    }

    [Fact]
    public async Task Over_plain_HTTP_as_on_a_developer_s_machine_the_cookie_still_comes_back()
    {
        await using var host = await Installed.StartAsync();
        using var browser = new InstallingBrowser(host, "http://localhost:5000");

        (await browser.InstallAsync(host.Slack.Home)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Once_installed_a_workspace_is_answered_with_its_own_token()
    {
        await using var host = await Installed.StartAsync();
        (await host.AskedAsync("status netflix")).ShouldBeNull();
        using var browser = new InstallingBrowser(host);

        var page = await browser.InstallAsync(host.Slack.Home);

        page.Status.ShouldBe(HttpStatusCode.OK);
        (await host.AskedAsync("status netflix")).ShouldStartWith("Netflix: negotiating");
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].Text.ShouldStartWith("Netflix: negotiating");
        var row = (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldHaveSingleItem();
        (row.Team, row.BotUser, row.ExpiresAt).ShouldBe((FakeSlack.Team, FakeSlack.BotUser, null));
        host.Slack.TokensOf("chat.postMessage").ShouldBe([row.Token]);
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_workspaces_at_once_are_each_answered_with_their_own_token_and_told_apart()
    {
        await using var host = await Installed.StartAsync();
        var (home, other) = (host.Slack.Home, host.Slack.TeamOf(Installed.Other));
        other.Put(new(StandPeople.Alex, "another alex") { Locale = "id-ID", TeamId = other.Id });
        await host.InstallAsync(home);
        await host.InstallAsync(other);

        await Task.WhenAll(
            from team in new[] { home, other }
            from place in new[] { StandPlaces.Deals, StandPlaces.Board }
            select host.DeliverAsync(host.Slack.StimuliIn(team).Mention("status netflix", place))
        );

        foreach (var place in new[] { StandPlaces.Deals, StandPlaces.Board })
        {
            Answers(home, place).ShouldHaveSingleItem().ShouldStartWith("Netflix: negotiating");
            Answers(other, place).ShouldHaveSingleItem().ShouldStartWith("Netflix: dalam negosiasi");
        }

        var tokens = host.Slack.TokensOf("chat.postMessage").Select(token => host.Slack.Tokens.Find(token!)!.Team.Id);
        tokens.ShouldBe([home.Id, home.Id, other.Id, other.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task What_one_workspace_talked_about_is_nothing_to_another()
    {
        await using var host = await Installed.StartAsync();
        var other = host.Slack.TeamOf(Installed.Other);
        await host.InstallAsync();
        await host.InstallAsync(other);

        // The same ids of channel and person are in both.
        await host.AskedAsync("status netflix");

        (await host.AskedAsync("timeline")).ShouldStartWith("Netflix timeline");
        (await host.AskedAsync("timeline", other)).ShouldStartWith("Which partner do you mean?");
    }

    [Fact]
    public async Task There_is_nothing_to_install_with_a_bot_token()
    {
        await using var host = await SlackHost.StartAsync();
        using var browser = new InstallingBrowser(host);

        foreach (var path in new[] { "/slack/install", "/slack/oauth", "/slack/oauth?code=1&state=2" })
        {
            using var response = await browser.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    private static IEnumerable<string> Answers(Workspace team, string place) =>
        team.Channel(place)!.Messages.Where(message => message.IsOfBot).Select(message => message.Text);

    private static SetCookieHeaderValue CookieOf(HttpResponseMessage response) =>
        SetCookieHeaderValue.Parse(response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem());
}
