using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Tests.Registry;
using PartnerRegistry;

namespace PartnerBot.Tests.Whole;

/// <summary>
/// The partner registry as it runs in production, on a loopback port and an SQLite file of its own. It holds the sample data,
/// taken in through its importer six days after the facts were confirmed.
/// </summary>
public sealed class LiveRegistry : IAsyncDisposable
{
    public const string ReaderKey = "reader-key-0123456789";
    private const string EditorKey = "editor-key-0123456789";

    private static readonly Lazy<Task<byte[]>> Sample = new(ImportOnceAsync);

    private readonly TempFolder folder = new();
    private WebApplication? app;

    private readonly TimeProvider clock;

    private LiveRegistry(TimeProvider clock) => this.clock = clock;

    public string Url { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Answers a path in its place, with JSON; null leaves it to the registry.</summary>
    public Func<string, (int Status, string Body)?>? Instead { get; set; }

    /// <param name="clock">Also the bot's.</param>
    public static async Task<LiveRegistry> StartAsync(TimeProvider clock)
    {
        var registry = new LiveRegistry(clock);
        await registry.RestoreAsync();
        return registry;
    }

    /// <summary>Starts it again where it was.</summary>
    public async Task StartAgainAsync()
    {
        app = await StartAsync(clock, "Production", folder["registry.db"], Url, new InItsPlace(this));
        Url = app.Urls.Single();
    }

    /// <summary>Starts it again with the sample data, as a backup from before all edits holds it.</summary>
    public async Task RestoreAsync()
    {
        await StopAsync();
        await File.WriteAllBytesAsync(folder["registry.db"], await Sample.Value);
        await StartAgainAsync();
    }

    /// <summary>Edits over the registry's own API, as one of its editors.</summary>
    /// <param name="by">Who made the change; null is the editor's key.</param>
    public Task PutAsync(string path, object body, string? by = null) => SendAsync(HttpMethod.Put, path, body, by);

    /// <summary>Creates there likewise.</summary>
    /// <returns>What was created.</returns>
    public Task<JsonNode?> PostAsync(string path, object body, string? by = null) =>
        SendAsync(HttpMethod.Post, path, body, by);

    /// <summary>How far the feed goes.</summary>
    public async Task<long> HeadAsync() =>
        (await SendAsync(HttpMethod.Get, "/v1/changes?limit=1", body: null))!["head"]!.GetValue<long>();

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body, string? by = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", EditorKey);
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        if (by is not null)
        {
            request.Headers.Add("X-On-Behalf-Of", by);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        return answer.Length > 0 ? JsonNode.Parse(answer) : null;
    }

    /// <summary>Changes its file, which nobody may have open, so that much can have happened meanwhile.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={folder["registry.db"]};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Nobody listens at <see cref="Url"/> any more.</summary>
    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    // Sample data is for Development alone, so it is taken in there, and the file is then served in Production.
    private static async Task<byte[]> ImportOnceAsync()
    {
        using var once = new TempFolder();
        var then = new FakeTimeProvider(RegistryHarness.Start);
        await using (await StartAsync(then, "Development", once["registry.db"])) { }
        return await File.ReadAllBytesAsync(once["registry.db"]);
    }

    private static async Task<WebApplication> StartAsync(
        TimeProvider clock,
        string environment,
        string file,
        string url = "http://127.0.0.1:0",
        IStartupFilter? before = null
    )
    {
        var started = PartnerRegistryApp.Build(
            new()
            {
                Environment = environment,
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["urls"] = url,
                    // Without a pool, the file is whole once the application is gone.
                    ["ConnectionStrings:PartnerRegistry"] = $"Data Source={file};Pooling=False",
                    ["ApiKeys:0:Name"] = "partnerbot",
                    ["ApiKeys:0:Key"] = ReaderKey,
                    ["ApiKeys:1:Name"] = "ed",
                    ["ApiKeys:1:Key"] = EditorKey,
                    ["ApiKeys:1:Role"] = "editor",
                },
                Configure = builder =>
                {
                    builder.Services.Replace(ServiceDescriptor.Singleton(clock));
                    if (before is not null)
                    {
                        builder.Services.AddSingleton(before);
                    }

                    builder.Logging.ClearProviders();
                },
            }
        );
        try
        {
            await started.StartAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    private sealed class InItsPlace(LiveRegistry registry) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(AnswerAsync);
                next(app);
            };

        private Task AnswerAsync(HttpContext http, RequestDelegate next)
        {
            if (registry.Instead?.Invoke(http.Request.Path) is not { } answer)
            {
                return next(http);
            }

            http.Response.StatusCode = answer.Status;
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync(answer.Body);
        }
    }
}
