using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Tests;
using PartnerBot.Tests.Registry;
using PartnerBot.Tests.Whole;

namespace PartnerBot.EndToEnd;

/// <summary>The bot in Development on a loopback port, and a registry with the sample data; the clock stands at 14:05 in Jakarta.</summary>
public sealed class ServedBot : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(RegistryHarness.Start);
    private BotHost? bot;
    private LiveRegistry? registry;

    public LiveRegistry Registry => registry!;

    public string Url { get; private set; } = "";

    public IServiceProvider Services => bot!.Services;

    public LogLines Log => bot!.Log;

    public async ValueTask InitializeAsync()
    {
        registry = await LiveRegistry.StartAsync(time);
        bot = new(
            new(StringComparer.Ordinal)
            {
                ["environment"] = "Development",
                ["urls"] = "http://127.0.0.1:0",
                ["Registry:BaseUrl"] = registry.Url,
                ["Registry:ApiKey"] = LiveRegistry.ReaderKey,
                // The clock stands still, and a pace would wait for it.
                ["Delivery:TeamsPerSecond"] = "0",
                ["ApiKeys:0:Name"] = null,
                ["ApiKeys:0:Key"] = null,
                ["ApiKeys:1:Name"] = null,
                ["ApiKeys:1:Key"] = null,
                ["ApiKeys:1:Role"] = null,
            }
        )
        {
            Time = time,
            OverTheNetwork = true,
        };
        // Without a port of its own here, which would be set while the program already starts.
        bot.UseKestrel();
        bot.StartServer();
        Url = bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    /// <summary>A partner that the very next question finds.</summary>
    public async Task PutPartnerAsync(string id, string name)
    {
        await Registry.PutAsync($"/v1/partners/{id}", new { name, stage = "prospect" });
        await bot!.FollowedAsync(await Registry.HeadAsync());
        await ListedAsync(id);
        await PassAsync(TimeSpan.FromSeconds(1));
    }

    /// <summary>Lets so much time pass, in which what is being written now would be given up.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        await Services.GetRequiredService<Speakers>().IdleAsync();
        await Services.GetRequiredService<Told>().Written;
        time.Advance(span);
    }

    /// <summary>Nobody listens at <see cref="Url"/> any more.</summary>
    public async Task StopAsync()
    {
        if (bot is not null)
        {
            await bot.DisposeAsync();
        }

        bot = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (registry is not null)
        {
            await registry.DisposeAsync();
        }
    }

    // Reading it would else be given up when time passes.
    private Task ListedAsync(string id)
    {
        var directory = Services.GetRequiredService<PartnerDirectory>();
        return Patience.UntilAsync(async stop => (await directory.ReadAsync(stop)).Value.Find([new(id)]).Count > 0);
    }
}
