using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Registry;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Others that do what the product does with a command from Slack, written by hand: each checks the signature and reads the
/// form; the answer is a block message that is always the same, or the product's own.
/// </summary>
internal static class SlackPeers
{
    /// <summary>One conditional GET of the partner an answer.</summary>
    public const string Reading = "serve-slack-reading";

    /// <summary>The partner is read as the product reads it: questions at one time share a GET, which is good for a second.</summary>
    public const string Sharing = "serve-slack-sharing";

    /// <summary>The product's own answer and blocks.</summary>
    public const string Answering = "serve-slack-answering";

    private const int Window = 300;

    /// <param name="args">After the mode, how many bytes the answer has, and where the registry is.</param>
    public static async Task ServeAsync(string[] args)
    {
        var fixedly = Fixed(int.Parse(args[1], CultureInfo.InvariantCulture));
        if (args[0] is Reading)
        {
            await ServeAloneAsync(args, fixedly);
            return;
        }

        var builder = WebApplication.CreateBuilder(args).AddPartnerBot();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        await using var app = builder.Build();
        app.MapHealthChecks("/health/ready");
        var registry = app.Services.GetRequiredService<IPartnerSource>();
        var blocks = ActivatorUtilities.CreateInstance<SlackBlocks>(app.Services);
        Map(app, args[0] is Sharing ? ShareAsync : (http, form) => AnswerAsync(blocks, http, form));
        await app.PrepareAsync(serving: true);
        await app.RunAsync();

        async Task<byte[]> ShareAsync(HttpContext http, Form form) =>
            await registry.FindAsync(new("netflix"), http.RequestAborted) is { Value.Name.Length: > 0 }
                ? fixedly
                : throw new InvalidOperationException("No such partner.");
    }

    private static Task ServeAloneAsync(string[] args, byte[] answer)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(args[2]) };
        Tagged? last = null;
        app.MapGet("/health/ready", () => "");
        Map(app, ReadAsync);
        return app.RunAsync();

        async Task<byte[]> ReadAsync(HttpContext http, Form form)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/partners/netflix");
            if (last is { Tag: { } tag })
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            using var response = await client.SendAsync(request, http.RequestAborted);
            if (response.StatusCode is HttpStatusCode.NotModified && last is not null)
            {
                return answer;
            }

            using var partner = await JsonDocument.ParseAsync(
                await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync()
            );
            last = new(partner.RootElement.GetProperty("name").GetString()!, response.Headers.ETag);
            return answer;
        }
    }

    private sealed record Tagged(string Name, EntityTagHeaderValue? Tag);

    private static void Map(WebApplication app, Func<HttpContext, Form, Task<byte[]>> answer) =>
        app.MapPost(
            "/slack/commands",
            async (HttpContext http) =>
            {
                var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                if (!IsSigned(http.Request.Headers, body.GetBuffer().AsSpan(0, (int)body.Length)))
                {
                    http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    return;
                }

                var form = new FormReader(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)).ReadForm();
                var json = await answer(
                    http,
                    new(form["team_id"]!, form["user_id"]!, form["channel_id"]!, form["text"]!)
                );
                http.Response.ContentType = "application/json; charset=utf-8";
                http.Response.ContentLength = json.Length;
                await http.Response.Body.WriteAsync(json);
            }
        );

    private sealed record Form(string Team, string User, string Channel, string Text);

    private static bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var at = headers["X-Slack-Request-Timestamp"].ToString();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        if (!long.TryParse(at, CultureInfo.InvariantCulture, out var then) || Math.Abs(now - then) > Window)
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{at}:"), .. body];
        var expected = $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Key, signed))}";
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected),
            Encoding.UTF8.GetBytes(headers["X-Slack-Signature"].ToString())
        );
    }

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(SlackSide.Secret);

    private static async Task<byte[]> AnswerAsync(SlackBlocks blocks, HttpContext http, Form form)
    {
        var asked = new Asked(
            new("slack", form.Team, form.User),
            form.Channel,
            form.Text,
            Language: null,
            InRoom: true
        );
        var answer = await http.RequestServices.GetRequiredService<Answerer>().AnswerAsync(asked, http.RequestAborted);
        var message = ResponseMessage.Private(blocks.Render(answer.Message, new(answer.Again)));
        return JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Web.ResponseMessage);
    }

    private static byte[] Fixed(int size)
    {
        var empty = Say("");
        return Say(new('x', Math.Max(0, size - empty.Length)));

        static byte[] Say(string text) =>
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    response_type = "ephemeral",
                    text = "Netflix",
                    blocks = new[] { new { type = "section", text = new { type = "plain_text", text } } },
                }
            );
    }
}
