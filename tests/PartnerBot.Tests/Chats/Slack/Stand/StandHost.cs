using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Where the stand-in listens.</summary>
internal sealed class StandHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool onLoopback;

    private StandHost(WebApplication app, bool onLoopback) => (this.app, this.onLoopback) = (app, onLoopback);

    public Uri Address =>
        onLoopback
            ? new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
            : new("https://slack.com/");

    /// <summary>Where <c>response_url</c>s begin.</summary>
    public Uri Hooks => onLoopback ? Address : new("https://hooks.slack.com/");

    /// <summary>Where sockets are opened.</summary>
    public Uri SocketsAddress =>
        onLoopback ? new UriBuilder(Address) { Scheme = "ws" }.Uri : new("wss://wss-primary.slack.com/");

    public static async Task<StandHost> StartAsync(FakeSlack slack, bool onLoopback)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (onLoopback)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        var built = builder.Build();
        // Slack pings its sockets; without that, its own client takes them for dead.
        built.UseWebSockets(
            new WebSocketOptions
            {
                KeepAliveInterval = TimeSpan.FromSeconds(5),
                KeepAliveTimeout = onLoopback ? TimeSpan.FromSeconds(30) : Timeout.InfiniteTimeSpan,
            }
        );
        built.Map("/api/{method}", (HttpContext http, string method) => slack.AnswerAsync(http, method));
        built.MapPost("/response/{id}", (HttpContext http, string id) => slack.ResponseUrls.AnswerAsync(http, id));
        built.Map("/link", slack.Sockets.ServeAsync);
        await built.StartAsync(TestContext.Current.CancellationToken);
        return new(built, onLoopback);
    }

    public HttpMessageHandler Handler() => onLoopback ? new SocketsHttpHandler() : app.GetTestServer().CreateHandler();

    public async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        if (!onLoopback)
        {
            return await app.GetTestServer().CreateWebSocketClient().ConnectAsync(address, cancellationToken);
        }

        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, cancellationToken);
        return socket;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
