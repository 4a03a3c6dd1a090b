using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>A workspace takes the app away, and perhaps back.</summary>
public sealed class RemovalTests(PostgresServer server)
{
    [Fact]
    public async Task Once_removed_a_workspace_is_answered_no_more_until_it_is_installed_again()
    {
        await using var host = await Installed.StartAsync();
        await host.InstallAsync();
        await host.AskedAsync("status netflix");

        host.Slack.Tokens.Uninstall(host.Slack.Home);
        await host.DeliverAsync(host.Stimuli.Uninstalled());
        (await host.AskedAsync("status netflix")).ShouldBeNull();
        var removed = (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldHaveSingleItem();
        (removed.Token, removed.RefreshToken).ShouldBe((null, null));
        removed.RemovedAt.ShouldNotBeNull();

        host.Bot.Time.Advance(TimeSpan.FromMinutes(5));
        await host.InstallAsync();
        (await host.AskedAsync("status netflix")).ShouldStartWith("Netflix:");
    }

    [Fact]
    public async Task What_is_delivered_late_does_not_undo_a_later_installation()
    {
        await using var host = await Installed.StartAsync();
        await host.InstallAsync();
        var (late, revoked) = (host.Stimuli.Uninstalled(), host.Stimuli.TokensRevoked());
        host.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await host.InstallAsync();

        await host.DeliverAsync(late);
        await host.DeliverAsync(revoked);

        (await host.AskedAsync("status netflix")).ShouldStartWith("Netflix:");
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldHaveSingleItem().RemovedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_person_s_token_that_ends_is_nothing_to_the_bot_and_the_bot_s_own_is()
    {
        await using var host = await Installed.StartAsync();
        await host.InstallAsync();

        await host.DeliverAsync(
            host.Stimuli.Event(
                "tokens_revoked",
                new JsonObject
                {
                    ["type"] = "tokens_revoked",
                    ["tokens"] = new JsonObject
                    {
                        ["oauth"] = new JsonArray(StandPeople.Alex),
                        ["bot"] = new JsonArray(),
                    },
                },
                user: null
            )
        );
        (await host.AskedAsync("status netflix")).ShouldStartWith("Netflix:");

        await host.DeliverAsync(host.Stimuli.TokensRevoked());
        (await host.AskedAsync("status netflix")).ShouldBeNull();
    }

    [Fact]
    public async Task The_removal_from_one_workspace_is_nothing_to_another()
    {
        await using var host = await Installed.StartAsync();
        var other = host.Slack.TeamOf(Installed.Other);
        await host.InstallAsync();
        await host.InstallAsync(other);

        await host.DeliverAsync(host.Slack.StimuliIn(other).Uninstalled());

        (await host.AskedAsync("status netflix", other)).ShouldBeNull();
        (await host.AskedAsync("status netflix")).ShouldStartWith("Netflix:");
    }

    [Fact]
    public async Task Within_a_minute_every_replica_knows_of_an_installation_and_of_a_removal()
    {
        var connection = await server.NewDatabaseAsync();
        var settings = InstallingBrowser.Settings(FakeSlack.Team);
        settings["Database:Provider"] = "Postgres";
        settings["ConnectionStrings:PartnerBot"] = connection;
        await using var host = await SlackHost.StartAsync(settings);
        await using var other = host.Beside(settings);
        (await other.AskedAsync("status netflix")).ShouldBeNull();

        await host.InstallAsync();
        host.Bot.Time.Advance(TimeSpan.FromSeconds(59));
        (await other.AskedAsync("status netflix")).ShouldStartWith("Netflix:");

        await host.DeliverAsync(host.Stimuli.Uninstalled());
        host.Bot.Time.Advance(TimeSpan.FromSeconds(59));
        (await other.AskedAsync("status netflix")).ShouldBeNull();
    }
}
