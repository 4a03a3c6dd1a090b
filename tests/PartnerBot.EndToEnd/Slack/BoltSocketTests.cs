using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>The same over Socket Mode, and how Slack's own client holds its connection.</summary>
public sealed class BoltSocketTests(BoltSocketTests.BoltOverSocket beside)
    : IClassFixture<BoltSocketTests.BoltOverSocket>
{
    private readonly FakeSlack slack = beside.Slack;

    // Setup's questions are about addresses, which there are none of here.
    public static TheoryData<string> Names =>
        [.. StimulusCases.Names.Select(one => one.Data).Except(["url_verification", "ssl_check"])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bolt_takes_what_Slack_tells(string name)
    {
        var stimulus = StimulusCases.Make(name, slack);
        (await slack.Sockets.DeliverAsync(stimulus)).Refusal.ShouldBeNull();
        await beside.Bolt.HeardAsync(stimulus);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("link_disabled")]
    public async Task Bolt_comes_back_after_a_disconnect(string reason)
    {
        var before = slack.Sockets.Opened.All.Count;
        var socket = slack.Sockets.Connections.ShouldHaveSingleItem();
        await socket.DisconnectAsync(reason);
        await slack.Sockets.Opened.WaitAsync(_ => true, before + 1);
        await TakesACommandAsync();
    }

    [Fact]
    public async Task Bolt_comes_back_after_a_connection_that_ended_without_a_word()
    {
        var before = slack.Sockets.Opened.All.Count;
        slack.Sockets.Connections.ShouldHaveSingleItem().Abort();
        await slack.Sockets.Opened.WaitAsync(_ => true, before + 1);
        await TakesACommandAsync();
    }

    private async Task TakesACommandAsync()
    {
        var stimulus = slack.Stimuli.Command("status netflix");
        (await slack.Sockets.DeliverAsync(stimulus)).Refusal.ShouldBeNull();
        await beside.Bolt.HeardAsync(stimulus);
    }

    /// <summary>An app on Slack's own Bolt, over Socket Mode.</summary>
    public sealed class BoltOverSocket : IAsyncLifetime
    {
        private FakeSlack? slack;

        internal FakeSlack Slack
        {
            get
            {
                NodeProgram.Need(BoltBesideSlack.Package);
                return slack!;
            }
        }

        internal NodeProgram Bolt { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            if (!NodeProgram.IsInstalled(BoltBesideSlack.Package))
            {
                return;
            }

            slack = await FakeSlack.StartAsync(TimeProvider.System, onLoopback: true);
            var settings = BoltBesideSlack.Settings(slack);
            settings["SLACK_APP_TOKEN"] = FakeSlack.AppToken;
            Bolt = await NodeProgram.StartAsync("bolt-app.cjs", settings);
        }

        public async ValueTask DisposeAsync()
        {
            await (Bolt?.DisposeAsync() ?? default);
            await (slack?.DisposeAsync() ?? default);
        }
    }
}
