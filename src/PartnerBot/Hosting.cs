using Spectre.Console;

namespace PartnerBot;

/// <summary>How the process behaves around the bot: where it listens and how much it logs, unless settings say otherwise.</summary>
internal static class Hosting
{
    private const int Unbroken = 10_000;
    private const string DefaultUrl = "http://localhost:3978";

    public static WebApplicationBuilder AddServing(this WebApplicationBuilder builder)
    {
        builder.UseLevels(LogLevel.Information);
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
        builder.UseLevels(LogLevel.Warning);
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
}
