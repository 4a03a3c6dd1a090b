using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PartnerRegistry.Tests.Harness;

/// <summary>One ring as it arrived.</summary>
public sealed record Ring(string Id, string Timestamp, string Signature, string Body);

/// <summary>Somebody who is rung: a web server on this machine that answers as the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Ring> rings = Channel.CreateUnbounded<Ring>();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>What it answers; awaited before it does.</summary>
    public Func<HttpResponse, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public int Elsewhere { get; private set; }

    public Uri Address => new(app.Urls.Single());

    public string Url => $"{Address}rung";

    public int Unread => rings.Reader.Count;

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/rung", receiver.ReceiveAsync);
        receiver.app.MapFallback(() => receiver.Elsewhere++);
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async Task<Ring> NextAsync() => await rings.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers;
        var ring = new Ring(
            headers["webhook-id"].ToString(),
            headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString(),
            await reader.ReadToEndAsync(http.RequestAborted)
        );
        await rings.Writer.WriteAsync(ring, http.RequestAborted);
        await Answer(http.Response);
    }
}
