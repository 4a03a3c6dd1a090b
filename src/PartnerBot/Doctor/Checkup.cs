using System.Globalization;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Manifests;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Manifest;
using PartnerBot.Chats.Teams;
using PartnerBot.Chats.Teams.Package;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Doctor;

/// <summary>The single checks. None changes anything, and each works beside a running service.</summary>
internal sealed class Checkup(IServiceProvider services)
{
    private const string ExampleUrl = "https://bot.example.com";

    public Finding Settings()
    {
        var environment = services.GetRequiredService<IHostEnvironment>();
        return new("Settings", Good: true, $"read, for {environment.EnvironmentName}");
    }

    public Finding Locale()
    {
        var locale = services.GetRequiredService<Locale>();
        var here = TimeZoneInfo.ConvertTime(services.GetRequiredService<TimeProvider>().GetUtcNow(), locale.TimeZone);
        var time = here.ToString("HH:mm", CultureInfo.InvariantCulture);
        return new("Language", Good: true, $"{locale.Language}, {locale.TimeZone.Id}, where it is {time}");
    }

    public async Task<Finding> DatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = await services.GetRequiredService<Database>().ExamineAsync(cancellationToken);
            return new("Database", Good: true, state);
        }
        catch (StartException exception)
        {
            return new("Database", Good: false, exception.Message);
        }
    }

    public async Task<Finding> RegistryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<EmbeddedRegistry>().StartAsync(serving: false, cancellationToken);
            await services.GetRequiredService<RegistryClient>().CheckAsync(cancellationToken);
            var list = await services.GetRequiredService<PartnerDirectory>().ReadAsync(cancellationToken);
            var where = services.GetRequiredService<RegistrySettings>().BaseUrl?.ToString() ?? "the one inside";
            return new("Registry", Good: true, $"{where}, partners: {list.Value.Current.Count()}");
        }
        catch (Exception exception) when (exception is RegistryUnavailableException or StartException)
        {
            return new("Registry", Good: false, exception.Message);
        }
    }

    public Finding Teams() =>
        new(
            "Teams",
            Good: true,
            services.GetService<TeamsSettings>() switch
            {
                null => "off; MicrosoftAppType and MicrosoftAppId turn it on",
                { AppId: null } =>
                    "the playground on this machine only; MicrosoftAppType and MicrosoftAppId turn Teams on",
                var on => $"on, as {on.AppType} {on.AppId}, for the tenants {string.Join(", ", on.Tenants)}",
            }
        );

    public async Task<Finding> SlackAsync(CancellationToken cancellationToken) =>
        services.GetService<SlackSettings>() is { } settings
            ? await new SlackCheckup(
                settings,
                services.GetRequiredService<SlackClient>(),
                services.GetRequiredService<SlackAppClient>()
            ).ExamineAsync(cancellationToken)
            : SlackCheckup.Off;

    public Finding Manifests()
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var options = new ManifestsOptions(ExampleUrl);
        try
        {
            SlackManifest.Read(options, configuration).Text();
            if (!AppFacts.IsKnown(configuration))
            {
                return new(
                    "Manifests",
                    Good: true,
                    $"manifests writes {SlackManifest.FileName}; the app package for Teams needs MicrosoftAppId"
                );
            }

            var facts = AppFacts.Read(options, configuration);
            var package = AppPackage.Build(facts, services.GetRequiredService<Phrasebook>());
            return new(
                "Manifests",
                Good: true,
                $"manifests --url {ExampleUrl} builds {AppPackage.FileName}, with {package.Files.Count} files, and {SlackManifest.FileName}"
            );
        }
        catch (Exception exception) when (exception is StartException or KeyNotFoundException)
        {
            return new("Manifests", Good: false, exception.Message);
        }
    }
}
