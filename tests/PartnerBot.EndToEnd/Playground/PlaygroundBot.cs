namespace PartnerBot.EndToEnd.Playground;

/// <summary>The bot with a Teams of its own; both start with the first test that looks.</summary>
public sealed class PlaygroundBot : IAsyncLifetime
{
    private readonly Lazy<Task<AgentsPlayground>> playground;

    public PlaygroundBot() => playground = new(StartAsync);

    public ServedBot Bot { get; } = new();

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
        }

        await Bot.DisposeAsync();
    }

    private async Task<AgentsPlayground> StartAsync()
    {
        await Bot.InitializeAsync();
        return await AgentsPlayground.StartAsync(Bot.Url);
    }
}
