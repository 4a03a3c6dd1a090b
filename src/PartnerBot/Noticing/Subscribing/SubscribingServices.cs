using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerBot.People;

namespace PartnerBot.Noticing.Subscribing;

internal static class SubscribingServices
{
    public static void AddSubscribing(this IServiceCollection services)
    {
        services.AddSingleton<Orders>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<Mutes>();
        services.AddSingleton<Cadences>();
        services.AddSingleton<Deputies>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<PreferredAccounts>();
        services.AddSingleton<Announcer>();
        services.AddSingleton<AllSubscriptions>();
        services.AddSingleton<Admins>();
        services.TryAddSingleton(new AdminSettings([])); // nobody, where no setting says who
    }
}
