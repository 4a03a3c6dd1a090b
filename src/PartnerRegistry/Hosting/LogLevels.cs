using Microsoft.Extensions.Configuration.Memory;

namespace PartnerRegistry.Hosting;

/// <summary>How much a service logs unless settings say otherwise.</summary>
public static class LogLevels
{
    /// <summary>Puts the levels below all other settings, so that an operator can turn each up or down.</summary>
    public static void UseLevels(this WebApplicationBuilder builder, LogLevel level)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Logging:LogLevel:Default"] = level.ToString(),
                    ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                    // Authentication brings it along; nothing here is protected with it.
                    ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "None",
                    // Failed commands reach a boundary, which logs them once.
                    ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "None",
                    ["Logging:LogLevel:Polly"] = "None",
                    ["Logging:LogLevel:System.Net.Http"] = "Warning",
                    // A start that fails is told in one sentence; a service that dies later is critical.
                    ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
                },
            }
        );
    }
}
