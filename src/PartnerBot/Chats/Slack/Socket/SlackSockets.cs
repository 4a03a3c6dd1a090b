using System.Net.WebSockets;

namespace PartnerBot.Chats.Slack.Socket;

/// <summary>Opens a socket; tests open one into their stand-in.</summary>
internal delegate Task<WebSocket> OpenSocket(Uri address, CancellationToken cancellationToken);

/// <summary>Opens sockets over the network.</summary>
internal static class SlackSockets
{
    // Nobody is there where nothing comes back in this time.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    // Redirected, it would show its ticket elsewhere; a proxy of the environment is used.
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<WebSocket> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = Beat;
        socket.Options.KeepAliveTimeout = Silence;
        try
        {
            await socket.ConnectAsync(address, Invoker, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
