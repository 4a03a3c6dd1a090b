using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Socket;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// Its place among the bot's services.
internal sealed partial class FakeSlack
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> held = new(StringComparer.Ordinal);

    /// <summary>With a bot token, over HTTP.</summary>
    public static Dictionary<string, string?> Settings { get; } =
        new(StringComparer.Ordinal) { ["Slack:SigningSecret"] = SigningSecret, ["Slack:BotToken"] = BotToken };

    /// <summary>The calls of a method are answered once that is done.</summary>
    public TaskCompletionSource Hold(string method) =>
        held[method] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Replace(IServiceCollection services)
    {
        services.AddHttpClient(SlackHttp.Client).ConfigurePrimaryHttpMessageHandler(() => new Holding(this));
        services.AddSingleton<OpenSocket>(ConnectAsync);
    }

    private sealed class Holding(FakeSlack slack) : DelegatingHandler(slack.Handler)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (slack.held.TryGetValue(request.RequestUri!.Segments[^1], out var until))
            {
                await until.Task.WaitAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
