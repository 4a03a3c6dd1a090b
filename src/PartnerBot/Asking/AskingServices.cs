using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Local;

namespace PartnerBot.Asking;

// To be replaced by what branch `asking` brings.
public static class AskingServices
{
    public static IServiceCollection AddAsking(this IServiceCollection services) =>
        services.AddSingleton(Phrasebook.Embedded()).AddScoped<Answerer>().AddScoped<TerminalChat>();
}
