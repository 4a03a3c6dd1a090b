using System.Net;
using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Socket;

/// <summary>All that Slack sends comes over sockets too, and is answered there.</summary>
public sealed class SocketDeliveryTests
{
    // The first five are no envelopes; the others are, and there is nothing to do about them.
    private static readonly string[] Unreadable =
    [
        "{bad",
        "",
        "null",
        "[]",
        """{"type": 7}""",
        """{"type": "unheard_of"}""",
        """{"type": "unheard_of", "envelope_id": "1", "payload": {}}""",
        """{"type": "events_api", "envelope_id": "1"}""",
        """{"type": "slash_commands", "envelope_id": "1", "payload": null}""",
        """{"type": "interactive", "envelope_id": "1", "payload": null}""",
        """{"type": "interactive", "envelope_id": "1", "payload": {"user": 7}}""",
    ];

    [Fact]
    public async Task Two_sockets_stand_in_for_the_routes()
    {
        await using var host = await SocketHost.StartAsync();

        host.Slack.Sockets.Connections.Count.ShouldBe(2);
        foreach (var path in new[] { "events", "commands", "interactions", "options", "install", "oauth" })
        {
            using var request = host.Stimuli.Command("help").Request($"/slack/{path}", host.Slack.Clock.GetUtcNow());
            using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Events_are_acknowledged_and_answered()
    {
        await using var host = await SocketHost.StartAsync();

        (await host.SendAsync(host.Stimuli.Mention("status netflix"))).Last.Body.ShouldBeEmpty();
        await host.SendAsync(host.Stimuli.DirectMessage("status netflix"));
        await host.SendAsync(host.Stimuli.HomeOpened());

        host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].Text.ShouldStartWith("Netflix: negotiating");
        host.Slack.Home.DirectWith(StandPeople.Alex).Messages[^1].Text.ShouldStartWith("Netflix: negotiating");
        host.Slack.Home.Views.Home(StandPeople.Alex).ShouldNotBeNull();
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_is_answered_in_its_acknowledgement()
    {
        await using var host = await SocketHost.StartAsync();

        var delivered = await host.SendAsync(host.Stimuli.Command("status netflix", StandPeople.Sari));

        delivered.Refusal.ShouldBeNull();
        delivered.Last.Json.Text("response_type").ShouldBe("ephemeral");
        var seen = host.Slack.Home.Channel(StandPlaces.Deals)!.Ephemerals.ShouldHaveSingleItem();
        seen.OnlyFor.ShouldBe(StandPeople.Sari);
        seen.Text.ShouldStartWith("Netflix: dalam negosiasi");
        host.Slack.ResponseUrls.Uses.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Presses_suggestions_and_what_is_filled_in_are_answered()
    {
        await using var host = await SocketHost.StartAsync();
        await host.SendAsync(host.Stimuli.Mention("status netflix"));
        var card = host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1];
        await host.SendAsync(host.Stimuli.Press(card, card.Blocks.Button("Netflix timeline"), StandPeople.Sari));
        host.Slack.Home.Channel(StandPlaces.Deals)!.Ephemerals[^1].OnlyFor.ShouldBe(StandPeople.Sari);

        await host.SendAsync(host.Stimuli.Shortcut("ask"));
        var modal = host.Slack.Home.Views.Top(StandPeople.Alex)!;
        var partner = modal["blocks"].Only("external_select");
        var offered = await host.SendAsync(host.Stimuli.Suggest(modal, partner, "net"));
        offered.Refusal.ShouldBeNull();
        offered.Last.Json.List("options")!.ShouldHaveSingleItem().Text("value").ShouldBe("netflix");

        var filled = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [partner] = "netflix",
            [modal["blocks"].Only("static_select")] = "status",
        };
        var sent = await host.SendAsync(host.Stimuli.Submit(modal, filled));
        sent.Last.Json.Text("response_action").ShouldBe("update");
        host.Slack.Home.Views.Top(StandPeople.Alex)!.Texts().ShouldContain("Netflix");
    }

    [Fact]
    public async Task What_nobody_knows_is_acknowledged_and_nothing_is_done()
    {
        await using var host = await SocketHost.StartAsync();

        foreach (
            var name in StimulusCases
                .Names.Select(one => one.Data)
                // Setup's questions are about addresses; what a removal does is seen elsewhere.
                .Except(["url_verification", "ssl_check", "app_uninstalled", "tokens_revoked"])
                .Where(name => !name.StartsWith("block_suggestion", StringComparison.Ordinal))
        )
        {
            (await host.SendAsync(StimulusCases.Make(name, host.Slack))).Refusal.ShouldBeNull(name);
        }

        host.Slack.Sockets.Waiting.ShouldBe(0);
        host.Slack.Sockets.Connections.Count.ShouldBe(2);
        host.Bot.Log.All.ShouldAllBe(line =>
            line == $"Warning: Something pressed in the workspace {FakeSlack.Team} carried nothing that can be read"
        );
    }

    [Fact]
    public async Task An_event_that_can_not_be_kept_is_not_acknowledged_and_has_one_effect_once_it_can()
    {
        await using var host = await SocketHost.StartAsync();
        await host.SendAsync(host.Stimuli.DirectMessage("help"));
        var before = host.Slack.CallsOf("chat.postMessage").Count;
        await host.RunAsync("ALTER TABLE \"SlackEvent\" RENAME TO \"Gone\"");

        var delivering = host.Slack.Sockets.DeliverAsync(host.Stimuli.Mention("status netflix"));
        await host.AfterAsync(TimeSpan.Zero, () => host.Bot.Log.All.Count > 0);
        host.Slack.Sockets.Waiting.ShouldBe(1);
        var first = host.Slack.Sockets.Sent.All[^1].Carrier;

        await host.RunAsync("ALTER TABLE \"Gone\" RENAME TO \"SlackEvent\"");
        await host.Slack.Sockets.ResendAsync();
        (await delivering).Refusal.ShouldBeNull();
        await host.IdleAsync();

        var acknowledged = host.Slack.Sockets.Acknowledged.All[^1];
        acknowledged.Envelope.Attempts.ShouldBe(2);
        acknowledged.Socket.ShouldNotBe(first);
        host.Slack.CallsOf("chat.postMessage").Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_comes_over_both_sockets_at_once_has_one_effect()
    {
        await using var host = await SocketHost.StartAsync();
        var mention = host.Stimuli.Mention("status netflix");

        await Task.WhenAll(host.Slack.Sockets.DeliverAsync(mention), host.Slack.Sockets.DeliverAsync(mention));
        await host.IdleAsync();

        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_can_not_be_read_ends_no_socket()
    {
        await using var host = await SocketHost.StartAsync();
        foreach (var text in Unreadable)
        {
            foreach (var socket in host.Slack.Sockets.Connections)
            {
                await socket.SendAsync(text);
            }
        }

        // Slack takes them by turns.
        await host.SendAsync(host.Stimuli.Mention("status netflix"));
        await host.SendAsync(host.Stimuli.Mention("status netflix"));

        host.Slack.Sockets.Acknowledged.All.Select(one => one.Socket).Distinct().Count().ShouldBe(2);
        host.Slack.Sockets.Closed.All.ShouldBeEmpty();
        host.Bot.Log.All.Count.ShouldBe(10);
        host.Bot.Log.All.ShouldAllBe(line =>
            line == "Warning: What came over a socket is no envelope; it is passed over"
        );
    }
}
