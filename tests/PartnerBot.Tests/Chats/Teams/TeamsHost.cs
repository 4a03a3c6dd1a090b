using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.People;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>A chat in Teams.</summary>
internal sealed record Chat(string Id, string Kind, string? Team = null)
{
    public static Chat Personal(Employee who) => new($"a:{who.Id}", "personal");

    public static Chat Group { get; } = new("19:group@thread.v2", "groupChat");

    /// <summary>A thread of a channel, as messages there name it.</summary>
    public static Chat Thread { get; } =
        new("19:channel@thread.tacv2;messageid=1700", "channel", "19:team@thread.tacv2");

    public static Chat Channel { get; } = new("19:channel@thread.tacv2", "channel", "19:team@thread.tacv2");
}

/// <summary>The bot in Production with Microsoft and the registry in the test's hands, and activities to post to it.</summary>
internal sealed class TeamsHost : IDisposable
{
    private const string BotId = $"28:{FakeMicrosoft.AppId}";

    private readonly Lazy<HttpClient> client;
    private int activities;

    public TeamsHost(BotHost? host = null)
    {
        Bot = host ?? new() { Microsoft = new() };
        client = new(() => Bot.CreateClient());
    }

    public BotHost Bot { get; }

    public FakeMicrosoft Microsoft => Bot.Microsoft!;

    /// <summary>A message as Teams sends it. In a room it mentions the bot, unless told otherwise.</summary>
    public JsonObject Message(string text, Employee? from = null, Chat? chat = null, bool mention = true)
    {
        var who = from ?? Employee.Budi;
        var where = chat ?? Chat.Personal(who);
        var activity = Activity("message", who, where);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        if (mention && where.Kind is not "personal")
        {
            activity["text"] = $"<at>PartnerBot</at> {text}";
            activity["entities"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "mention",
                    ["text"] = "<at>PartnerBot</at>",
                    ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "PartnerBot" },
                }
            );
        }

        return activity;
    }

    /// <summary>A button of a card pressed.</summary>
    /// <param name="messageId">The message that carries the card.</param>
    public JsonObject Press(JsonNode? action, Employee? from = null, Chat? chat = null, string messageId = "message-1")
    {
        var who = from ?? Employee.Budi;
        var activity = Activity("invoke", who, chat ?? Chat.Personal(who));
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = messageId;
        activity["value"] = new JsonObject { ["action"] = action?.DeepClone(), ["trigger"] = "manual" };
        return activity;
    }

    /// <summary>Any activity, without what only its type has.</summary>
    public JsonObject Activity(string type, Employee? from = null, Chat? chat = null)
    {
        var who = from ?? Employee.Budi;
        var where = chat ?? Chat.Personal(who);
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeMicrosoft.Tenant } };
        if (where.Team is { } team)
        {
            data["team"] = new JsonObject { ["id"] = team };
            data["channel"] = new JsonObject { ["id"] = where.Id.Split(';')[0] };
        }

        return new()
        {
            ["type"] = type,
            ["id"] = $"activity-{++activities}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = FakeMicrosoft.ServiceUrl,
            ["from"] = new JsonObject
            {
                ["id"] = $"29:{who.Id}",
                ["name"] = who.Name,
                ["aadObjectId"] = who.Id,
            },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "PartnerBot" },
            ["conversation"] = new JsonObject
            {
                ["id"] = where.Id,
                ["conversationType"] = where.Kind,
                ["tenantId"] = FakeMicrosoft.Tenant,
                ["isGroup"] = where.Kind is not "personal",
            },
            ["channelData"] = data,
            ["locale"] = "en-US",
        };
    }

    /// <summary>Posts it as Microsoft would, and gives back what it was answered.</summary>
    /// <param name="service">The service that the token names; null is <see cref="FakeMicrosoft.ServiceUrl"/>.</param>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(JsonNode activity, string? service = null)
    {
        var token = Microsoft.Token(
            TimeProvider.System.GetUtcNow(),
            token => token.Claims["serviceurl"] = service ?? FakeMicrosoft.ServiceUrl
        );
        var (status, body) = await PostAsync(Encoding.UTF8.GetBytes(activity.ToJsonString()), $"Bearer {token}");
        return (status, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>Posts any bytes with any authorization.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(byte[] body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.Value.SendAsync(request, TestContext.Current.CancellationToken);
        // Before time passes, in which writing it would be given up.
        await Bot.Services.GetRequiredService<Speakers>().Noted;
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Says it, and gives back the one message that the bot says to it.</summary>
    public async Task<Posted> SayAsync(string text, Employee? from = null, Chat? chat = null)
    {
        var before = Microsoft.Messages.Count;
        var (status, _) = await PostAsync(Message(text, from, chat));
        status.ShouldBe(HttpStatusCode.OK);
        return Microsoft.Messages.Skip(before).ShouldHaveSingleItem();
    }

    /// <summary>Done when that is so; meanwhile time stands still, unless it is said how it passes.</summary>
    public async Task UntilAsync(Func<bool> isSo, TimeSpan step = default)
    {
        using var limit = Patience.Limit();
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            if (step > TimeSpan.Zero)
            {
                Bot.Time.Advance(step);
            }

            await Task.Yield();
        }
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }

        Bot.Dispose();
    }
}
