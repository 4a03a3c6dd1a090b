using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Noticing.Following;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Chats.Teams;
using PartnerBot.Tests.Registry;
using Courier = PartnerBot.Noticing.Telling.Courier;

namespace PartnerBot.Tests;

/// <summary>The whole bot as it runs in production, with the registry's side of the wire and the clock in the test's hands.</summary>
public sealed class BotHost : WebApplicationFactory<RegistryClient>
{
    public const string AskerKey = "asker-key-0123456789";
    public const string DelegateKey = "delegate-key-0123456789";

    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string?> settings;

    public BotHost()
        : this([]) { }

    /// <param name="changes">Settings beside the usual ones; null takes one away.</param>
    public BotHost(Dictionary<string, string?> changes) =>
        settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["environment"] = "Production",
            // A machine has few watches on files to give, and many tests have a host.
            ["hostBuilder:reloadConfigOnChange"] = "false",
            ["ConnectionStrings:PartnerBot"] = $"Data Source={folder["partnerbot.db"]}",
            ["Registry:BaseUrl"] = "http://registry.test",
            ["Registry:ApiKey"] = "a-reader-key",
            ["ApiKeys:0:Name"] = "wiki",
            ["ApiKeys:0:Key"] = AskerKey,
            ["ApiKeys:1:Name"] = "portal",
            ["ApiKeys:1:Key"] = DelegateKey,
            ["ApiKeys:1:Role"] = "delegate",
        }
            .Concat(changes)
            .GroupBy(setting => setting.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);

    public FakeTimeProvider Time { get; init; } = new(RegistryHarness.Start);

    public FakeRegistry Registry { get; } = new();

    /// <summary>Asks the registry of the settings over the network, instead of <see cref="Registry"/>.</summary>
    public bool OverTheNetwork { get; init; }

    /// <summary>
    /// Also follows <see cref="Registry"/> and tells what has changed; else just what somebody asks for is read, and nobody waits
    /// who isn't waited for, which most tests look at.
    /// </summary>
    public bool TellsChanges { get; init; }

    /// <summary>Microsoft's side of the wire; null leaves Teams as the settings have it.</summary>
    internal FakeMicrosoft? Microsoft { get; init; }

    /// <summary>Slack's side of the wire; null leaves Slack as the settings have it.</summary>
    internal FakeSlack? Slack { get; init; }

    public LogLines Log { get; } = new();

    /// <summary>Where callers seem to come from.</summary>
    public IPAddress CallerAddress { get; set; } = IPAddress.Loopback;

    public string DatabaseFile => folder["partnerbot.db"];

    /// <summary>Puts a question as a caller with this key; without one where it is null.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(object question, string? key = AskerKey)
    {
        using var client = CreateClient();
        if (key is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }

        using var response = await client.PostAsJsonAsync("/api/ask", question, TestContext.Current.CancellationToken);
        // Before time passes, in which writing it would be given up.
        await Services.GetRequiredService<Told>().Written;
        await Services.GetRequiredService<Speakers>().Noted;
        return await ReadAsync(response);
    }

    /// <summary>Until the follower has come so far: what changes before it first knows where the feed ends is told to nobody.</summary>
    public async Task FollowedAsync(long position = 0)
    {
        var contexts = Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await Patience.UntilAsync(async stop =>
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            return await db.Bookmarks.AnyAsync(
                row => row.Name == BookmarkRow.Registry && row.Position >= position,
                stop
            );
        });
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> ReadAsync(HttpResponseMessage response) =>
        (
            response.StatusCode,
            await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)
        );

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in settings.Concat(Microsoft?.Settings ?? []))
        {
            if (value is not null)
            {
                builder.UseSetting(name, value);
            }
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.WithoutPauses();
            if (!OverTheNetwork)
            {
                services.UseFake(Registry);
                if (!TellsChanges)
                {
                    services.Remove(services.Single(one => one.ImplementationType == typeof(RegistryFollower)));
                    services.Remove(
                        services.Single(one =>
                            one.ServiceType == typeof(IHostedService) && one.ImplementationType == typeof(Courier)
                        )
                    );
                }
            }

            Microsoft?.Replace(services);
            Slack?.Replace(services);
            services.AddSingleton<IStartupFilter>(new From(this));
        });
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
    }

    protected override void Dispose(bool disposing)
    {
        var ending = Task.Run(() => base.Dispose(disposing));
        for (var wait = TimeSpan.FromSeconds(1); !ending.Wait(wait); wait = TimeSpan.FromMilliseconds(50))
        {
            // What is under way is waited for, and a request that is never answered ends by this clock alone.
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        if (disposing)
        {
            folder.Dispose();
        }
    }

    private sealed class From(BotHost host) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, rest) =>
                    {
                        http.Connection.RemoteIpAddress = host.CallerAddress;
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
