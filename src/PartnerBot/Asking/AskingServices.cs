using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerBot.Asking.Focuses;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Reading;
using PartnerBot.Chats.Local;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using Spectre.Console;

namespace PartnerBot.Asking;

public static class AskingServices
{
    /// <summary>
    /// Everything from words to a message and its place in a terminal. Needs <see cref="IPartnerSource"/>,
    /// <see cref="Memory"/> and what uses it, <see cref="Access"/>, <see cref="Locale"/> and <see cref="TimeProvider"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">The language files don't agree.</exception>
    public static IServiceCollection AddAsking(this IServiceCollection services)
    {
        services.AddEach<ITopic>();
        services.AddEach<IFocus>();
        services.AddSingleton(_ => Phrasebook.Embedded());
        services.AddSingleton<TopicCatalogue>();
        services.AddSingleton<QuestionReader>();
        services.AddSingleton<FocusedStatus>();
        services.AddSingleton<Unanswered>();
        services.AddSingleton<SinceLast>();
        services.AddSingleton<PartnerSearch>();
        services.AddSubscribing();
        services.AddScoped<Answerer>();
        services.AddHostedService<TopicCheck>();
        services.AddSingleton<TerminalRenderer>();
        services.AddScoped<TerminalChat>();
        services.TryAddSingleton(_ => AnsiConsole.Console);
        return services;
    }

    private static void AddEach<T>(this IServiceCollection services)
    {
        foreach (
            var type in typeof(T).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(T)))
        )
        {
            services.AddSingleton(typeof(T), type);
        }
    }

    // The catalogue checks itself when made; this makes it at the start, not at the first question.
    private sealed class TopicCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<QuestionReader>();
            // No question then waits for the indexes of all names.
            var lexicon = services.GetRequiredService<Phrasebook>().Lexicon;
            services
                .GetService<PartnerDirectory>()
                ?.WhenRead = whole =>
                {
                    NameIndex.Of(whole, lexicon);
                    // Nor does the list wait for this one.
                    _ = Task.Run(() => TypedNames.Of(whole, lexicon));
                };
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
