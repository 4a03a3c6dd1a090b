using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>PartnerBot in Socket Mode over the network takes what Bolt takes there, and holds its sockets.</summary>
public sealed class ServedSocketTests(ServedSocketBot bot) : IClassFixture<ServedSocketBot>
{
    private readonly StandSockets sockets = bot.Slack.Sockets;

    [Theory]
    [MemberData(nameof(BoltSocketTests.Names), MemberType = typeof(BoltSocketTests))]
    public async Task What_Bolt_takes_is_taken(string name)
    {
        var stimulus = StimulusCases.Make(name, bot.Slack);

        (await sockets.DeliverAsync(stimulus)).Refusal.ShouldBeNull();

        if (name is "app_uninstalled" or "tokens_revoked")
        {
            await bot.InstallAgainAsync();
        }
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("link_disabled")]
    public async Task It_comes_back_after_a_disconnect(string reason)
    {
        var (old, before) = await TwoAsync();

        await old.DisconnectAsync(reason);
        await sockets.Opened.WaitAsync(_ => true, before + 1);
        await old.CloseAsync();

        await TakesACommandAsync();
    }

    [Fact]
    public async Task It_comes_back_after_one_that_ended_without_a_word()
    {
        var (old, before) = await TwoAsync();

        old.Abort();
        await sockets.Opened.WaitAsync(_ => true, before + 1);

        await TakesACommandAsync();
    }

    [Fact]
    public async Task At_its_end_it_says_goodbye()
    {
        await using var another = new ServedSocketBot();
        await another.InitializeAsync();
        await another.Slack.Sockets.Opened.WaitAsync(_ => true, nth: 2);
        // Both are in use then: they are used in turn. Opened, one may still be on its way.
        await another.Slack.Sockets.DeliverAsync(another.Slack.Stimuli.Command("help"));
        await another.Slack.Sockets.DeliverAsync(another.Slack.Stimuli.Command("help"));

        await another.StopAsync();

        await another.Slack.Sockets.Closed.WaitAsync(_ => true, nth: 2);
        another.Slack.Sockets.Closed.All.ShouldAllBe(socket => socket.SaidGoodbye);
    }

    // One of the two, and how many there ever were.
    private async Task<(StandSocket One, int Opened)> TwoAsync()
    {
        for (var opened = 2; ; opened++)
        {
            await sockets.Opened.WaitAsync(_ => true, opened);
            if (sockets.Connections is [var one, _, ..])
            {
                return (one, sockets.Opened.All.Count);
            }
        }
    }

    private async Task TakesACommandAsync()
    {
        var delivered = await sockets.DeliverAsync(bot.Slack.Stimuli.Command("status netflix"));
        delivered.Refusal.ShouldBeNull();
    }
}
