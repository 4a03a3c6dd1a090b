using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Slack's side: the two methods of its Web API that an answer needs once, the addresses that take late answers, and people
/// who type a command, each signed.
/// </summary>
internal sealed class SlackSide : IAsyncDisposable
{
    public const string Bot = "http://127.0.0.1:41982";
    public const string Secret = "0123456789abcdef0123456789abcdef";
    public const string Team = "T0BENCH";

    private const string Here = "http://127.0.0.1:41983";
    private const string BotToken = "xoxb-0-benchmark";

    /// <summary>So few that who they are is known from the first seconds on, as in life.</summary>
    private const int People = 50;

    private readonly WebApplication app;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler());
    private int later;

    private SlackSide(WebApplication app) => this.app = app;

    /// <summary>How many answers came after the acknowledgement.</summary>
    public int Later => Volatile.Read(ref later);

    /// <summary>The same for Bolt.</summary>
    public static string[] Bolt { get; } = [Secret, BotToken, $"{Here}/api/"];

    /// <summary>What a bot is told, so that it finds this.</summary>
    public static string[] Settings { get; } =
    [
        "--Slack:SigningSecret",
        Secret,
        "--Slack:BotToken",
        BotToken,
        "--Slack:ApiBaseUrl",
        $"{Here}/api/",
        "--urls",
        Bot,
    ];

    public static async Task<SlackSide> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Add(Here);
        var side = new SlackSide(web);
        web.MapPost(
            "/api/auth.test",
            () => Json($$"""{"ok":true,"team_id":"{{Team}}","user_id":"U0BOT","bot_id":"B0BOT"}""")
        );
        web.MapPost("/api/users.info", UserAsync);
        web.MapPost(
            "/later/{person}",
            () =>
            {
                Interlocked.Increment(ref side.later);
                return Results.Text("ok");
            }
        );
        await web.StartAsync();
        return side;
    }

    /// <summary>Commands that say the same, each by somebody else; what made them is good for 300 s.</summary>
    public static IReadOnlyList<SlackAsked> Commands(string words)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return
        [
            .. Enumerable
                .Range(0, People)
                .Select(person =>
                {
                    var body = Encoding.UTF8.GetBytes(Form(words, person));
                    return new SlackAsked(body, at, SlackSignature.Sign(Secret, at, body));
                }),
        ];
    }

    /// <returns>The answer, as JSON; empty where it comes later.</returns>
    public async Task<byte[]> SayAsync(SlackAsked asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Bot}/slack/commands");
        request.Content = new ByteArrayContent(asked.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Add(SlackSignature.TimestampHeader, asked.At);
        request.Headers.Add(SlackSignature.SignatureHeader, asked.Signature);
        using var response = await client.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private static async Task<IResult> UserAsync(HttpRequest request)
    {
        var user = (await request.ReadFormAsync())["user"];
        return Json(
            $$$"""{"ok":true,"user":{"id":"{{{user}}}","team_id":"{{{Team}}}","tz":"Asia/Jakarta","locale":"en-US"}}"""
        );
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");

    private static string Form(string words, int person) =>
        string.Join(
            '&',
            new (string Name, string Value)[]
            {
                ("token", "of-old"),
                ("team_id", Team),
                ("team_domain", "benchmark"),
                ("channel_id", "C0BENCH"),
                ("channel_name", "general"),
                ("user_id", $"U{person:D8}"),
                ("user_name", "budi"),
                ("command", "/partner"),
                ("text", words),
                ("api_app_id", "A0BENCH"),
                ("is_enterprise_install", "false"),
                ("response_url", $"{Here}/later/{person}"),
                ("trigger_id", "1.2.3"),
            }.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")
        );
}

/// <summary>A command as Slack posts it.</summary>
internal sealed record SlackAsked(byte[] Body, string At, string Signature);
