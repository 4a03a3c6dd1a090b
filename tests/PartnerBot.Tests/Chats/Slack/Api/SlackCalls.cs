using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Tests.Chats.Slack.Stand;
using Responding = PartnerBot.Chats.Slack.Api.ResponseUrls;

namespace PartnerBot.Tests.Chats.Slack.Api;

/// <summary>Slack's methods as the bot calls them, with Slack's side of the wire and the clock in the test's hands.</summary>
public abstract class SlackCalls : IAsyncLifetime
{
    protected const string Token = FakeSlack.BotToken;

    private ServiceProvider services = null!;

    private protected static SlackMessage Hello { get; } = new("Hello", [new Divider()]);

    private protected static SlackApp App { get; } = new(FakeSlack.ClientId, FakeSlack.ClientSecret);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected TestClock Clock { get; } = new();

    private protected EveryLine Log { get; } = new();

    private protected FakeSlack Slack { get; private set; } = null!;

    private protected SlackClient Client => services.GetRequiredService<SlackClient>();

    private protected SlackAppClient AppClient => services.GetRequiredService<SlackAppClient>();

    private protected Responding Responses => services.GetRequiredService<Responding>();

    /// <summary>Answers in place of the network; null is the network.</summary>
    private protected Func<HttpResponseMessage?> Network { get; set; } = () => null;

    public async ValueTask InitializeAsync()
    {
        Slack = await FakeSlack.StartAsync(Clock);
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSlack(
            new(
                FakeSlack.SigningSecret,
                Token,
                AppToken: null,
                App: null,
                Slack.ApiAddress,
                IsElsewhere: false,
                Workspaces: []
            )
        );
        collection
            .AddHttpClient(SlackHttp.Client)
            .ConfigurePrimaryHttpMessageHandler(() => new Wire(this, Slack.Handler));
        services = collection.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<SlackResult<PostedMessage>> PostAsync(
        string channel = StandPlaces.Deals,
        string? thread = null,
        string? id = null
    ) => Client.PostMessageAsync(Token, channel, thread, Hello, id, Cancelled);

    private sealed class Wire(SlackCalls calls, HttpMessageHandler slack) : DelegatingHandler(slack)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => calls.Network() ?? await base.SendAsync(request, cancellationToken);
    }
}
