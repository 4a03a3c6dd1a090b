using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>Tokens that expire are followed by others ahead of that.</summary>
public sealed class TokenRotationTests(PostgresServer server)
{
    // Tokens are exchanged two hours before their end; were they the 12 hours old that Slack's are, all clocks of the bot would
    // tick for ten hours in each test.
    private static readonly TimeSpan Life = TimeSpan.FromHours(2) + TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(125);

    [Fact]
    public async Task A_token_is_exchanged_ahead_of_its_end_each_time_for_the_next()
    {
        await using var host = await StartAsync();
        var first = await TokenAsync(host);

        host.Bot.Time.Advance(Early);
        (await AnsweredWithAsync(host)).ShouldBe(first);
        host.Bot.Time.Advance(Ahead - Early);
        var second = await AnsweredWithAsync(host);
        host.Bot.Time.Advance(Ahead);
        var third = await AnsweredWithAsync(host);

        new[] { first, second, third }.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        (await TokenAsync(host)).ShouldBe(third);
        // Each refresh token is good once.
        var used = Refreshes(host).Select(call => call["refresh_token"]).ToList();
        used.Count.ShouldBe(2);
        used[1].ShouldNotBe(used[0]);
        Refreshes(host).ShouldAllBe(call => call.Error == null);
    }

    [Fact]
    public async Task Two_replicas_at_once_exchange_it_once_and_neither_keeps_anybody_waiting()
    {
        var connection = await server.NewDatabaseAsync();
        var settings = InstallingBrowser.Settings(FakeSlack.Team);
        settings["Database:Provider"] = "Postgres";
        settings["ConnectionStrings:PartnerBot"] = connection;
        await using var host = await SlackHost.StartAsync(settings);
        (host.Slack.OAuth.Rotates, host.Slack.OAuth.TokenLife) = (true, Life);
        await host.InstallAsync();
        await using var other = host.Beside(settings);
        await other.AskedAsync("help");
        var first = await TokenAsync(host);
        host.Bot.Time.Advance(Ahead);

        var refreshing = host.Slack.Hold("oauth.v2.access");
        var one = host.AskedAsync("status netflix");
        await UntilRefreshingAsync(host);
        (await AnsweredWithAsync(other)).ShouldBe(first);
        refreshing.SetResult();
        (await one).ShouldStartWith("Netflix:");

        Refreshes(host).ShouldHaveSingleItem();
        host.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        (await AnsweredWithAsync(other)).ShouldBe(await TokenAsync(host));
        (await TokenAsync(host)).ShouldNotBe(first);
        Refreshes(host).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_Slack_gives_no_other_the_token_is_used_while_it_is_good_and_asked_for_again()
    {
        await using var host = await StartAsync();
        var first = await TokenAsync(host);
        host.Bot.Time.Advance(Ahead);
        host.Slack.Answer = call => call.Method is "oauth.v2.access" ? StandAnswer.ServerError(503) : null;

        (await AnsweredWithAsync(host)).ShouldBe(first);
        host.Bot.Log.All.ShouldHaveSingleItem()
            .ShouldBe($"Error: Slack gave no new token for the workspace {FakeSlack.Team}: 503");

        host.Slack.Answer = _ => null;
        host.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        (await AnsweredWithAsync(host)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Once_it_is_expired_and_Slack_down_events_come_again_until_there_is_another()
    {
        await using var host = await StartAsync(TimeSpan.FromMinutes(1));
        host.Bot.Time.Advance(TimeSpan.FromMinutes(2));
        host.Slack.Answer = call => call.Method is "oauth.v2.access" ? StandAnswer.ServerError(503) : null;

        var delivered = await host.DeliverAsync(
            host.Stimuli.DirectMessage("status netflix"),
            new()
            {
                BeforeRetry = number =>
                {
                    host.Slack.Answer = number == 2 ? _ => null : host.Slack.Answer;
                    host.Bot.Time.Advance(number == 2 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
                    return Task.CompletedTask;
                },
            }
        );

        delivered.Attempts.Select(attempt => attempt.Status).ShouldBe([503, 503, 200]);
        host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1].Text.ShouldStartWith("Netflix:");
        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem().Error.ShouldBeNull();
    }

    [Fact]
    public async Task Installed_again_it_goes_on_with_the_token_of_that_installation()
    {
        await using var host = await StartAsync();
        var first = await TokenAsync(host);
        host.Bot.Time.Advance(Ahead);

        await host.InstallAsync();

        var second = await AnsweredWithAsync(host);
        second.ShouldNotBe(first);
        second.ShouldBe(await TokenAsync(host));
        Refreshes(host).ShouldBeEmpty();
    }

    private static async Task<SlackHost> StartAsync(TimeSpan? life = null)
    {
        var host = await Installed.StartAsync();
        (host.Slack.OAuth.Rotates, host.Slack.OAuth.TokenLife) = (true, life ?? Life);
        await host.InstallAsync();
        return host;
    }

    private static IReadOnlyList<StandCall> Refreshes(SlackHost host) =>
        [.. host.Slack.CallsOf("oauth.v2.access").Where(call => call["grant_type"] is "refresh_token")];

    private static async Task<string?> TokenAsync(SlackHost host) =>
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldHaveSingleItem().Token;

    // The token that somebody's question is answered with.
    private static async Task<string?> AnsweredWithAsync(SlackHost host)
    {
        var before = host.Slack.CallsOf("chat.postMessage").Count;
        await host.DeliverAsync(host.Stimuli.Mention("status netflix"));
        var call = host.Slack.CallsOf("chat.postMessage").Skip(before).ShouldHaveSingleItem();
        call.Error.ShouldBeNull();
        return call.Token;
    }

    private static async Task UntilRefreshingAsync(SlackHost host)
    {
        while ((await host.RowsAsync(db => db.SlackWorkspaces)).All(row => row.RefreshingUntil is null))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
