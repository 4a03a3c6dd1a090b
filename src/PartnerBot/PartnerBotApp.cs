using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Chats.Http;
using PartnerBot.Chats.Local;
using PartnerBot.Chats.Local.Page;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Teams;
using PartnerBot.Chats.Teams.Door;
using PartnerBot.Noticing;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot;

/// <summary>The bot's services and routes, as they run in production, in a command and in tests.</summary>
public static class PartnerBotApp
{
    /// <exception cref="StartException">A setting is missing, half or malformed.</exception>
    public static WebApplicationBuilder AddPartnerBot(this WebApplicationBuilder builder)
    {
        var settings = Settings.Read(builder.Configuration, builder.Environment);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Locale);
        services.AddSingleton(new AdminSettings(settings.Admins));
        // Before the registry, which is read as soon as its services start.
        services.AddAsking();
        services.AddRegistry(settings.Registry);
        services.AddStorage(settings.Database);
        services.AddSingleton<Access>();
        services.AddChats();
        if (settings.Teams is { } teams)
        {
            services.AddTeams(teams);
        }

        if (settings.Slack is { } slack)
        {
            services.AddSlack(slack);
        }

        if (builder.Environment.IsDevelopment())
        {
            services.AddLocal();
        }

        // After the platforms, which it speaks on until it has stopped.
        services.AddNoticing(settings.Delivery);
        services.AddHostedService<Sweep>();
        services.AddSingleton(new AskCaller(settings.ApiKeys, builder.Environment));
        services.AddProblemDetails();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<RegistryHealth>("registry");
        services.AddSingleton<RegistryHealth>();
        return builder;
    }

    public static WebApplication UsePartnerBot(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapAsk();
        app.MapNoticing(app.Services.GetRequiredService<RegistrySettings>());
        if (app.Services.GetService<TeamsSettings>() is not null)
        {
            app.MapTeams();
        }

        if (app.Services.GetService<SlackSettings>() is { } slack)
        {
            app.MapSlack(slack);
        }

        if (app.Environment.IsDevelopment())
        {
            app.MapChatPage();
        }

        return app;
    }

    /// <summary>What must stand before the first question: the database, the words, and the embedded registry where that is used.</summary>
    /// <param name="serving">A service takes the database's file for itself; a command works beside it.</param>
    /// <exception cref="StartException">It can't stand; the message says why and what to do.</exception>
    public static Task PrepareAsync(
        this WebApplication app,
        bool serving,
        CancellationToken cancellationToken = default
    ) =>
        // SQLite works synchronously, so that only threads of their own let all go on at once.
        Task.WhenAll(
            Task.Run(() => app.Services.GetRequiredService<QuestionReader>(), cancellationToken),
            Task.Run(
                () => app.Services.GetRequiredService<Database>().OpenAsync(serving, cancellationToken),
                cancellationToken
            ),
            Task.Run(
                () => app.Services.GetRequiredService<EmbeddedRegistry>().StartAsync(serving, cancellationToken),
                cancellationToken
            )
        );
}
