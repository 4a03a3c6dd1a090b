using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Chats.Slack.Commands;
using PartnerBot.Chats.Slack.Door;
using PartnerBot.Chats.Slack.Home;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.Chats.Slack.Installing;
using PartnerBot.Chats.Slack.Presses;
using PartnerBot.Chats.Slack.Socket;

namespace PartnerBot.Chats.Slack;

internal static class SlackServices
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    public static void AddSlack(this IServiceCollection services, SlackSettings settings)
    {
        services.AddSingleton(settings);
        services
            .AddHttpClient(SlackHttp.Client, SlackHttp.Limit)
            // An address for answers is a secret.
            .RemoveAllLoggers()
            .UseSocketsHttpHandler(
                (handler, _) => (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, ConnectionLife)
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSlackEdge();
        services.AddSlackAnswers();
        if (settings.AppToken is not null)
        {
            services.AddSingleton<OpenSocket>(SlackSockets.OpenAsync);
            services.AddHostedService<SocketMode>();
        }
    }

    public static void MapSlack(this IEndpointRouteBuilder routes, SlackSettings settings)
    {
        if (settings.AppToken is null)
        {
            routes.MapSlackDoor();
        }

        if (settings.App is not null)
        {
            routes.MapInstall();
        }
    }

    private static void AddSlackEdge(this IServiceCollection services)
    {
        services.AddSingleton<SlackHttp>();
        services.AddSingleton<SlackClient>();
        services.AddSingleton<SlackAppClient>();
        services.AddSingleton<ResponseUrls>();
        services.AddSingleton<TokenRotation>();
        services.AddSingleton<OwnWorkspace>();
        services.AddSingleton<SlackWorkspaces>();
        services.AddSingleton<InstallPage>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<SlackRooms>();
        services.AddSingleton<SlackChats>();
        services.AddSingleton<SlackOnce>();
        services.AddSingleton<SlackInbox>();
        services.AddSingleton<SlackReceiver>();
        // Stopped after those that begin work.
        services.AddSingleton<SlackWork>();
        services.AddHostedService(provider => provider.GetRequiredService<SlackWork>());
        services.AddSingleton<SlackEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<SlackEvents>());
    }

    private static void AddSlackAnswers(this IServiceCollection services)
    {
        services.AddSingleton<SlackBlocks>();
        services.AddSingleton<SlackPoster>();
        services.AddSingleton<SlackSightings>();
        services.AddSingleton<SlackViews>();
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddSingleton<SlackCommands>();
        services.AddSingleton<SentModals>();
        services.AddScoped<CommandAnswer>();
        services.AddScoped<SlackReplies>();
        services.AddScoped<MessagePresses>();
        services.AddScoped<ViewPresses>();
        services.AddScoped<SlackPresses>();
        services.AddScoped<HomeTab>();
        services.AddScoped<Unfurls>();
        services.AddScoped<PartnerOffers>();
        services.AddScoped<Happenings>();
    }
}
