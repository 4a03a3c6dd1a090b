using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack.Socket;

/// <summary>The bot in Socket Mode.</summary>
internal static class SocketHost
{
    /// <summary>How long a socket is open that was worth opening.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["Slack:SigningSecret"] = null,
        ["Slack:AppToken"] = FakeSlack.AppToken,
    };

    public static TestClock Clock() => new(RegistryHarness.Start);

    /// <summary>Not started yet, so that a test can say what Slack answers at first.</summary>
    public static Task<SlackHost> NewAsync(FakeTimeProvider? time = null) => SlackHost.StartAsync(Settings, time);

    /// <summary>Started, with both of its sockets open.</summary>
    public static async Task<SlackHost> StartAsync(FakeTimeProvider? time = null)
    {
        var host = await NewAsync(time);
        await host.OpenedAsync(2);
        return host;
    }

    /// <summary>Its sockets are open for a while: those that end are followed at once.</summary>
    public static void Last(this SlackHost host) => host.Bot.Time.Advance(Lasting);

    /// <summary>What was logged of sockets: time that passes at once may end what the start still does.</summary>
    public static IReadOnlyList<string> Said(this SlackHost host) =>
        [.. host.Bot.Log.All.Where(line => line.Contains("socket", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Until so many sockets were ever opened.</summary>
    public static async Task OpenedAsync(this SlackHost host, int all)
    {
        _ = host.Client;
        await host.Slack.Sockets.Opened.WaitAsync(_ => true, all);
    }

    /// <summary>Until the bot takes what comes over both sockets, which Slack uses in turn: opened, one may still be on its way.</summary>
    public static async Task InUseAsync(this SlackHost host)
    {
        var byNobody = new JsonObject { ["type"] = "block_actions" };
        for (var socket = 0; socket < 2; socket++)
        {
            await host.Slack.Sockets.DeliverAsync(
                new("a press by nobody", StimulusKind.Interaction, byNobody, host.Slack.Home)
            );
        }
    }

    /// <summary>Until so many sockets have ever ended.</summary>
    public static Task ClosedAsync(this SlackHost host, int all) => host.Slack.Sockets.Closed.WaitAsync(_ => true, all);

    /// <summary>Sends it over a socket, and waits until all has been done about it.</summary>
    public static async Task<Delivered> SendAsync(this SlackHost host, SlackStimulus stimulus)
    {
        var delivered = await host.Slack.Sockets.DeliverAsync(stimulus);
        await host.IdleAsync();
        return delivered;
    }
}
