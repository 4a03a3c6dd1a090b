using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PartnerBot.Benchmarks;

/// <summary>The least that a server can do: reads the JSON of a question and writes an answer that is always the same.</summary>
internal static class BareKestrel
{
    public const string Mode = "serve-bare";

    /// <param name="args">After the mode, how many bytes the answer has.</param>
    public static Task ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var answer = JsonSerializer.SerializeToUtf8Bytes(
            new string('x', int.Parse(args[1], CultureInfo.InvariantCulture) - 2)
        );
        app.MapGet("/health/ready", () => "");
        app.MapPost(
            "/api/ask",
            async (HttpContext http) =>
            {
                using var question = await JsonDocument.ParseAsync(http.Request.Body);
                if (question.RootElement.GetProperty("text").GetString() is not { Length: > 0 })
                {
                    throw new InvalidOperationException("No question.");
                }

                http.Response.ContentType = "application/json";
                await http.Response.Body.WriteAsync(answer);
            }
        );
        return app.RunAsync();
    }
}
