using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Registry;

/// <summary>The reading side as the bot has it, with the registry's side and the clock in the test's hands.</summary>
public sealed class RegistryHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 7, 5, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;

    public RegistryHarness(string baseUrl = "http://registry.test")
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(Log).AddFilter("Polly", LogLevel.None));
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddRegistry(new RegistrySettings(new Uri(baseUrl), "a-reader-key", Embedded: false, 0));
        collection.UseFake(Registry);
        collection.WithoutPauses();
        services = collection.BuildServiceProvider();
    }

    public TestClock Time { get; } = new(Start);

    public FakeRegistry Registry { get; } = new();

    public LogLines Log { get; } = new();

    public RegistryClient Client => services.GetRequiredService<RegistryClient>();

    public IPartnerSource Source => services.GetRequiredService<IPartnerSource>();

    public PartnerDirectory Directory => services.GetRequiredService<PartnerDirectory>();

    public Task<Reading<Partner>?> FindAsync(string id = "netflix") =>
        Client.FindPartnerAsync(new PartnerId(id), TestContext.Current.CancellationToken);

    public async Task<Reading<IReadOnlyList<PartnerSummary>>> ListAsync()
    {
        var reading = await Directory.ReadAsync(TestContext.Current.CancellationToken);
        return new(reading.Value.Whole, reading.AsOf, reading.Stale);
    }

    /// <summary>Every partner's name as it is now.</summary>
    public async Task<string> NamesAsync() =>
        string.Join(
            ", ",
            (await Directory.ReadAsync(TestContext.Current.CancellationToken)).Value.Current.Select(p => p.Name)
        );

    /// <summary>Done when the read that is under way is.</summary>
    public Task ListIsReadAsync() => Directory.RefreshAsync(TestContext.Current.CancellationToken);

    // In this order: the container waits for requests under way, by a clock that stands still.
    public async ValueTask DisposeAsync()
    {
        await Directory.EndAsync();
        await services.DisposeAsync();
    }
}

internal static class FakeRegistryServices
{
    /// <summary>Puts the fake in place of the network.</summary>
    public static void UseFake(this IServiceCollection services, FakeRegistry registry)
    {
        foreach (var name in (string[])[RegistryClient.Single, RegistryClient.Listing, RegistryClient.Feed])
        {
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => registry);
        }
    }

    /// <summary>Takes away the pause between two tries, which would last for ever by a clock that stands still.</summary>
    public static void WithoutPauses(this IServiceCollection services) =>
        services.PostConfigureAll<HttpStandardResilienceOptions>(options =>
        {
            options.Retry.Delay = TimeSpan.Zero;
            options.Retry.UseJitter = false;
        });
}
