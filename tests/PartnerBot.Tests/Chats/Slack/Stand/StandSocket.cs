using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>One connection of Socket Mode, at Slack's end.</summary>
internal sealed class StandSocket(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim sending = new(1);

    // Once it was told that it will end, nothing more is sent over it.
    private bool isWarned;

    public bool IsGood => socket.State is WebSocketState.Open && !isWarned;

    /// <summary>Whether the app said that it closes it.</summary>
    public bool SaidGoodbye { get; private set; }

    /// <summary>Tells the app that the connection will end: <c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</summary>
    public async Task DisconnectAsync(string reason)
    {
        isWarned = true;
        await SendAsync(
            new JsonObject
            {
                ["type"] = "disconnect",
                ["reason"] = reason,
                ["debug_info"] = new JsonObject { ["host"] = "applink-1" },
            }
        );
    }

    /// <summary>Ends it as Slack does after a warning.</summary>
    public async Task CloseAsync()
    {
        isWarned = true;
        if (socket.State is WebSocketState.Open)
        {
            await socket.CloseOutputAsync(
                WebSocketCloseStatus.NormalClosure,
                "",
                TestContext.Current.CancellationToken
            );
        }
    }

    /// <summary>Ends it without a word.</summary>
    public void Abort()
    {
        isWarned = true;
        socket.Abort();
    }

    /// <summary>Sends any text, also what isn't JSON.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            await SendInTurnAsync(text);
        }
        catch (Exception error) when (error is WebSocketException or IOException or ObjectDisposedException)
        {
            // The app has gone: what was to be said goes over another connection.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }

    internal Task SendAsync(JsonObject message) => SendAsync(message.ToJsonString());

    private async Task SendInTurnAsync(string text)
    {
        await sending.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(text),
                WebSocketMessageType.Text,
                endOfMessage: true,
                TestContext.Current.CancellationToken
            );
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>What the app says, until the connection ends.</summary>
    internal async IAsyncEnumerable<JsonObject> ReadAsync()
    {
        while (await ReceiveAsync() is { } text)
        {
            if (JsonReading.TryParse(text, out var node) && node is JsonObject message)
            {
                yield return message;
            }
        }
    }

    private async Task<string?> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    SaidGoodbye = true;
                    await CloseAsync();
                    return null;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    return Encoding.UTF8.GetString(message.ToArray());
                }
            }
        }
        catch (Exception error)
            when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }
}
