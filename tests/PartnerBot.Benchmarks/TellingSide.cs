using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Slack and Microsoft's service as far as a bot speaks first there, each with a limit of its own: of what comes within any
/// such span, one too many is turned away with 429 and counts for nothing.
/// </summary>
internal sealed class TellingSide : IAsyncDisposable
{
    public const string Bot = "http://127.0.0.1:41982";
    public const string Team = "T0BENCH";
    public const string Tenant = "70000000-0000-4000-8000-000000000000";

    private const string Here = "http://127.0.0.1:41983";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;
    private long ids;

    private TellingSide(WebApplication app) => this.app = app;

    public static string Service => $"{Here}/teams/";

    public Arrivals Slack { get; } = new(525, TimeSpan.FromMinutes(1));

    public Arrivals Teams { get; } = new(50, TimeSpan.FromSeconds(1));

    public static string[] Settings { get; } =
    [
        "--Slack:SigningSecret",
        "0123456789abcdef0123456789abcdef",
        "--Slack:BotToken",
        "xoxb-0-benchmark",
        "--Slack:ApiBaseUrl",
        $"{Here}/api/",
        "--urls",
        Bot,
    ];

    public static async Task<TellingSide> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Add(Here);
        var side = new TellingSide(web);
        web.MapPost(
            "/api/auth.test",
            () => Json($$"""{"ok":true,"team_id":"{{Team}}","user_id":"U0BOT","bot_id":"B0BOT"}""")
        );
        web.MapPost("/api/conversations.open", OpenAsync);
        // As a handler whose result is written: it looks like a request delegate.
        web.MapPost("/api/chat.postMessage", (Delegate)side.PostToSlackAsync);
        web.MapPost("/teams/v3/conversations/{id}/activities", side.PostToTeamsAsync);
        await web.StartAsync();
        return side;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<IResult> OpenAsync(HttpRequest request) =>
        Json($$$"""{"ok":true,"channel":{"id":"D{{{(await request.ReadFormAsync())["users"]}}}"}}""");

    private async Task<IResult> PostToSlackAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var user = $"{form["channel"]}".TrimStart('D');
        var ts = string.Create(CultureInfo.InvariantCulture, $"1.{Interlocked.Increment(ref ids):D6}");
        return Slack.Take(user)
            ? Json($$"""{"ok":true,"channel":"D{{user}}","ts":"{{ts}}"}""")
            : TurnAway(http, """{"ok":false,"error":"ratelimited"}""");
    }

    private async Task<IResult> PostToTeamsAsync(string id, HttpContext http)
    {
        using var activity = await JsonDocument.ParseAsync(http.Request.Body);
        return Teams.Take(id)
            ? Json($$"""{"id":"{{Interlocked.Increment(ref ids)}}"}""", StatusCodes.Status201Created)
            : TurnAway(http, "{}");
    }

    private static IResult TurnAway(HttpContext http, string body)
    {
        http.Response.Headers.RetryAfter = $"{Pause.TotalSeconds}";
        return Json(body, StatusCodes.Status429TooManyRequests);
    }

    private static IResult Json(string text, int status = StatusCodes.Status200OK) =>
        Results.Text(text, "application/json", statusCode: status);
}

/// <summary>What came, and when.</summary>
internal sealed class Arrivals(int most, TimeSpan within)
{
    private readonly Lock gate = new();
    private readonly List<(string To, long At)> taken = [];

    /// <summary>Nothing is turned away.</summary>
    public bool IsOpen { get; set; } = true;

    public int Limited { get; private set; }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return taken.Count;
            }
        }
    }

    public IReadOnlyList<(string To, long At)> All
    {
        get
        {
            lock (gate)
            {
                return [.. taken];
            }
        }
    }

    public bool Take(string to)
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (!IsOpen && taken.Count >= most && Stopwatch.GetElapsedTime(taken[^most].At, now) < within)
            {
                Limited++;
                return false;
            }

            taken.Add((to, now));
            return true;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            taken.Clear();
            Limited = 0;
        }
    }
}
