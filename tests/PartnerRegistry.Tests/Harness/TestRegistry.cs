using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PartnerBot.Testing;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Tests.Harness;

/// <summary>A registry in Production mode on a database of its own, over HTTP, with the clock in the test's hand.</summary>
public sealed class TestRegistry : IAsyncLifetime
{
    public const string EditorKey = "editor-key-editor-key";
    public const string OtherKey = "another-key-another-key";
    public const string ReaderKey = "reader-key-reader-key";

    private TestStore? owned;

    private TestRegistry(TestStore store, TestClock clock, WebApplication app, HttpClient client) =>
        (Store, Clock, App, Client) = (store, clock, app, client);

    public TestStore Store { get; }

    public TestClock Clock { get; }

    public WebApplication App { get; }

    /// <summary>Carries no key.</summary>
    public HttpClient Client { get; }

    public TestLog Log { get; private init; } = new();

    /// <summary>Starts one on a new database, which goes when it does.</summary>
    public static async Task<TestRegistry> StartAsync(
        StoreKind kind = StoreKind.Sqlite,
        Func<RegistryHosting, RegistryHosting>? change = null,
        bool listen = false
    )
    {
        var store = await TestStore.NewAsync(kind);
        try
        {
            var registry = await StartAsync(store, change, listen: listen);
            registry.owned = store;
            return registry;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one on a database that there is.</summary>
    /// <param name="listen">Over a real socket on a free port instead of in memory.</param>
    public static async Task<TestRegistry> StartAsync(
        TestStore store,
        Func<RegistryHosting, RegistryHosting>? change = null,
        TestClock? clock = null,
        bool listen = false
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        (clock, var log) = (clock ?? new(), new TestLog());
        var app = PartnerRegistryApp.Build((change ?? (same => same))(Hosting(store, clock, log, listen)));
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(store, clock, app, ClientOf(app, listen)) { Log = log };
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public RegistryDb Db() => App.Services.GetRequiredService<IDbContextFactory<RegistryDb>>().CreateDbContext();

    /// <summary>Asks as an editor.</summary>
    public Task<Reply> GetAsync(string path, params (string, string)[] headers) =>
        SendBodyAsync("GET", path, null, headers);

    public Task<Reply> PutAsync(string path, string json, params (string, string)[] headers) =>
        SendAsync("PUT", path, json, headers);

    public Task<Reply> PatchAsync(string path, string json, params (string, string)[] headers) =>
        SendAsync("PATCH", path, json, headers);

    public Task<Reply> PostAsync(string path, string? json = null, params (string, string)[] headers) =>
        SendAsync("POST", path, json, headers);

    /// <summary>Sends as an editor, unless <paramref name="headers"/> hold an <c>Authorization</c>.</summary>
    public Task<Reply> SendAsync(string method, string path, string? json, params (string, string)[] headers) =>
        SendBodyAsync(
            method,
            path,
            json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
            headers
        );

    public async Task<Reply> SendBodyAsync(
        string method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!request.Headers.Contains("Authorization") && !request.Headers.Contains("X-Api-Key"))
        {
            request.Headers.Authorization = new("Bearer", EditorKey);
        }

        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        if ((int)response.StatusCode is 500)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{method} {path}: {Log.Last}");
        }

        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await (owned?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static RegistryHosting Hosting(TestStore store, TestClock clock, TestLog log, bool listen) =>
        new()
        {
            Environment = "Production",
            Settings = new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Database:Provider"] = store.Kind.ToString(),
                ["ConnectionStrings:PartnerRegistry"] = store.ConnectionString,
                ["ApiKeys:0:Name"] = "ed",
                ["ApiKeys:0:Key"] = EditorKey,
                ["ApiKeys:0:Role"] = "editor",
                ["ApiKeys:1:Name"] = "other",
                ["ApiKeys:1:Key"] = OtherKey,
                ["ApiKeys:1:Role"] = "editor",
                ["ApiKeys:2:Name"] = "bot",
                ["ApiKeys:2:Key"] = ReaderKey,
            },
            Configure = builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                builder.Logging.ClearProviders().AddProvider(log);
                if (!listen)
                {
                    builder.WebHost.UseTestServer();
                }
            },
        };

    private static HttpClient ClientOf(WebApplication app, bool listen) =>
        listen
            ? new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()) }
            : app.GetTestClient();
}
