using PartnerBot.Asking;

namespace PartnerBot.Chats;

internal static class ChatsServices
{
    /// <summary>What every platform needs.</summary>
    public static void AddChats(this IServiceCollection services)
    {
        services.AddSingleton<LaterAnswers>();
        services.AddSingleton<Patience>();
        services.AddSingleton<RegistryLinks>();
        services.AddSingleton<Welcome>();
        services.AddHostedService<AnswersLater>();
    }
}
