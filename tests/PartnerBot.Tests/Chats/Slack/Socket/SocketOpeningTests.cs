using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Socket;

/// <summary>Where no socket can be opened, it is tried again, ever less often.</summary>
public sealed class SocketOpeningTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("internal_error", "internal_error")]
    [InlineData("HTML", "answer")]
    [InlineData("503", "503")]
    [InlineData("invalid_auth", "invalid_auth")]
    public async Task It_is_tried_again_with_growing_pauses(string trouble, string logged)
    {
        var clock = SocketHost.Clock();
        await using var host = await SocketHost.NewAsync(clock);
        host.Slack.Answer = call => call.Method is "apps.connections.open" ? Trouble(trouble) : null;
        _ = host.Client;

        var tries = 0;
        for (var pause = SocketHost.ShortestPause; pause < Minute; pause *= 2)
        {
            await WaitedAsync(clock, pause);
            host.Slack.CallsOf("apps.connections.open").Count.ShouldBe(tries += 2);
            host.Said().Count(line => line == Line(logged)).ShouldBe(tries);
            clock.Advance(pause);
        }

        await WaitedAsync(clock, Minute);
        clock.Advance(Minute);
        await WaitedAsync(clock, Minute);
        host.Slack.Answer = _ => null;
        clock.Advance(Minute);
        await host.OpenedAsync(2);
        (await host.SendAsync(host.Stimuli.Mention("status netflix"))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task The_time_that_Slack_wants_to_be_left_alone_is_kept()
    {
        var (clock, pause) = (SocketHost.Clock(), TimeSpan.FromSeconds(37));
        await using var host = await SocketHost.NewAsync(clock);
        host.Slack.Limit("apps.connections.open", retryAfter: 37, times: 2);
        _ = host.Client;

        await WaitedAsync(clock, pause);
        host.Slack.CallsOf("apps.connections.open").Count.ShouldBe(2);
        clock.Advance(pause);

        await host.OpenedAsync(2);
        host.Said().ShouldBe([Line("ratelimited"), Line("ratelimited")]);
    }

    [Fact]
    public async Task Slack_that_never_answers_is_given_up_after_ten_seconds()
    {
        var clock = SocketHost.Clock();
        await using var host = await SocketHost.NewAsync(clock);
        host.Slack.Answer = _ => StandAnswer.Hanging;
        _ = host.Client;
        await host.Slack.CalledAsync("apps.connections.open", nth: 2);
        host.Slack.Answer = _ => null;

        clock.Advance(TimeSpan.FromSeconds(10));
        await WaitedAsync(clock, SocketHost.ShortestPause);
        clock.Advance(SocketHost.ShortestPause);

        await host.OpenedAsync(2);
        host.Said().ShouldBe([Line("timeout"), Line("timeout")]);
    }

    [Theory]
    [InlineData("http://wss-primary.slack.com/link/?ticket=1")]
    [InlineData("ws://wss-primary.slack.com/link/?ticket=1")]
    [InlineData("https://wss-primary.slack.com/link/?ticket=1")]
    [InlineData("wss://slack.com.evil.test/link/?ticket=1")]
    [InlineData("wss://evilslack.com/link/?ticket=1")]
    [InlineData("wss://127.0.0.1/link/?ticket=1")]
    [InlineData("/link/?ticket=1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_address_that_is_not_Slack_s_is_not_opened(string? url)
    {
        var clock = SocketHost.Clock();
        await using var host = await SocketHost.NewAsync(clock);
        host.Slack.Answer = call =>
            call.Method is "apps.connections.open"
                ? StandAnswer.Of(new JsonObject { ["ok"] = true, ["url"] = url })
                : null;
        _ = host.Client;

        await WaitedAsync(clock, SocketHost.ShortestPause);

        host.Said().ShouldBe([Line("address"), Line("address")]);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_asked_for_anew()
    {
        var clock = SocketHost.Clock();
        await using var host = await SocketHost.NewAsync(clock);
        host.Slack.Answer = call =>
            call.Method is "apps.connections.open"
                ? StandAnswer.Of(
                    new JsonObject { ["ok"] = true, ["url"] = "wss://wss-primary.slack.com/link/?ticket=used" }
                )
                : null;
        _ = host.Client;
        await WaitedAsync(clock, SocketHost.ShortestPause);
        host.Slack.Answer = _ => null;

        clock.Advance(SocketHost.ShortestPause);

        await host.OpenedAsync(2);
        host.Said().Count.ShouldBe(2);
        host.Said().ShouldAllBe(line => !line.Contains("ticket", StringComparison.Ordinal));
    }

    // Both of the sockets wait.
    private static async Task WaitedAsync(TestClock clock, TimeSpan pause)
    {
        await clock.WaitedForAsync(pause);
        await clock.WaitedForAsync(pause);
    }

    private static string Line(string reason) =>
        $"Error: No socket to Slack could be opened ({reason}); it is tried again";

    private static StandAnswer Trouble(string name) =>
        name switch
        {
            "HTML" => StandAnswer.Html,
            "503" => StandAnswer.ServerError(503),
            _ => StandAnswer.Error(name),
        };
}
