using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>What arrives on one of the playground's sockets, in order, each kept until a test takes it.</summary>
internal sealed class Frames : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonElement> arriving = Channel.CreateUnbounded<JsonElement>();
    private readonly List<JsonElement> kept = [];
    private Task reading = Task.CompletedTask;

    private Frames() { }

    public static async Task<Frames> OpenAsync(string url, string path)
    {
        var frames = new Frames();
        await frames.socket.ConnectAsync(
            new Uri(url.Replace("http://", "ws://", StringComparison.Ordinal) + path),
            TestContext.Current.CancellationToken
        );
        frames.reading = frames.ReadAsync();
        return frames;
    }

    /// <summary>What has arrived by now and was not taken.</summary>
    public IReadOnlyList<JsonElement> Kept
    {
        get
        {
            while (arriving.Reader.TryRead(out var frame))
            {
                kept.Add(frame);
            }

            return [.. kept];
        }
    }

    /// <summary>Takes the first frame of that kind.</summary>
    public async Task<JsonElement> TakeAsync(Func<JsonElement, bool> isOne)
    {
        using var limit = Patience.Limit();
        try
        {
            var at = kept.FindIndex(frame => isOne(frame));
            while (at < 0)
            {
                kept.Add(await arriving.Reader.ReadAsync(limit.Token));
                at = isOne(kept[^1]) ? kept.Count - 1 : -1;
            }

            var found = kept[at];
            kept.RemoveAt(at);
            return found;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"Nothing of the kind came, but this:\n{string.Join('\n', kept)}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    arriving.Writer.TryWrite(JsonSerializer.Deserialize<JsonElement>(message.ToArray()));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception)
            when (exception
                    is WebSocketException
                        or OperationCanceledException
                        or ObjectDisposedException
                        or JsonException
            )
        {
            arriving.Writer.TryComplete(exception);
        }
    }
}
