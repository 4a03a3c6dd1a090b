using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand.Tests;

public sealed class SocketModeTests : StandInMemory
{
    [Fact]
    public async Task A_ticket_opens_one_connection()
    {
        var address = await AddressAsync();
        using var socket = await Slack.ConnectAsync(address, TestContext.Current.CancellationToken);
        (await ReadAsync(socket)).Text("type").ShouldBe("hello");
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Slack.ConnectAsync(address, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task An_answer_comes_with_the_word_that_it_was_taken()
    {
        using var socket = await OpenAsync();
        var delivering = Slack.Sockets.DeliverAsync(Slack.Stimuli.Command("status netflix"));
        var envelope = await ReadAsync(socket);
        envelope.Text("type").ShouldBe("slash_commands");
        envelope.Flag("accepts_response_payload").ShouldBeTrue();
        await AcknowledgeAsync(socket, envelope, new() { ["text"] = "Netflix" });
        (await delivering).Refusal.ShouldBeNull();
        Slack.Home.Channel(StandPlaces.Deals)!.Ephemerals.ShouldHaveSingleItem().Text.ShouldBe("Netflix");
    }

    [Fact]
    public async Task What_nobody_took_is_sent_again_over_another_connection()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        var delivering = Slack.Sockets.DeliverAsync(Slack.Stimuli.Mention("status netflix"));
        var sent = await Slack.Sockets.Sent.WaitAsync(_ => true);
        sent.Carrier!.Abort();
        await Slack.Sockets.Sent.WaitAsync(_ => true, nth: 2);

        // Which of the two it came over first is Slack's affair.
        var other = sent.Carrier == Slack.Sockets.Opened.All[0] ? first : second;
        var again = await ReadAsync(other);
        again.Number("retry_attempt", 0).ShouldBe(1);
        await AcknowledgeAsync(other, again);
        (await delivering).Refusal.ShouldBeNull();
        Slack.Sockets.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_took_in_time_is_sent_again()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        var delivering = Slack.Sockets.DeliverAsync(Slack.Stimuli.Mention("status netflix"));
        await Slack.Sockets.Sent.WaitAsync(_ => true);
        await Slack.Sockets.ResendAsync();
        var both = new[] { await ReadAsync(first), await ReadAsync(second) };
        both.Select(one => one.Text("envelope_id")).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        both.Select(one => one.Number("retry_attempt", -1)).ShouldBe([0, 1], ignoreOrder: true);
        await AcknowledgeAsync(first, both[0]);
        (await delivering).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task What_came_while_nobody_listened_waits()
    {
        var delivering = Slack.Sockets.DeliverAsync(Slack.Stimuli.Mention("status netflix"));
        using var socket = await OpenAsync();
        await AcknowledgeAsync(socket, await ReadAsync(socket));
        (await delivering).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Over_a_connection_that_will_end_nothing_more_is_sent()
    {
        using var first = await OpenAsync();
        await Slack.Sockets.Opened.All[0].DisconnectAsync("warning");
        (await ReadAsync(first)).Text("reason").ShouldBe("warning");
        using var second = await OpenAsync();
        var delivering = Slack.Sockets.DeliverAsync(Slack.Stimuli.Mention("status netflix"));
        await AcknowledgeAsync(second, await ReadAsync(second));
        (await delivering).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task There_are_ten_connections_at_most()
    {
        var all = new List<WebSocket>();
        for (var number = 0; number < 10; number++)
        {
            all.Add(await OpenAsync());
        }

        using var eleventh = await Slack.ConnectAsync(await AddressAsync(), TestContext.Current.CancellationToken);
        (await ReadAsync(eleventh)).Text("reason").ShouldBe("too_many_websockets");
        Slack.Sockets.Opened.All.Count.ShouldBe(10);
        all.ForEach(socket => socket.Dispose());
    }

    private async Task<WebSocket> OpenAsync()
    {
        var before = Slack.Sockets.Opened.All.Count;
        var socket = await Slack.ConnectAsync(await AddressAsync(), TestContext.Current.CancellationToken);
        (await ReadAsync(socket)).Text("type").ShouldBe("hello");
        await Slack.Sockets.Opened.WaitAsync(_ => true, before + 1);
        return socket;
    }

    private async Task<Uri> AddressAsync() =>
        new((await CallAsync("apps.connections.open", [], FakeSlack.AppToken)).Text("url")!);

    private static async Task<JsonObject> ReadAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var count = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(count), TestContext.Current.CancellationToken);
            count += part.Count;
        } while (!part.EndOfMessage);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, count))!.AsObject();
    }

    private static Task AcknowledgeAsync(WebSocket socket, JsonObject envelope, JsonObject? payload = null)
    {
        var word = new JsonObject { ["envelope_id"] = envelope["envelope_id"].Copy() };
        if (payload is not null)
        {
            word["payload"] = payload;
        }

        return socket.SendAsync(
            Encoding.UTF8.GetBytes(word.ToJsonString()),
            WebSocketMessageType.Text,
            endOfMessage: true,
            TestContext.Current.CancellationToken
        );
    }
}
