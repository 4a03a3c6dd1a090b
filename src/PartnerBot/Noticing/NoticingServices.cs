using PartnerBot.Noticing.Following;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Noticing.Telling;
using PartnerBot.Registry;

namespace PartnerBot.Noticing;

internal static class NoticingServices
{
    /// <summary>Everything from a change in the registry to who is told of it.</summary>
    public static void AddNoticing(this IServiceCollection services, DeliverySettings settings)
    {
        services.AddSingleton(settings);
        services.AddHostedService<Alerts>();
        services.AddSingleton<PartnerNow>();
        services.AddFollowing();
        services.AddTelling();
    }

    /// <summary>The doorbell, where there is a secret by which it is known.</summary>
    public static void MapNoticing(this IEndpointRouteBuilder routes, RegistrySettings settings)
    {
        if (settings.DoorbellKeys.Count > 0)
        {
            routes.MapDoorbell();
        }
    }

    private static void AddFollowing(this IServiceCollection services)
    {
        services.AddSingleton<Signal<RegistryFollower>>();
        services.AddSingleton<Leadership>();
        services.AddSingleton<ChangeIntake>();
        services.AddSingleton<FeedPages>();
        services.AddSingleton<Comparing>();
        services.AddHostedService<RegistryFollower>();
    }

    private static void AddTelling(this IServiceCollection services)
    {
        services.AddSingleton<Signal<Courier>>();
        services.AddSingleton<NoticeLedger>();
        services.AddSingleton<Pace>();
        services.AddSingleton<LaneReader>();
        services.AddSingleton<NoticeMessages>();
        services.AddSingleton<Writing>();
        services.AddSingleton<Writer>();
        services.AddSingleton<Marks>();
        services.AddSingleton<Missing>();
        services.AddSingleton<Doubts>();
        services.AddSingleton<Postman>();
        services.AddSingleton<Closing>();
        services.AddSingleton<Claims>();
        services.AddSingleton<Rounds>();
        services.AddHostedService<Courier>();
    }
}
