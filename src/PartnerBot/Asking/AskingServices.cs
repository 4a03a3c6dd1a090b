using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Local;
using PartnerBot.People;
using PartnerBot.Registry;
using Spectre.Console;

namespace PartnerBot.Asking;

public static class AskingServices
{
    /// <summary>
    /// Everything from words to a message and its place in a terminal. Needs <see cref="IPartnerSource"/>,
    /// <see cref="LastAsked"/>, <see cref="Access"/>, <see cref="Locale"/> and <see cref="TimeProvider"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">The language files don't agree.</exception>
    public static IServiceCollection AddAsking(this IServiceCollection services)
    {
        foreach (
            var topic in typeof(ITopic)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(ITopic)))
        )
        {
            services.AddSingleton(typeof(ITopic), topic);
        }

        services.AddSingleton(Phrasebook.Embedded());
        services.AddSingleton<TopicCatalogue>();
        services.AddSingleton<QuestionReader>();
        services.AddScoped<Answerer>();
        services.AddHostedService<TopicCheck>();
        services.AddSingleton<TerminalRenderer>();
        services.AddScoped<TerminalChat>();
        services.TryAddSingleton(_ => AnsiConsole.Console);
        return services;
    }

    // The catalogue checks itself when made; this makes it at the start, not at the first question.
    private sealed class TopicCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<QuestionReader>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
