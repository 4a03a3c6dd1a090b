using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using PartnerRegistry;

namespace PartnerBot.Registry;

/// <summary>
/// The registry inside this process, where none is set: on loopback only, with a key made anew for each start. It is
/// stopped with the container that holds it.
/// </summary>
internal sealed partial class EmbeddedRegistry(
    RegistrySettings settings,
    RegistryAddress address,
    IConfiguration configuration,
    IHostEnvironment environment,
    ILoggerFactory loggers,
    ILogger<EmbeddedRegistry> log
) : IAsyncDisposable
{
    /// <summary>What it takes of the settings of this process, and the name that has there.</summary>
    private static readonly (string Here, string There)[] Shared =
    [
        ("Database:Provider", "Database:Provider"),
        (RegistryDb.Owner.Setting, RegistryDb.Owner.Setting),
        ("Webhooks", "Webhooks"),
        (RegistrySettings.EmbeddedKeys, "ApiKeys"),
    ];

    private WebApplication? running;

    /// <summary>Does nothing where the registry is elsewhere.</summary>
    /// <param name="serving">A service is found at its port by whoever edits the registry; a command takes any free one.</param>
    /// <exception cref="StartException">The registry can't run as it is set up.</exception>
    public async Task StartAsync(bool serving, CancellationToken cancellationToken)
    {
        if (!settings.Embedded)
        {
            return;
        }

        var port = serving ? settings.EmbeddedPort : 0;
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        try
        {
            await StartAsync(port, key, serving, cancellationToken);
        }
        catch (StartException exception)
        {
            throw new StartException($"The embedded registry can't start: {exception.Message}", exception);
        }
        if (serving)
        {
            LogRunning(running!.Urls.First());
        }
    }

    private async Task StartAsync(int port, string key, bool serving, CancellationToken cancellationToken)
    {
        running =
            await TryStartAsync(port, key, serving, cancellationToken)
            ?? await TryStartAsync(0, key, serving, cancellationToken)
            ?? throw new StartException("no port is free; put one in Registry:EmbeddedPort.");
        address.Set(new Uri(running.Urls.First()), key);
    }

    public async ValueTask DisposeAsync()
    {
        if (running is null)
        {
            return;
        }

        await running.StopAsync();
        await running.DisposeAsync();
    }

    /// <summary>The registry as the settings of this process describe it; sample data only ever in Development.</summary>
    private WebApplication Build(int port, string readerKey, bool serving) =>
        PartnerRegistryApp.Build(
            new RegistryHosting
            {
                Args = [$"--contentRoot={environment.ContentRootPath}"],
                Environment = environment.EnvironmentName,
                OnlySettings = true,
                Settings = SettingsFor(port),
                ExtraKeys = [new ApiKey("partnerbot", readerKey, "reader")],
                ExclusiveFile = serving,
                OnlyReads = !serving,
                SampleData = environment.IsDevelopment(),
                Configure = registry => registry.Services.AddSingleton(loggers).AddSingleton<IHostLifetime, Guest>(),
            }
        );

    private Dictionary<string, string?> SettingsFor(int port)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal) { ["urls"] = $"http://127.0.0.1:{port}" };
        foreach (var (here, there) in Shared)
        {
            foreach (var (path, value) in configuration.GetSection(here).AsEnumerable())
            {
                given[there + path[here.Length..]] = value;
            }
        }

        return given;
    }

    private async Task<WebApplication?> TryStartAsync(
        int port,
        string key,
        bool serving,
        CancellationToken cancellationToken
    )
    {
        var app = Build(port, key, serving);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            LogPortTaken(port);
            return null;
        }
    }

    /// <summary>Signals of the process are its host's business.</summary>
    private sealed class Guest : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [LoggerMessage(4, LogLevel.Information, "The embedded registry listens on {Url}")]
    private partial void LogRunning(string url);

    [LoggerMessage(5, LogLevel.Warning, "Port {Port} is taken, so the embedded registry takes a free one")]
    private partial void LogPortTaken(int port);
}
