using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Chats.Teams.Door;
using PartnerBot.Chats.Teams.Extension;

namespace PartnerBot.Chats.Teams;

internal static class TeamsServices
{
    /// <summary>The HTTP client for everything that goes to Microsoft; tests put their own handler in its place.</summary>
    public const string Client = "teams";

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    public static void AddTeams(this IServiceCollection services, TeamsSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<ServiceHosts>();
        services
            .AddHttpClient(Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .UseSocketsHttpHandler(
                (handler, _) => (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, ConnectionLife)
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton(Credentials);
        services.AddSingleton<TeamsHttp>();
        services.AddSingleton(Framework);
        services.AddSingleton(Connectors);
        services.AddSingleton(Adapter);
        services.AddSingleton<TeamsPosting>();
        services.AddSingleton<TeamsConnector>();
        services.AddSingleton<TeamsConversations>();
        services.AddSingleton<TeamsPeople>();
        services.AddSingleton<CardRenderer>();
        services.AddSingleton<IChatPlatform, TeamsPlatform>();
        services.AddScoped<Replies>();
        services.AddScoped<Presses>();
        services.AddScoped<Installation>();
        services.AddScoped<PartnerCards>();
        services.AddScoped<PartnerExtension>();
        services.AddScoped<TeamsBot>();
    }

    private static ServiceClientCredentialsFactory Credentials(IServiceProvider services) =>
        new ConfigurationServiceClientCredentialFactory(
            services.GetRequiredService<IConfiguration>(),
            logger: services.GetRequiredService<ILogger<ServiceClientCredentialsFactory>>()
        );

    private static BotFrameworkAuthentication Framework(IServiceProvider services) =>
        new ConfigurationBotFrameworkAuthentication(
            services.GetRequiredService<IConfiguration>(),
            services.GetRequiredService<ServiceClientCredentialsFactory>(),
            httpClientFactory: services.GetRequiredService<TeamsHttp>(),
            logger: services.GetRequiredService<ILogger<BotFrameworkAuthentication>>()
        );

    private static HeldConnectors Connectors(IServiceProvider services) =>
        new(
            services.GetRequiredService<BotFrameworkAuthentication>(),
            services.GetRequiredService<TeamsSettings>(),
            services.GetRequiredService<ServiceHosts>()
        );

    // It would say of each activity that there is one.
    private static TeamsAdapter Adapter(IServiceProvider services) =>
        new(
            new TeamsAuthentication(
                services.GetRequiredService<BotFrameworkAuthentication>(),
                services.GetRequiredService<HeldConnectors>(),
                services.GetRequiredService<TeamsSettings>().AppId
            ),
            NullLogger.Instance
        );

    // The Bot Framework asks for a client without a name.
    private sealed class TeamsHttp(IHttpClientFactory clients) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => clients.CreateClient(Client);
    }
}
