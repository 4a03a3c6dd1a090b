using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Whole;

/// <summary>A registry that turns odd between two questions, over a real connection.</summary>
public sealed class OddRegistryTests : IAsyncLifetime
{
    private readonly WebApplication registry = Build();
    private BotHost? bot;
    private Func<HttpContext, Task> answer = http => SendAsync(http, Samples.Netflix);

    private BotHost Bot => bot!;

    public async ValueTask InitializeAsync()
    {
        registry.MapGet("/v1/partners", http => SendAsync(http, Samples.Page([Samples.Netflix, Samples.Hooq])));
        registry.MapGet("/v1/partners/netflix", http => answer(http));
        await registry.StartAsync();
        bot = new(new(StringComparer.Ordinal) { ["Registry:BaseUrl"] = registry.Urls.Single() })
        {
            OverTheNetwork = true,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null)
        {
            await bot.DisposeAsync();
        }

        await registry.DisposeAsync();
    }

    public static TheoryData<string, Func<HttpContext, Task>> Oddities() =>
        new()
        {
            { "the connection failed (ConnectionReset)", CutOffAsync },
            { "its answer is larger than allowed", InflateAsync },
            {
                "it answers with something other than JSON; check Registry:BaseUrl",
                http => SendAsync(http, "<html>Sign in</html>", "text/html")
            },
            { "it answers 500", http => Task.FromResult(http.Response.StatusCode = 500) },
        };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task The_last_known_answer_is_given_with_its_time(string reason, Func<HttpContext, Task> oddity)
    {
        (await Bot.AskAsync(new { text = "status netflix" })).Status.ShouldBe(HttpStatusCode.OK);
        Bot.Time.Advance(TimeSpan.FromMinutes(13));
        answer = oddity;

        var (status, body) = await Bot.AskAsync(new { text = "status netflix" });

        status.ShouldBe(HttpStatusCode.OK);
        Notes(body).ShouldContain("The registry can't be reached; this is what it said at 14:05.");
        Bot.Log.All.ShouldBe([$"Warning: The registry gave no usable answer about netflix: {reason}"]);
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Without_an_answer_from_before_it_is_said_in_one_sentence(
        string reason,
        Func<HttpContext, Task> oddity
    )
    {
        answer = oddity;

        var (status, body) = await Bot.AskAsync(new { text = "status netflix", language = "id" });

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.GetProperty("detail")
            .GetString()
            .ShouldBe("Registri sedang tidak dapat dihubungi. Silakan coba beberapa saat lagi.");
        Bot.Log.All.ShouldBe([$"Warning: The registry gave no usable answer about netflix: {reason}"]);
    }

    [Fact]
    public async Task A_partner_deleted_between_the_list_and_the_read_is_one_that_does_not_exist()
    {
        answer = http =>
        {
            http.Response.StatusCode = 404;
            return SendAsync(http, "{\"title\":\"Not found\"}", "application/problem+json");
        };

        var deleted = (await Bot.AskAsync(new { text = "status netflix" })).Body.ToString();
        var missing = (await Bot.AskAsync(new { text = "status qwertyu" })).Body.ToString();

        deleted.ShouldContain("I know no partner called \\\"netflix\\\".");
        deleted.Replace("netflix", "qwertyu", StringComparison.Ordinal).ShouldBe(missing);
        Bot.Log.All.ShouldBeEmpty();
    }

    private static IEnumerable<string?> Notes(JsonElement body) =>
        body.GetProperty("message").GetProperty("notes").EnumerateArray().Select(note => note.GetString());

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private static Task SendAsync(HttpContext http, string body, string type = "application/json")
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body, http.RequestAborted);
    }

    private static async Task CutOffAsync(HttpContext http)
    {
        http.Response.ContentLength = Samples.Netflix.Length;
        await SendAsync(http, Samples.Netflix[..100]);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    /// <summary>Few bytes on the wire, which unpack to 64 MB.</summary>
    private static async Task InflateAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
        var spaces = new byte[64 * 1024];
        Array.Fill(spaces, (byte)' ');
        for (var part = 0; part < 1024 && !http.RequestAborted.IsCancellationRequested; part++)
        {
            await packed.WriteAsync(spaces, http.RequestAborted);
        }
    }
}
