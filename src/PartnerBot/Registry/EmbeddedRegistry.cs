using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using PartnerRegistry;

namespace PartnerBot.Registry;

/// <summary>Builds the registry that runs inside this process, not started yet.</summary>
/// <param name="url">The one address it is to listen on.</param>
/// <param name="readerKey">A key that it is to accept for reading, besides its own.</param>
/// <param name="serving">Whether it is to take its database's file for itself.</param>
internal delegate WebApplication BuildRegistry(string url, string readerKey, bool serving);

/// <summary>
/// The registry inside this process, where none is set: on loopback only, with a key made anew for each start. It is
/// stopped with the container that holds it.
/// </summary>
internal sealed partial class EmbeddedRegistry(
    RegistrySettings settings,
    RegistryAddress address,
    BuildRegistry build,
    ILogger<EmbeddedRegistry> log
) : IAsyncDisposable
{
    private WebApplication? running;

    /// <summary>Does nothing where the registry is elsewhere.</summary>
    /// <param name="serving">A service is found at its port by whoever edits the registry; a command takes any free one.</param>
    /// <exception cref="StartException">The registry can't run as it is set up.</exception>
    public async Task StartAsync(bool serving, CancellationToken cancellationToken)
    {
        if (!settings.Embedded)
            return;
        var port = serving ? settings.EmbeddedPort : 0;
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        running =
            await TryStartAsync(port, key, serving, cancellationToken)
            ?? await TryStartAsync(0, key, serving, cancellationToken)
            ?? throw new StartException("No free port for the embedded registry; put one in Registry:EmbeddedPort.");
        address.Set(new Uri(running.Urls.First()), key);
        if (serving)
            LogRunning(running.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (running is null)
            return;
        await running.StopAsync();
        await running.DisposeAsync();
    }

    /// <summary>The registry as the settings of this process describe it; sample data only ever in Development.</summary>
    internal static WebApplication Build(
        IConfiguration configuration,
        IHostEnvironment environment,
        string url,
        string readerKey,
        bool serving
    ) =>
        PartnerRegistryApp.Build(
            new RegistryHosting(
                [
                    $"--urls={url}",
                    $"--environment={environment.EnvironmentName}",
                    $"--contentRoot={environment.ContentRootPath}",
                ],
                configuration["ConnectionStrings:PartnerRegistry"] ?? "Data Source=data/partnerregistry.db",
                configuration["Database:Provider"] ?? "Sqlite",
                SampleData: environment.IsDevelopment(),
                ExclusiveFile: serving,
                [("partnerbot", readerKey, "reader")]
            )
        );

    private async Task<WebApplication?> TryStartAsync(
        int port,
        string key,
        bool serving,
        CancellationToken cancellationToken
    )
    {
        var app = build($"http://127.0.0.1:{port}", key, serving);
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

    [LoggerMessage(4, LogLevel.Information, "The embedded registry listens on {Url}")]
    private partial void LogRunning(string url);

    [LoggerMessage(5, LogLevel.Warning, "Port {Port} is taken, so the embedded registry takes a free one")]
    private partial void LogPortTaken(int port);
}
