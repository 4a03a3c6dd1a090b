using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.Chats.Slack.Installing;
using PartnerBot.Tests;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Whole;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>PartnerBot as it runs in production, on a loopback port, and the stand-in that it takes for Slack; the time is the real one.</summary>
public class ServedSlackBot : IAsyncLifetime
{
    public ServedSlackBot()
        : this(isSocketMode: false) { }

    /// <param name="registry">Where the registry is that it follows; null is one that doesn't change.</param>
    protected ServedSlackBot(bool isSocketMode, Uri? registry = null)
    {
        var clock = new RunningClock();
        Slack = FakeSlack.StartAsync(clock, onLoopback: true).GetAwaiter().GetResult();
        Bot = new(
            new(StringComparer.Ordinal)
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Slack:SigningSecret"] = isSocketMode ? null : FakeSlack.SigningSecret,
                ["Slack:AppToken"] = isSocketMode ? FakeSlack.AppToken : null,
                ["Slack:BotToken"] = FakeSlack.BotToken,
                ["Slack:ApiBaseUrl"] = Slack.ApiAddress.AbsoluteUri,
                ["Registry:BaseUrl"] = registry?.AbsoluteUri ?? "http://registry.test",
                ["Registry:ApiKey"] = LiveRegistry.ReaderKey,
            }
        )
        {
            Time = clock,
            OverTheNetwork = registry is not null,
        };
    }

    protected BotHost Bot { get; }

    internal FakeSlack Slack { get; }

    internal HttpClient Client { get; private set; } = null!;

    public LogLines Log => Bot.Log;

    public virtual ValueTask InitializeAsync()
    {
        Bot.UseKestrel();
        Bot.StartServer();
        var addresses = Bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(addresses.Single()) };
        return ValueTask.CompletedTask;
    }

    /// <summary>Until nothing is under way any more.</summary>
    public Task IdleAsync() => Bot.Services.GetRequiredService<SlackWork>().Idle;

    /// <summary>Installed as at first, whatever was said of its removal.</summary>
    public async Task InstallAgainAsync()
    {
        await IdleAsync();
        await Bot
            .Services.GetRequiredService<SlackWorkspaces>()
            .InstallAsync(
                FakeSlack.Team,
                new() { BotUserId = FakeSlack.BotUser },
                TestContext.Current.CancellationToken
            );
    }

    /// <summary>Ends the program as its operator does.</summary>
    public async Task StopAsync() => await Bot.DisposeAsync();

    public virtual async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same in Socket Mode.</summary>
public sealed class ServedSocketBot() : ServedSlackBot(isSocketMode: true);

/// <summary>The same with a registry that it follows.</summary>
public sealed class FollowingSlackBot : ServedSlackBot
{
    public FollowingSlackBot()
        : this(LiveRegistry.StartAsync(TimeProvider.System).GetAwaiter().GetResult()) { }

    private FollowingSlackBot(LiveRegistry registry)
        : base(isSocketMode: false, new(registry.Url)) => Registry = registry;

    internal LiveRegistry Registry { get; }

    /// <summary>Until it knows where the feed ends: what changes before is told to nobody.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Bot.FollowedAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Registry.DisposeAsync();
    }
}
