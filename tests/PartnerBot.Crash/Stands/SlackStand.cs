using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PartnerBot.Crash.Checking;

namespace PartnerBot.Crash.Stands;

/// <summary>
/// Slack's Web API as far as the bot speaks first through it: about a message a second and channel, several hundred a minute in
/// all, 50 looks a minute, and nothing is shown of a message before it can be read.
/// </summary>
internal sealed class SlackStand(Platforms platforms) : IAsyncDisposable
{
    public const string Token = "xoxb-crash";
    public const string Team = "T0CRASH";

    /// <summary>A channel in which the bot may not post.</summary>
    public const string Closed = "C0CLOSED";

    private readonly Lock gate = new();
    private readonly SlackArchive archive = new();
    private readonly Dictionary<string, Rate> rates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> closedUntil = new(StringComparer.Ordinal);
    private readonly Rate all = new((60, TimeSpan.FromSeconds(10)), (360, TimeSpan.FromMinutes(1)));
    private readonly Rate reading = new((50, TimeSpan.FromMinutes(1)));
    private WebApplication? app;

    public string Url => $"{app!.Urls.Single()}/api/";

    public static string Person(string user) => $"slack:D{user}";

    public static string Channel(string channel) => $"slack:{channel}";

    public async Task StartAsync() => app = await Stand.StartAsync(app => app.MapPost("/api/{method}", AnswerAsync));

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(string method, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (http.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await SayAsync(http, Error("invalid_auth"));
            return;
        }

        switch (method)
        {
            case "chat.postMessage":
                await PostAsync(http, form);
                break;
            case "conversations.history" or "conversations.replies":
                await ReadAsync(http, form, method is "conversations.replies");
                break;
            default:
                await SayAsync(http, Of(method, form));
                break;
        }
    }

    private static JsonObject Of(string method, IFormCollection form) =>
        method switch
        {
            "auth.test" => new()
            {
                ["ok"] = true,
                ["team_id"] = Team,
                ["user_id"] = "U0BOT",
            },
            "conversations.open" => new()
            {
                ["ok"] = true,
                ["channel"] = new JsonObject { ["id"] = $"D{form["users"]}" },
            },
            "conversations.info" => new()
            {
                ["ok"] = true,
                ["channel"] = new JsonObject { ["id"] = $"{form["channel"]}", ["is_ext_shared"] = false },
            },
            "conversations.members" => new() { ["ok"] = true, ["members"] = new JsonArray() },
            "users.info" => new()
            {
                ["ok"] = true,
                ["user"] = new JsonObject
                {
                    ["id"] = $"{form["user"]}",
                    ["team_id"] = Team,
                    ["tz"] = "Asia/Jakarta",
                },
            },
            "users.lookupByEmail" => Error("users_not_found"),
            "chat.update" => new()
            {
                ["ok"] = true,
                ["channel"] = $"{form["channel"]}",
                ["ts"] = $"{form["ts"]}",
            },
            _ => Error("unknown_method"),
        };

    private async Task PostAsync(HttpContext http, IFormCollection form)
    {
        // A person's id stands for the bot's chat with them.
        var channel = $"{form["channel"]}" is ['U', ..] user ? $"D{user}" : $"{form["channel"]}";
        var blocks = $"{form["blocks"]}";
        var sent = new Sent(
            Channel(channel),
            form["thread_ts"],
            Stand.ProcessOf(http.Request),
            Platforms.CodesIn(blocks),
            Platforms.IsMarkedIn(blocks),
            Noted(form["metadata"])
        );
        if (channel == Closed)
        {
            await SayAsync(http, Error("restricted_action"));
            return;
        }

        if (Wait(channel) is { } wait)
        {
            await platforms.HandleAsync(sent, Trouble.Limited, _ => { });
            await LimitAsync(http, wait);
            return;
        }

        var trouble = platforms.TroubleFor(sent);
        var ts = "";
        var reply = await platforms.HandleAsync(sent, trouble, readable => ts = archive.Keep(channel, sent, readable));
        await (
            reply is Reply.Taken
                ? SayAsync(
                    http,
                    new()
                    {
                        ["ok"] = true,
                        ["channel"] = channel,
                        ["ts"] = ts,
                    }
                )
            : trouble is Trouble.Limited ? LimitAsync(http, Close(channel))
            : trouble is Trouble.NotNow ? SayAsync(http, Error("service_unavailable"))
            : BreakAsync(http, trouble)
        );
    }

    // How long it is still to be left alone there; a message that comes too fast closes it for a while.
    private TimeSpan? Wait(string channel)
    {
        lock (gate)
        {
            var now = Platforms.Now;
            if (closedUntil.TryGetValue(channel, out var until) && until > now)
            {
                platforms.Impatient++;
                return until - now;
            }

            var rate = rates.TryGetValue(channel, out var known)
                ? known
                : rates[channel] = new((3, TimeSpan.FromSeconds(2)), (70, TimeSpan.FromMinutes(1)));
            return rate.Take(now) ?? all.Take(now);
        }
    }

    private TimeSpan Close(string channel)
    {
        lock (gate)
        {
            var wait = TimeSpan.FromSeconds(2);
            closedUntil[channel] = Platforms.Now + wait;
            return wait;
        }
    }

    private TimeSpan? Pause(DateTimeOffset now)
    {
        lock (gate)
        {
            return reading.Take(now);
        }
    }

    private async Task ReadAsync(HttpContext http, IFormCollection form, bool isThread)
    {
        var now = Platforms.Now;
        if (Pause(now) is { } pause)
        {
            await LimitAsync(http, pause);
            return;
        }

        platforms.NoteLook(Channel($"{form["channel"]}"), now);
        await SayAsync(http, archive.Read(form, isThread, now));
    }

    private static string? Noted(string? metadata) =>
        metadata is null ? null : (string?)JsonNode.Parse(metadata)?["event_payload"]?["id"];

    private static JsonObject Error(string code) => new() { ["ok"] = false, ["error"] = code };

    private static Task SayAsync(HttpContext http, JsonObject answer) =>
        http.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Default);

    private static Task LimitAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return SayAsync(http, Error("ratelimited"));
    }

    // In two ways: with words, and by hanging up.
    private static Task BreakAsync(HttpContext http, Trouble trouble)
    {
        if (trouble is Trouble.Failed)
        {
            return SayAsync(http, Error("internal_error"));
        }

        http.Abort();
        return Task.CompletedTask;
    }
}
