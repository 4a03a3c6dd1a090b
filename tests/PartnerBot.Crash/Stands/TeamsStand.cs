using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PartnerBot.Crash.Checking;

namespace PartnerBot.Crash.Stands;

/// <summary>
/// Microsoft's service for Teams, as it is without an app id on this machine: 7 messages in 1 s, 8 in 2 s, 60 in 30 s and 1,800
/// in an hour to one conversation, 50 a second in all. It never tells what stands in a conversation.
/// </summary>
internal sealed class TeamsStand(Platforms platforms) : IAsyncDisposable
{
    public const string Tenant = "7b3f0c1e-0000-4000-8000-00000000c4a5";
    private const string Bot = "28:partnerbot";

    private readonly Lock gate = new();
    private readonly Dictionary<string, Rate> rates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> closedUntil = new(StringComparer.Ordinal);
    private readonly Rate all = new((50, TimeSpan.FromSeconds(1)));
    private WebApplication? app;
    private long ids;

    public string Url => app!.Urls.Single();

    public static string Person(string person) => $"teams:a:{person}";

    public async Task StartAsync() =>
        app = await Stand.StartAsync(app =>
        {
            app.MapPost("/v3/conversations/{id}/activities/{reply?}", PostAsync);
            app.MapPut("/v3/conversations/{id}/activities/{activity}", (string activity) => new { id = activity });
            app.MapPost("/v3/conversations", () => Results.Json(new { id = "a:unknown" }));
            app.MapGet(
                "/v3/conversations/{id}/members/{member}",
                (string member) =>
                    new
                    {
                        id = $"29:{member}",
                        aadObjectId = member,
                        tenantId = Tenant,
                    }
            );
        });

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Somebody says something to the bot, who so gets to know how they are reached.</summary>
    public JsonObject Says(string person, string text) =>
        new()
        {
            ["type"] = "message",
            ["id"] = $"activity-{Interlocked.Increment(ref ids)}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = Url,
            ["from"] = new JsonObject
            {
                ["id"] = $"29:{person}",
                ["name"] = person,
                ["aadObjectId"] = person,
            },
            ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "PartnerBot" },
            ["conversation"] = new JsonObject
            {
                ["id"] = $"a:{person}",
                ["conversationType"] = "personal",
                ["tenantId"] = Tenant,
            },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
            ["locale"] = "en-US",
            ["text"] = text,
        };

    private async Task PostAsync(string id, HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        // As one text: cards are JSON in JSON nowhere, and a code is plain in it.
        var body = await reader.ReadToEndAsync();
        var sent = new Sent(
            $"teams:{id}",
            Thread: null,
            Stand.ProcessOf(http.Request),
            Platforms.CodesIn(Card(body)),
            Platforms.IsMarkedIn(body),
            Notice: null
        );
        if (Wait(id) is { } wait)
        {
            await platforms.HandleAsync(sent, Trouble.Limited, _ => { });
            await LimitAsync(http, wait);
            return;
        }

        var trouble = platforms.TroubleFor(sent);
        var reply = await platforms.HandleAsync(sent, trouble, _ => { });
        await (
            reply is Reply.Taken ? SayAsync(http, StatusCodes.Status201Created)
            : trouble is Trouble.Limited ? LimitAsync(http, Close(id))
            : trouble is Trouble.NotNow ? SayAsync(http, StatusCodes.Status412PreconditionFailed)
            : BreakAsync(http, trouble)
        );
    }

    // Without what is said where cards can't be shown, which says it all again.
    private static string Card(string body) => JsonNode.Parse(body)?["attachments"]?.ToJsonString() ?? body;

    private TimeSpan? Wait(string id)
    {
        lock (gate)
        {
            var now = Platforms.Now;
            if (closedUntil.TryGetValue(id, out var until) && until > now)
            {
                platforms.Impatient++;
                return until - now;
            }

            var rate = rates.TryGetValue(id, out var known) ? known : rates[id] = Limits();
            return rate.Take(now) ?? all.Take(now);
        }
    }

    private static Rate Limits() =>
        new(
            (7, TimeSpan.FromSeconds(1)),
            (8, TimeSpan.FromSeconds(2)),
            (60, TimeSpan.FromSeconds(30)),
            (1800, TimeSpan.FromHours(1))
        );

    private TimeSpan Close(string id)
    {
        lock (gate)
        {
            var wait = TimeSpan.FromSeconds(2);
            closedUntil[id] = Platforms.Now + wait;
            return wait;
        }
    }

    private Task SayAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(
            new JsonObject { ["id"] = $"message-{Interlocked.Increment(ref ids)}" },
            JsonSerializerOptions.Default
        );
    }

    private Task LimitAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return SayAsync(http, StatusCodes.Status429TooManyRequests);
    }

    private Task BreakAsync(HttpContext http, Trouble trouble)
    {
        if (trouble is Trouble.Failed)
        {
            return SayAsync(http, StatusCodes.Status502BadGateway);
        }

        http.Abort();
        return Task.CompletedTask;
    }
}
