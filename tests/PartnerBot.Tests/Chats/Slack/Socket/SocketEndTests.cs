using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Socket;

/// <summary>Sockets end, and others follow them.</summary>
public sealed class SocketEndTests
{
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task Before_one_closes_another_is_open_and_nothing_is_lost_meanwhile(string reason)
    {
        await using var host = await SocketHost.StartAsync();
        host.Last();
        var old = host.Slack.Sockets.Connections[0];
        List<Task<Delivered>> stream = [];
        void Tell() => stream.Add(host.Slack.Sockets.DeliverAsync(host.Stimuli.Mention("status netflix")));

        Tell();
        await old.DisconnectAsync(reason);
        Tell();
        await host.OpenedAsync(3);
        host.Slack.Sockets.Closed.All.ShouldBeEmpty();
        Tell();
        await old.CloseAsync();
        Tell();
        await host.ClosedAsync(1);
        Tell();
        await Task.WhenAll(stream);
        await host.IdleAsync();

        host.Slack.Sockets.Connections.Count.ShouldBe(2);
        host.Slack.Sockets.Opened.All.Count.ShouldBe(3);
        host.Slack.CallsOf("chat.postMessage").Count.ShouldBe(stream.Count);
        host.Said().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_ends_without_a_word_is_followed_by_another_and_what_it_carried_comes_again()
    {
        await using var host = await SocketHost.StartAsync();
        host.Last();
        var held = host.Slack.Hold("auth.test");
        var delivering = host.Slack.Sockets.DeliverAsync(host.Stimuli.Mention("status netflix"));
        var sent = await host.Slack.Sockets.Sent.WaitAsync(_ => true);

        sent.Carrier!.Abort();
        await host.ClosedAsync(1);
        await host.Slack.Sockets.Sent.WaitAsync(_ => true, nth: 2);
        held.SetResult();

        (await delivering).Refusal.ShouldBeNull();
        await host.OpenedAsync(3);
        await host.IdleAsync();
        host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task All_that_are_closed_at_once_are_followed()
    {
        await using var host = await SocketHost.StartAsync();
        host.Last();

        foreach (var socket in host.Slack.Sockets.Connections)
        {
            await socket.CloseAsync();
        }

        await host.OpenedAsync(4);
        (await host.SendAsync(host.Stimuli.Mention("status netflix"))).Refusal.ShouldBeNull();
        host.Said().ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_that_are_closed_as_soon_as_they_are_open_are_not_opened_all_the_time()
    {
        var clock = SocketHost.Clock();
        await using var host = await SocketHost.NewAsync(clock);
        await host.OpenedAsync(2);

        for (var (round, pause) = (1, SocketHost.ShortestPause); round <= 4; round++, pause *= 2)
        {
            foreach (var socket in host.Slack.Sockets.Connections)
            {
                await socket.CloseAsync();
            }

            await clock.WaitedForAsync(pause);
            await clock.WaitedForAsync(pause);
            host.Slack.CallsOf("apps.connections.open").Count.ShouldBe(2 * round);
            clock.Advance(pause);
            await host.OpenedAsync(2 * (round + 1));
        }
    }

    [Fact]
    public async Task One_that_brings_more_than_Slack_ever_sends_is_closed_and_followed()
    {
        await using var host = await SocketHost.StartAsync();
        host.Last();
        var socket = host.Slack.Sockets.Connections[0];

        await socket.SendAsync(new string(' ', 600 * 1024));

        (await host.Slack.Sockets.Closed.WaitAsync(_ => true)).ShouldBe(socket);
        await host.OpenedAsync(3);
        (await host.SendAsync(host.Stimuli.Mention("status netflix"))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Turned_off_for_the_app_it_says_so_and_tries_again_with_pauses()
    {
        var clock = SocketHost.Clock();
        await using var host = await SocketHost.StartAsync(clock);

        foreach (var socket in host.Slack.Sockets.Connections)
        {
            await socket.DisconnectAsync("link_disabled");
        }

        await host.ClosedAsync(2);
        await clock.WaitedForAsync(SocketHost.ShortestPause);
        await clock.WaitedForAsync(SocketHost.ShortestPause);
        host.Slack.Sockets.Opened.All.Count.ShouldBe(2);
        const string Said =
            "Error: Slack says that Socket Mode is turned off for the app; turn it on in the app's settings";
        await host.AfterAsync(TimeSpan.Zero, () => host.Said().Count == 2);
        host.Said().ShouldBe([Said, Said]);
        clock.Advance(SocketHost.ShortestPause);
        await host.OpenedAsync(4);
    }

    [Fact]
    public async Task At_the_end_of_the_program_what_is_under_way_is_answered_and_both_are_closed()
    {
        await using var host = await SocketHost.StartAsync();
        await host.InUseAsync();
        var held = host.Slack.Hold("users.info");
        var delivering = host.Slack.Sockets.DeliverAsync(host.Stimuli.Command("status netflix"));
        await host.Slack.CalledAsync("auth.test");

        var stopping = host.Bot.DisposeAsync().AsTask();
        held.SetResult();

        (await delivering).Last.Json.Text("text").ShouldNotBeNull().ShouldStartWith("Netflix:");
        await stopping;
        await host.ClosedAsync(2);
        host.Slack.Sockets.Closed.All.ShouldAllBe(socket => socket.SaidGoodbye);
    }
}
