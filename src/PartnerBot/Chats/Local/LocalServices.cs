using PartnerBot.Chats.Local.Page;

namespace PartnerBot.Chats.Local;

internal static class LocalServices
{
    /// <summary>The inbox of the chat page, and the way there.</summary>
    public static void AddLocal(this IServiceCollection services)
    {
        services.AddSingleton<LocalInbox>();
        services.AddSingleton<InboxStream>();
        services.AddSingleton<IChatPlatform, LocalPlatform>();
    }
}
