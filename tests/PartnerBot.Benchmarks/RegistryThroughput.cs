using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PartnerRegistry;

namespace PartnerBot.Benchmarks;

/// <summary>Requests per second on SQLite, client and server on this machine; baseline: the same server answering <c>/health/live</c>.</summary>
internal static class RegistryThroughput
{
    private const int Clients = 8;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    public static async Task RunAsync()
    {
        var hosting = new RegistryHosting
        {
            Environment = "Development",
            Settings = new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["ConnectionStrings:PartnerRegistry"] =
                    $"Data Source={Path.Combine(Figures.TemporaryFolder(), "registry.db")}",
            },
        };
        await using var app = PartnerRegistryApp.Build(hosting);
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(app.Urls.First()) };
        var tag = (await client.GetAsync("/v1/partners/netflix")).Headers.ETag!;

        var live = await MeasureAsync(() => client.GetAsync("/health/live"));
        var read = await MeasureAsync(() => client.GetAsync("/v1/partners/netflix"));
        var unchanged = await MeasureAsync(() => client.SendAsync(Revalidation(tag)));
        var page = await MeasureAsync(() => client.GetAsync("/v1/partners?limit=100"));
        var notes = 0;
        var write = await MeasureAsync(() =>
            client.PutAsJsonAsync(
                "/v1/partners/hooq/tracks/legal",
                new { status = Interlocked.Increment(ref notes) % 2 == 0 ? "met" : "in-discussion" }
            )
        );
        Figures.Show(
            "Registry on SQLite",
            "requests/s",
            ("/health/live (baseline)", live, 1),
            ("read a partner", read, read / live),
            ("read a partner, unchanged (304)", unchanged, unchanged / live),
            ("read a page of partners", page, page / live),
            ("write a track, with its change", write, write / live)
        );
    }

    private static HttpRequestMessage Revalidation(EntityTagHeaderValue tag) =>
        new(HttpMethod.Get, "/v1/partners/netflix") { Headers = { IfNoneMatch = { tag } } };

    private static async Task<double> MeasureAsync(Func<Task<HttpResponseMessage>> request)
    {
        (await request()).Dispose();
        var done = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async _ =>
                {
                    while (clock.Elapsed < Span)
                    {
                        using var response = await request();
                        Interlocked.Add(
                            ref done,
                            (int)response.StatusCode < 400
                                ? 1
                                : throw new InvalidOperationException($"{response.StatusCode}")
                        );
                    }
                })
        );
        return done / clock.Elapsed.TotalSeconds;
    }
}
