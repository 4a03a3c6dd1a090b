using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PartnerBot.Crash.Checking;
using PartnerRegistry;

namespace PartnerBot.Crash;

/// <summary>The partner registry as it runs in production, on a loopback port and a file of its own, edited over its API.</summary>
internal sealed class RegistryOnSite : IAsyncDisposable
{
    public const string ReaderKey = "reader-key-0123456789";
    private const string EditorKey = "editor-key-0123456789";

    private static readonly string[] Tracks = ["legal", "business", "technical"];

    private readonly WebApplication app;
    private readonly HttpClient client;

    private RegistryOnSite(WebApplication app)
    {
        this.app = app;
        client = new(new SocketsHttpHandler()) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", EditorKey);
    }

    public string Url => app.Urls.Single();

    public static async Task<RegistryOnSite> StartAsync(string file, IEnumerable<string> partners)
    {
        var started = PartnerRegistryApp.Build(
            new()
            {
                Environment = "Production",
                OnlySettings = true,
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["urls"] = "http://127.0.0.1:0",
                    ["ConnectionStrings:PartnerRegistry"] = $"Data Source={file}",
                    ["ApiKeys:0:Name"] = "partnerbot",
                    ["ApiKeys:0:Key"] = ReaderKey,
                    ["ApiKeys:1:Name"] = "ed",
                    ["ApiKeys:1:Key"] = EditorKey,
                    ["ApiKeys:1:Role"] = "editor",
                },
                Configure = builder => builder.Logging.ClearProviders(),
            }
        );
        await started.StartAsync();
        var registry = new RegistryOnSite(started);
        foreach (var partner in partners)
        {
            await registry.SendAsync(HttpMethod.Put, $"/v1/partners/{partner}", new { name = $"Partner {partner}" });
        }

        return registry;
    }

    /// <summary>One change, with words of its own: a milestone, or a track that a milestone comes with.</summary>
    public Task ChangeAsync(string partner, int number, bool isTrack = false, bool isRestricted = false)
    {
        var milestone = new
        {
            kind = "step",
            title = new { original = "en", texts = new { en = $"change {number:D6}" } },
            visibility = isRestricted ? "restricted" : "internal",
        };
        return isTrack
            ? SendAsync(
                HttpMethod.Put,
                $"/v1/partners/{partner}/tracks/{Tracks[number % Tracks.Length]}",
                new
                {
                    status = number % 2 == 0 ? "met" : "in-discussion",
                    note = $"{number}",
                    milestone,
                }
            )
            : SendAsync(HttpMethod.Post, $"/v1/partners/{partner}/milestones", milestone);
    }

    /// <summary>The feed, with the words of what each change came with.</summary>
    public async Task<IReadOnlyList<FeedChange>> ReadFeedAsync()
    {
        var changes = await AllAsync("/v1/changes?limit=1000", "changes");
        var milestones = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var partner in changes.Select(change => (string?)change["partner"]).OfType<string>().Distinct())
        {
            foreach (var one in await AllAsync($"/v1/partners/{partner}/milestones?limit=1000", "items"))
            {
                milestones[(string)one["id"]!] = one;
            }
        }

        return
        [
            .. changes
                .Select(change =>
                    (Change: change, Milestone: milestones.GetValueOrDefault((string?)change["milestone"] ?? ""))
                )
                .Where(one => one.Milestone is not null)
                .Select(one => new FeedChange(
                    (long)one.Change["sequence"]!,
                    (string)one.Change["partner"]!,
                    (string)one.Milestone!["title"]!["texts"]!["en"]!,
                    (string?)one.Milestone["visibility"] is "restricted"
                )),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private async Task<List<JsonNode>> AllAsync(string path, string list)
    {
        var all = new List<JsonNode>();
        for (var after = ""; ; )
        {
            var page = (await client.GetFromJsonAsync<JsonNode>($"{path}{after}"))!;
            var some = page[list]!.AsArray();
            all.AddRange(some.OfType<JsonNode>());
            if (some.Count == 0 || page["next"] is not { } next)
            {
                return all;
            }

            after = $"&after={Uri.EscapeDataString(next.ToString())}";
        }
    }

    private async Task SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
