using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PartnerBot.CrashHook;

namespace PartnerBot.Crash.Stands;

/// <summary>A web server on a free loopback port.</summary>
internal static class Stand
{
    public static async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>The process that sent a request.</summary>
    public static int ProcessOf(HttpRequest request) =>
        int.TryParse(request.Headers[Orders.ProcessHeader], CultureInfo.InvariantCulture, out var process)
            ? process
            : 0;
}
