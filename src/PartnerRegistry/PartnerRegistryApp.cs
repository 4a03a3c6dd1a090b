using System.Reflection;
using Microsoft.AspNetCore.Authentication;
using PartnerRegistry.Changes;
using PartnerRegistry.Commitments;
using PartnerRegistry.Exchange;
using PartnerRegistry.Groups;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;
using PartnerRegistry.Sample;
using PartnerRegistry.Storage;
using PartnerRegistry.Storage.Postgres;
using PartnerRegistry.Storage.Sqlite;
using PartnerRegistry.Webhooks;

namespace PartnerRegistry;

/// <summary>The partner registry as an application, to run by itself or inside another process.</summary>
public static class PartnerRegistryApp
{
    private const long LargestBody = 256 * 1024;

    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://localhost:3979";

    // The build starts the application for its OpenAPI document; it must not open a database then.
    private static bool WritesDocument => Assembly.GetEntryAssembly()?.GetName().Name is "GetDocument.Insider";

    /// <exception cref="StartException">A setting is missing or wrong; thrown here or at the start.</exception>
    public static WebApplication Build(RegistryHosting hosting)
    {
        ArgumentNullException.ThrowIfNull(hosting);
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = hosting.Args, EnvironmentName = hosting.Environment }
        );
        if (hosting.OnlySettings)
        {
            builder.Configuration.Sources.Clear();
        }

        builder.Configuration.AddInMemoryCollection(hosting.Settings);
        builder.UseLevels(LogLevel.Information);
        builder.AddPartnerRegistry(hosting);
        hosting.Configure?.Invoke(builder);
        var app = builder.Build();
        app.UsePartnerRegistry();
        return app;
    }

    /// <summary>Keys with the roles that a registry knows: <c>reader</c>, which is the default, and <c>editor</c>.</summary>
    /// <exception cref="StartException">An entry is half or malformed, or two share a name or a key.</exception>
    public static IReadOnlyList<ApiKey> ReadKeys(IConfigurationSection section) =>
        ApiKey.ReadAll(section, KeyAuthentication.Reader, KeyAuthentication.Editor);

    private static void AddPartnerRegistry(this WebApplicationBuilder builder, RegistryHosting hosting)
    {
        Rules.UseJsonNames();
        var services = builder.Services;
        services.AddSingleton(hosting).AddSingleton(TimeProvider.System);
        services.AddDatabase<RegistryDb, SqliteRegistryDb, PostgresRegistryDb>(
            DatabaseSettings.Read(builder.Configuration, builder.Environment.ContentRootPath, RegistryDb.Owner),
            RegistryDb.Owner
        );
        services.AddSingleton<FeedSignal>().AddSingleton<ChangeFeed>().AddSingleton<Edits>().AddSingleton<SampleData>();
        services.AddSingleton<Importer>().AddSingleton<Exporter>();
        services.AddHttp(builder, hosting);
        services.AddSingleton<Creations>().AddSingleton<WebhookHosts>();
        if (!WritesDocument)
        {
            services.AddHostedService<Opening>().AddHostedService<Doorbell>();
        }

        services
            .AddHttpClient(Doorbell.Client, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = provider.GetRequiredService<WebhookHosts>().ConnectAsync,
            });
    }

    private static void AddHttp(
        this IServiceCollection services,
        WebApplicationBuilder builder,
        RegistryHosting hosting
    )
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var keys = ReadKeys(builder.Configuration.GetSection("ApiKeys"));
        services.AddSingleton(
            new Callers(
                [.. keys, .. hosting.ExtraKeys],
                OpenWithout: keys.Count == 0 && builder.Environment.IsDevelopment()
            )
        );
        services.ConfigureHttpJsonOptions(options => WireFormat.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services
            .AddProblemDetails(options =>
                options.CustomizeProblemDetails = context =>
                    context.ProblemDetails.Detail ??= ProblemReplies.FixOf(context.ProblemDetails.Status)
            )
            .AddExceptionHandler<ProblemReplies>();
        services
            .AddAuthentication(KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                KeyAuthentication.Reader,
                policy => policy.RequireRole(KeyAuthentication.Reader, KeyAuthentication.Editor)
            )
            .AddPolicy(KeyAuthentication.Editor, policy => policy.RequireRole(KeyAuthentication.Editor));
        services.AddRegistryDocument();
    }

    private static void UsePartnerRegistry(this WebApplication app)
    {
        app.UseExceptionHandler().UseStatusCodePages();
        app.UseAuthentication().UseAuthorization();
        app.MapGet("/health/live", () => "ok").ExcludeFromDescription();
        app.MapGet("/health/ready", Health.ReadyAsync).ExcludeFromDescription();
        var v1 = app.MapGroup("/v1").RequireAuthorization(KeyAuthentication.Reader);
        v1.MapPartnerReads();
        v1.MapMilestoneReads();
        v1.MapChanges();
        if (!app.Services.GetRequiredService<RegistryHosting>().OnlyReads)
        {
            app.MapOpenApi("/openapi.json");
            v1.MapAllElse();
        }
    }

    private static void MapAllElse(this RouteGroupBuilder v1)
    {
        v1.MapPartnerEdits();
        v1.MapProgrammes();
        v1.MapMilestoneEdits();
        v1.MapCommitments();
        v1.MapGroups();
        v1.MapWebhooks();
    }
}
