using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Local;
using Spectre.Console;

namespace PartnerBot.Asking;

// To be replaced by what branch `asking` brings.
public static class AskingServices
{
    public static IServiceCollection AddAsking(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => AnsiConsole.Console);
        return services.AddSingleton(Phrasebook.Embedded()).AddScoped<Answerer>().AddScoped<TerminalChat>();
    }
}
