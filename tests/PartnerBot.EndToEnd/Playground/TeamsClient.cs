using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>
/// Teams as Alex Wilber has it open, driven over what the playground's page uses: what is typed and pressed goes in by HTTP, what
/// the bot says comes out of a socket.
/// </summary>
public sealed class TeamsClient : IAsyncDisposable
{
    public const string Alex = "user-id-0";
    public const string Megan = "user-id-1";
    public const string Channel = "channel-announcements-id";
    public const string Mention = "<at>Test Bot</at>";

    private readonly HttpClient http;
    private readonly Frames said;
    private readonly Frames log;
    private readonly JsonElement people;

    private TeamsClient(HttpClient http, Frames said, Frames log, JsonElement people) =>
        (this.http, this.said, this.log, this.people) = (http, said, log, people);

    public string Personal => people.GetProperty("personalChat").GetProperty("id").GetString()!;

    public string Group => people.GetProperty("groupChats")[0].GetProperty("id").GetString()!;

    public string Tenant => people.GetProperty("tenantId").GetString()!;

    public string AlexInDirectory => people.GetProperty("currentUser").GetProperty("aadObjectId").GetString()!;

    /// <summary>What the bot said that no test has taken.</summary>
    public IReadOnlyList<string> Unexpected => [.. said.Kept.Select(frame => frame.GetRawText())];

    private string Bot => people.GetProperty("bot").GetProperty("id").GetString()!;

    /// <summary>Connects to the bot, which is then told nothing yet.</summary>
    public static async Task<TeamsClient> OpenAsync(string url)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(url) };
        var config = await ConfigAsync(client);
        return new(
            client,
            await Frames.OpenAsync(url, "/_ws_conversation/v1/conversations/stream"),
            await Frames.OpenAsync(url, "/_ws/log/stream"),
            config.GetProperty("config")
        );
    }

    /// <summary>Alex writes to the bot, by mention where others read along.</summary>
    /// <param name="where">A chat, a channel or a thread of one.</param>
    /// <returns>What the bot says next there: in a channel, in the thread that the question begins.</returns>
    public async Task<Said> AskAsync(string where, string text) => await NextAsync(await WriteAsync(where, text));

    /// <summary>The same without waiting for an answer.</summary>
    /// <returns>Where an answer belongs.</returns>
    public async Task<string> WriteAsync(string where, string text)
    {
        var sent = await PostMessageAsync(where, text, where != Personal);
        return sent.TryGetProperty("postConversationId", out var thread) ? thread.GetString()! : where;
    }

    /// <summary>What the bot says next there; a new post in a channel is said in its thread.</summary>
    /// <param name="id">Only this message; null takes any.</param>
    public Task<Said> NextAsync(string where, string? id = null) =>
        NextAsync(one => one.Where == where && (id is null || one.Id == id));

    /// <summary>What the bot says next in a thread that it begins in that channel.</summary>
    public Task<Said> NextPostAsync(string channel, string? id = null) =>
        NextAsync(one =>
            one.IsPost && one.Where.StartsWith($"{channel};", StringComparison.Ordinal) && (id is null || one.Id == id)
        );

    /// <summary>What the bot puts in the place of something it said.</summary>
    public async Task<Said> ChangedAsync(Said before) =>
        Said.Read(await said.TakeAsync(frame => Is(frame, "updateMessage") && Said.Read(frame).Id == before.Id));

    /// <summary>What a phone's lock screen shows of it.</summary>
    public async Task<string?> SummaryAsync(Said message)
    {
        var frame = await log.TakeAsync(one => IsLogged(one, "messageId", message.Id));
        return frame.GetProperty("log").GetProperty("request").GetProperty("body").GetProperty("summary").GetString();
    }

    /// <summary>Presses the button with that title.</summary>
    /// <returns>What the bot answers to the press: <c>type</c> and <c>value</c>.</returns>
    public Task<JsonElement> PressAsync(Said message, string title, string who = Alex)
    {
        var button = message.Button(title);
        return InvokeAsync(
            "adaptiveCard/action",
            message.Where,
            new
            {
                action = new
                {
                    type = "Action.Execute",
                    title,
                    verb = button.GetProperty("verb"),
                    data = button.GetProperty("data"),
                },
            },
            who,
            message.Id
        );
    }

    /// <summary>Presses it in a client that knows no <c>Action.Execute</c>, only the <c>Action.Submit</c> to fall back to.</summary>
    public Task SubmitAsync(Said message, string title)
    {
        var fallback = message.Button(title).GetProperty("fallback");
        fallback.GetProperty("type").GetString().ShouldBe("Action.Submit");
        return PostAsync(
            "/_conversation/v1/submit",
            new
            {
                value = fallback.GetProperty("data"),
                from = new { id = Alex },
                conversation = new { id = message.Where },
                replyToId = message.Id,
            }
        );
    }

    /// <summary>Types in the message extension's search, as the playground's page does: without naming command or parameter.</summary>
    /// <returns>The results: <c>attachments</c> with <c>preview</c> and the card that is put into the message.</returns>
    public async Task<IReadOnlyList<JsonElement>> SearchAsync(string where, string text)
    {
        var value = new { parameters = new[] { new { value = text } }, queryOptions = new { skip = 0, count = 25 } };
        return Attachments(await InvokeAsync("composeExtension/query", where, value));
    }

    /// <summary>Puts a link into a message.</summary>
    public async Task<IReadOnlyList<JsonElement>> UnfurlAsync(string where, string link) =>
        Attachments(await InvokeAsync("composeExtension/queryLink", where, new { url = link }));

    /// <summary>Installs the bot there; returns once it has dealt with both activities that say so.</summary>
    public async Task InstallAsync(string where)
    {
        await PostAsync($"/_debug/conversation/{where}/installation", new { });
        foreach (var name in new[] { "installationUpdate", "conversationUpdate" })
        {
            await log.TakeAsync(frame =>
                IsLogged(frame, "activityName", name) && IsLogged(frame, "conversationId", where)
            );
        }
    }

    /// <summary>Sends an activity that the page has no button for; returns once the bot has dealt with it.</summary>
    /// <param name="type">One of the playground's templates, such as <c>uninstall</c>; null is one without a type.</param>
    public async Task SendAsync(string where, string? type, Action<JsonObject>? write = null)
    {
        var template = $"/_internal/v1/customActivities/template?conversationId={Uri.EscapeDataString(where)}";
        var activity = (
            await http.GetFromJsonAsync<JsonObject>(type is null ? template : $"{template}&type={type}", Until)
        )!;
        write?.Invoke(activity);
        await PostAsync("/_internal/v1/customActivities", activity);
        await log.TakeAsync(frame => IsLogged(frame, "messageId", activity["id"]!.GetValue<string>()));
    }

    public async ValueTask DisposeAsync()
    {
        await said.DisposeAsync();
        await log.DisposeAsync();
        http.Dispose();
    }

    // It also fails to log to the page of a test before, until it has seen that page close.
    private static async Task<JsonElement> ConfigAsync(HttpClient client)
    {
        using var limit = Patience.Limit();
        while (true)
        {
            using var response = await client.GetAsync("/_internal/v1/config", limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            if (response.IsSuccessStatusCode)
            {
                return JsonSerializer.Deserialize<JsonElement>(text);
            }

            text.ShouldMatch("WebSocket is not open|write E(PIPE|CONNRESET)"); // the latter where it closes meanwhile
        }
    }

    private static CancellationToken Until => TestContext.Current.CancellationToken;

    private static bool Is(JsonElement frame, string action) => frame.GetProperty("action").ValueEquals(action);

    private static bool IsLogged(JsonElement frame, string name, string value) =>
        frame.GetProperty("log").TryGetProperty(name, out var found) && found.ValueEquals(value);

    private static IReadOnlyList<JsonElement> Attachments(JsonElement answer) =>
        [.. answer.GetProperty("composeExtension").GetProperty("attachments").EnumerateArray()];

    private async Task<Said> NextAsync(Func<Said, bool> isOne) =>
        Said.Read(await said.TakeAsync(frame => Is(frame, "createMessage") && isOne(Said.Read(frame))));

    private Task<JsonElement> PostMessageAsync(string where, string text, bool isMentioned) =>
        PostAsync(
            $"/_conversation/v1/conversations/{Uri.EscapeDataString(where)}/messages",
            new
            {
                type = "text",
                text = isMentioned ? $"{Mention} {text}" : text,
                textFormat = "plain",
                from = new { id = Alex },
                mentions = isMentioned ? new[] { new { mentioned = new { id = Bot }, text = Mention } } : [],
            }
        );

    private Task<JsonElement> InvokeAsync(
        string name,
        string where,
        object value,
        string who = Alex,
        string? replyToId = null
    ) =>
        PostAsync(
            "/_conversation/v1/invoke",
            new
            {
                name,
                value,
                from = new { id = who },
                conversation = new { id = where },
                replyToId,
            }
        );

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body, Until);
        var text = await response.Content.ReadAsStringAsync(Until);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path} answered {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
