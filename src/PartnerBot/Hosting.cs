using Microsoft.Extensions.Configuration.Memory;
using Spectre.Console;

namespace PartnerBot;

/// <summary>How the process behaves around the bot: where it listens and how much it logs, unless settings say otherwise.</summary>
internal static class Hosting
{
    private const int Unbroken = 10_000;
    private const string DefaultUrl = "http://localhost:3978";

    public static WebApplicationBuilder AddServing(this WebApplicationBuilder builder)
    {
        builder.UseLevels("Information");
        string[] addresses = ["urls", "http_ports", "https_ports"];
        if (
            addresses.All(name => string.IsNullOrEmpty(builder.Configuration[name]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()
        )
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    /// <summary>For a command, whose output is its answer: warnings alone, on standard error.</summary>
    public static WebApplicationBuilder AddCommand(this WebApplicationBuilder builder, TextWriter output)
    {
        builder.Services.AddSingleton(ConsoleOn(output));
        builder.UseLevels("Warning");
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    public static IAnsiConsole ConsoleOn(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Unbroken; // a pipe or a file has no width
        }

        return console;
    }

    // Below the settings, so that an operator can turn each up or down.
    private static void UseLevels(this WebApplicationBuilder builder, string level) =>
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Logging:LogLevel:Default"] = level,
                    ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                    ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "None",
                    ["Logging:LogLevel:Polly"] = "None",
                    ["Logging:LogLevel:System.Net.Http"] = "Warning",
                    // A start that fails is told in one sentence; a service that dies later is critical.
                    ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
                },
            }
        );
}
