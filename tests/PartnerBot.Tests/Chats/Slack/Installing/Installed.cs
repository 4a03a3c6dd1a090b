using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Installing;

/// <summary>A bot that workspaces install themselves.</summary>
internal static class Installed
{
    public const string Other = "T0000000002";

    /// <summary>With nothing installed yet; the usual workspace and <see cref="Other"/> may.</summary>
    public static async Task<SlackHost> StartAsync(Dictionary<string, string?>? changes = null)
    {
        var settings = InstallingBrowser.Settings(FakeSlack.Team, Other);
        foreach (var (name, value) in changes ?? [])
        {
            settings[name] = value;
        }

        var host = await SlackHost.StartAsync(settings);
        host.Slack.AddWorkspace(Other, "Indosat");
        return host;
    }

    /// <summary>With these workspaces, where somebody installs it.</summary>
    public static async Task InstallAsync(this SlackHost host, Workspace? team = null)
    {
        using var browser = new InstallingBrowser(host);
        (await browser.InstallAsync(team ?? host.Slack.Home)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    /// <summary>A command's answer; null where nobody answers.</summary>
    public static async Task<string?> AskedAsync(this SlackHost host, string text, Workspace? team = null)
    {
        var command = host.Slack.StimuliIn(team ?? host.Slack.Home).Command(text);
        var delivered = await host.DeliverAsync(command);
        delivered.Refusal.ShouldBeNull();
        return delivered.Last.Json.Text("text");
    }

    /// <summary>The tokens that a method was called with, in order.</summary>
    public static IReadOnlyList<string?> TokensOf(this FakeSlack slack, string method) =>
        [.. slack.CallsOf(method).Select(call => call.Token)];
}
