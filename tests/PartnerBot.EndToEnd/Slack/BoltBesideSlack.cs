using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>An app on Slack's own Bolt, over HTTP, and the stand-in that it takes for Slack.</summary>
public sealed class BoltBesideSlack : IAsyncLifetime
{
    public const string Package = "@slack/bolt";

    private FakeSlack? slack;

    internal FakeSlack Slack
    {
        get
        {
            NodeProgram.Need(Package);
            return slack!;
        }
    }

    internal NodeProgram Bolt { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!NodeProgram.IsInstalled(Package))
        {
            return;
        }

        slack = await FakeSlack.StartAsync(TimeProvider.System, onLoopback: true);
        Bolt = await NodeProgram.StartAsync("bolt-app.cjs", Settings(slack));
        Client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Bolt.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await (Bolt?.DisposeAsync() ?? default);
        await (slack?.DisposeAsync() ?? default);
    }

    internal static Dictionary<string, string> Settings(FakeSlack slack) =>
        new(StringComparer.Ordinal)
        {
            ["SLACK_API_URL"] = slack.ApiAddress.AbsoluteUri,
            ["SLACK_SIGNING_SECRET"] = FakeSlack.SigningSecret,
            ["SLACK_BOT_TOKEN"] = FakeSlack.BotToken,
        };
}
