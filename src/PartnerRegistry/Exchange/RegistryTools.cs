using System.CommandLine;
using Microsoft.Extensions.Logging.Console;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Exchange;

/// <summary>The registry without its listener, for a tool that works beside a running service on the same database.</summary>
internal static class RegistryTools
{
    /// <exception cref="StartException">A setting is wrong, or the database can't be used.</exception>
    public static async Task<WebApplication> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var app = PartnerRegistryApp.Build(
            new()
            {
                Args = SettingArguments.Of(parsed),
                ExclusiveFile = false,
                SampleData = false,
                Serve = false,
                Configure = LogToStandardError,
            }
        );
        await app.Services.GetRequiredService<Database<RegistryDb>>().OpenAsync(exclusive: false, cancellationToken);
        return app;
    }

    // What a tool prints may be piped into a file.
    private static void LogToStandardError(WebApplicationBuilder builder) =>
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
}
