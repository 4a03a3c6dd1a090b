using System.Net.WebSockets;
using System.Text.Json;
using PartnerBot.Chats.Http;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Chats.Slack.Socket;

/// <summary>How a socket came to its end.</summary>
internal enum SocketEnd
{
    /// <summary>The other side closed it, or it broke.</summary>
    Closed,

    /// <summary>Slack has turned Socket Mode off for the app.</summary>
    Disabled,
}

/// <summary>One socket: takes what comes, and acknowledges it once it is kept.</summary>
internal sealed partial class SlackSocket(WebSocket socket, SlackReceiver receiver, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource warned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool greeted;

    /// <summary>Is done when Slack says that it will close this socket: now is the time for another.</summary>
    public Task Warned => warned.Task;

    /// <summary>Whether Slack has said that things will come over it, and has not turned it off since.</summary>
    public bool IsGreeted => greeted;

    /// <summary>Until it ends. What is under way then is brought to its end before the socket is closed.</summary>
    public async Task<SocketEnd> RunAsync(CancellationToken cancellationToken)
    {
        List<Task> underWay = [];
        try
        {
            while (await ReceiveAsync(cancellationToken) is { } message)
            {
                if (Read(message) is not { } envelope)
                {
                    LogUnreadable();
                    continue;
                }

                if (envelope is { Type: "disconnect", Reason: "link_disabled" })
                {
                    greeted = false;
                    return SocketEnd.Disabled;
                }

                underWay.RemoveAll(task => task.IsCompleted);
                underWay.Add(TakeAsync(envelope));
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        catch (Exception exception) when (exception is WebSocketException or IOException)
        {
            LogBroken(exception.GetType().Name);
        }
        finally
        {
            warned.TrySetResult();
            await Task.WhenAll(underWay);
            await CloseAsync();
        }

        return SocketEnd.Closed;
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }

    private Task TakeAsync(Envelope envelope)
    {
        switch (envelope.Type)
        {
            case "hello":
                greeted = true;
                return Task.CompletedTask;
            case "disconnect":
                warned.TrySetResult();
                return Task.CompletedTask;
            default:
                return Task.Run(() => DealAsync(envelope));
        }
    }

    private async Task DealAsync(Envelope envelope)
    {
        if (envelope.EnvelopeId is not { Length: > 0 } id)
        {
            return;
        }

        try
        {
            var reply = SlackDelivery.Read(envelope.Type, envelope.Payload) is { } delivery
                ? await receiver.ReceiveAsync(delivery, CancellationToken.None)
                : SlackReply.Nothing;
            if (reply.IsAccepted)
            {
                var json = envelope.AcceptsResponsePayload ? reply.Json : null;
                await SendAsync(EnvelopeJson.Acknowledge(id, json));
            }
        }
        catch (Exception exception)
        {
            // Not acknowledged, it comes again.
            LogNotTaken(exception, envelope.Type);
        }
    }

    private async Task SendAsync(byte[] message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    // Null where it was closed, or what came is larger than anything that Slack sends.
    private async Task<byte[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var part = new byte[16 * 1024];
        while (true)
        {
            // Told to end, a receipt would take the whole socket with it, and what is yet to be said there.
            var received = await socket.ReceiveAsync(part, CancellationToken.None).WaitAsync(cancellationToken);
            if (
                received.MessageType is WebSocketMessageType.Close
                || message.Length + received.Count > AskBody.Largest * 2
            )
            {
                return null;
            }

            message.Write(part, 0, received.Count);
            if (received.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    private static Envelope? Read(byte[] message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, EnvelopeJson.Web.Envelope);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Said, so that Slack sends nothing more into it.
    private async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            // It is closed, then.
        }
    }

    [LoggerMessage(55, LogLevel.Information, "A socket to Slack broke ({Failure}); another is opened")]
    private partial void LogBroken(string failure);

    [LoggerMessage(59, LogLevel.Warning, "What came over a socket is no envelope; it is passed over")]
    private partial void LogUnreadable();

    [LoggerMessage(56, LogLevel.Error, "What came over a socket ({Type}) could not be taken")]
    private partial void LogNotTaken(Exception exception, string? type);
}
