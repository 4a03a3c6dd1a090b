using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>The bot with a Teams of its own; both start with the first test that looks.</summary>
public sealed class PlaygroundBot : IAsyncLifetime
{
    private readonly Lazy<Task<AgentsPlayground>> playground;

    public PlaygroundBot() => playground = new(StartAsync);

    public ServedBot Bot { get; } = new();

    /// <summary>Through it the bot speaks first.</summary>
    public IChatPlatform Platform => Bot.Services.GetServices<IChatPlatform>().Single(one => one.Name == "teams");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens Teams. What the bot says from now on is heard there.</summary>
    public async Task<TeamsClient> OpenAsync() => await TeamsClient.OpenAsync((await playground.Value).Url);

    /// <summary>Opens it as a page.</summary>
    public async Task<PlaygroundVisit> VisitAsync(Chromium chromium) =>
        await PlaygroundVisit.BeginAsync(chromium, (await playground.Value).Url);

    public async ValueTask DisposeAsync()
    {
        if (playground.IsValueCreated && playground.Value.IsCompletedSuccessfully)
        {
            (await playground.Value).Dispose();
            Bot.Log.All.ShouldBeEmpty();
        }

        await Bot.DisposeAsync();
    }

    private async Task<AgentsPlayground> StartAsync()
    {
        await Bot.InitializeAsync();
        return await AgentsPlayground.StartAsync(Bot.Url);
    }
}
