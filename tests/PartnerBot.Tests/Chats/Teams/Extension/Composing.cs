using System.Net;
using System.Text.Json.Nodes;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Extension;

/// <summary>Somebody writing a message in Teams with the bot's extension, and a registry with some partners.</summary>
internal sealed class Composing : IDisposable
{
    private readonly Dictionary<string, string> partners = new(StringComparer.Ordinal);

    /// <param name="names">By name, as the registry lists them; ids are the names in lower case, with hyphens.</param>
    public Composing(params string[] names)
    {
        foreach (var name in names)
        {
            Put(name.ToLowerInvariant().Replace(' ', '-'), name);
        }

        Registry.List = (_, _) => Task.FromResult(FakeRegistry.Json(Samples.Page(partners.Values)));
        Registry.Partner = FindAsync;
    }

    public TeamsHost Teams { get; } = new();

    public FakeRegistry Registry => Teams.Bot.Registry;

    public void Put(string id, string name, string visibility = "internal") =>
        partners[id] = Samples
            .Netflix.Replace("\"netflix\"", $"\"{id}\"", StringComparison.Ordinal)
            .Replace("\"Netflix\"", $"\"{name}\"", StringComparison.Ordinal)
            .Replace("\"NFLX\"", "", StringComparison.Ordinal)
            .Replace(
                "\"visibility\":\"internal\",\"restrictedTo\"",
                $"\"visibility\":\"{visibility}\",\"restrictedTo\"",
                StringComparison.Ordinal
            );

    /// <summary>How the registry answers about one partner.</summary>
    public Task<HttpResponseMessage> FindAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(
            partners.TryGetValue(request.RequestUri!.Segments[^1], out var partner)
                ? FakeRegistry.Json(partner)
                : FakeRegistry.Problem(HttpStatusCode.NotFound)
        );

    /// <summary>Has the registry never answer about a partner.</summary>
    /// <returns>Done when it is first asked.</returns>
    public Task KeepSilentAbout(string id)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Registry.Partner = (request, cancelled) =>
        {
            if (request.RequestUri!.Segments[^1] != id)
            {
                return FindAsync(request, cancelled);
            }

            asked.TrySetResult();
            return FakeRegistry.Silence(request, cancelled);
        };
        return asked.Task;
    }

    /// <summary>An activity of the extension, as Teams sends it.</summary>
    public JsonObject Invoke(string name, JsonNode? value, string locale = "en-US")
    {
        var activity = Teams.Activity("invoke");
        activity["name"] = $"composeExtension/{name}";
        activity["value"] = value;
        activity["locale"] = locale;
        return activity;
    }

    public JsonObject Query(string typed, string locale = "en-US", string parameter = "partner") =>
        Invoke(
            "query",
            new JsonObject
            {
                ["commandId"] = "partners",
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = parameter, ["value"] = typed }),
                ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
            },
            locale
        );

    public JsonObject Link(string url, string name = "queryLink", string locale = "en-US") =>
        Invoke(name, new JsonObject { ["url"] = url }, locale);

    /// <summary>What Teams is told to show.</summary>
    public async Task<JsonNode> AskAsync(JsonNode activity)
    {
        var (status, body) = await Teams.PostAsync(activity);
        status.ShouldBe(HttpStatusCode.OK);
        return body.ShouldNotBeNull()["composeExtension"].ShouldNotBeNull();
    }

    /// <summary>The lines to choose from: <c>Netflix: negotiating · access closed by us</c>.</summary>
    public async Task<IEnumerable<string>> LinesAsync(JsonNode activity)
    {
        var shown = await AskAsync(activity);
        ((string?)shown["type"]).ShouldBe("result", shown.ToJsonString());
        ((string?)shown["attachmentLayout"]).ShouldBe("list");
        return shown["attachments"]!.AsArray().Select(LineOf!);
    }

    /// <summary>The sentence that is shown instead of any.</summary>
    public async Task<string?> SentenceAsync(JsonNode activity)
    {
        var shown = await AskAsync(activity);
        ((string?)shown["type"]).ShouldBe("message", shown.ToJsonString());
        shown["attachments"].ShouldBeNull();
        return (string?)shown["text"];
    }

    public void Dispose() => Teams.Dispose();

    private static string LineOf(JsonNode attachment)
    {
        ((string?)attachment["contentType"]).ShouldBe("application/vnd.microsoft.card.adaptive");
        attachment["content"].ShouldBeOfType<JsonObject>();
        ((string?)attachment["preview"]!["contentType"]).ShouldBe("application/vnd.microsoft.card.thumbnail");
        var preview = attachment["preview"]!["content"]!;
        return $"{preview["title"]}: {preview["text"]}";
    }
}
