using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using PartnerBot.Asking;
using PartnerBot.Chats.Teams.Cards;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Others that do what the product does with a message from Teams, with the product's own answers and cards: without the Bot
/// Framework, and with its adapter as it comes.
/// </summary>
internal static class TeamsPeers
{
    public const string Bare = "serve-teams-bare";
    public const string Unasked = "serve-teams-unasked";
    public const string Stock = "serve-teams-stock";

    private const string CardType = "application/vnd.microsoft.card.adaptive";

    public static async Task ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args).AddPartnerBot();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        await using var app = builder.Build();
        app.MapHealthChecks("/health/ready");
        if (args[0] is Stock)
        {
            var adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(app.Configuration));
            app.MapPost("/api/messages", (HttpContext http) => AnswerByFrameworkAsync(adapter, http));
        }
        else
        {
            var client = new HttpClient(new SocketsHttpHandler());
            var text = args[0] is Unasked ? new string('x', int.Parse(args[1], CultureInfo.InvariantCulture)) : null;
            app.MapPost("/api/messages", (HttpContext http) => AnswerBareAsync(client, http, text));
        }

        await app.PrepareAsync(serving: true);
        await app.RunAsync();
    }

    /// <returns>The card that answers, as JSON.</returns>
    private static async Task<string> AskAsync(
        HttpContext http,
        string tenant,
        string person,
        string conversation,
        string words
    )
    {
        var asked = new Asked(new("teams", tenant, person), conversation, words, Language: null);
        var answer = await http.RequestServices.GetRequiredService<Answerer>().AnswerAsync(asked, http.RequestAborted);
        return http.RequestServices.GetRequiredService<CardRenderer>().Render(answer.Message, new(words)).Json;
    }

    private static Task AnswerByFrameworkAsync(CloudAdapter adapter, HttpContext http) =>
        adapter.ProcessAsync(http.Request, http.Response, new Handler(http));

    private static async Task AnswerBareAsync(HttpClient client, HttpContext http, string? text)
    {
        using var activity = await JsonDocument.ParseAsync(http.Request.Body);
        var root = activity.RootElement;
        var conversation = root.GetProperty("conversation");
        var id = conversation.GetProperty("id").GetString()!;
        var card = text is not null
            ? JsonSerializer.Serialize(text)
            : await AskAsync(
                http,
                conversation.GetProperty("tenantId").GetString()!,
                root.GetProperty("from").GetProperty("aadObjectId").GetString()!,
                id,
                root.GetProperty("text").GetString()!
            );
        var service = root.GetProperty("serviceUrl").GetString();
        var message = root.GetProperty("id").GetString();
        using var reply = new ByteArrayContent(Reply(root, id, card).ToArray());
        reply.Headers.ContentType = new("application/json");
        using var sent = await client.PostAsync(
            $"{service}v3/conversations/{Uri.EscapeDataString(id)}/activities/{message}",
            reply
        );
        sent.EnsureSuccessStatusCode();
        await sent.Content.ReadAsByteArrayAsync();
    }

    private static ReadOnlySpan<byte> Reply(JsonElement activity, string conversation, string card)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            json.WritePropertyName("from");
            activity.GetProperty("recipient").WriteTo(json);
            json.WriteStartObject("conversation");
            json.WriteString("id", conversation);
            json.WriteEndObject();
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("contentType", CardType);
            json.WritePropertyName("content");
            json.WriteRawValue(Encoding.UTF8.GetBytes(card));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private sealed class Handler(HttpContext http) : ActivityHandler
    {
        protected override async Task OnMessageActivityAsync(
            ITurnContext<IMessageActivity> turnContext,
            CancellationToken cancellationToken
        )
        {
            var activity = turnContext.Activity;
            var card = await AskAsync(
                http,
                activity.Conversation.TenantId,
                activity.From.AadObjectId,
                activity.Conversation.Id,
                activity.Text
            );
            await turnContext.SendActivityAsync(
                MessageFactory.Attachment(new Attachment { ContentType = CardType, Content = new JRaw(card) }),
                cancellationToken
            );
        }
    }
}
