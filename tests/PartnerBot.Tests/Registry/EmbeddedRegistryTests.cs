using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Registry;

public sealed class EmbeddedRegistryTests : IDisposable
{
    private const string EditorKey = "editor-key-0123456789";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task In_Production_the_bots_own_key_is_enough_to_start_and_only_reads()
    {
        using var bot = Bot();
        using var registry = ClientOf(bot);

        File.Exists(folder["registry.db"]).ShouldBeTrue();
        (await registry.GetAsync("v1/partners", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PutPartnerAsync(registry)).ShouldBe(HttpStatusCode.Forbidden);
        registry.DefaultRequestHeaders.Authorization = null;
        (await registry.GetAsync("v1/partners", Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_keys_set_for_it_open_it_and_the_bots_callers_keys_do_not()
    {
        using var bot = Bot(
            ("Registry:Keys:0:Name", "ed"),
            ("Registry:Keys:0:Key", EditorKey),
            ("Registry:Keys:0:Role", "editor")
        );
        using var registry = ClientOf(bot);

        registry.DefaultRequestHeaders.Authorization = new("Bearer", EditorKey);
        (await PutPartnerAsync(registry)).ShouldBe(HttpStatusCode.Created);
        registry.DefaultRequestHeaders.Authorization = new("Bearer", BotHost.AskerKey);
        (await registry.GetAsync("v1/partners", Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("bot.local", HttpStatusCode.Created)]
    [InlineData("other.local", HttpStatusCode.BadRequest)]
    public async Task The_settings_of_webhooks_reach_it(string host, HttpStatusCode status)
    {
        using var bot = Bot(
            ("Registry:Keys:0:Name", "ed"),
            ("Registry:Keys:0:Key", EditorKey),
            ("Registry:Keys:0:Role", "editor"),
            ("Webhooks:PrivateHosts:0", "bot.local")
        );
        using var registry = ClientOf(bot);
        registry.DefaultRequestHeaders.Authorization = new("Bearer", EditorKey);

        var reply = await registry.PostAsJsonAsync("v1/webhooks", new { url = $"http://{host}/changed" }, Stop);

        reply.StatusCode.ShouldBe(status);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<HttpStatusCode> PutPartnerAsync(HttpClient registry) =>
        (await registry.PutAsJsonAsync("v1/partners/netflix", new { name = "Netflix" }, Stop)).StatusCode;

    private BotHost Bot(params (string Name, string Value)[] set) =>
        new(
            new Dictionary<string, string?>(
                set.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)),
                StringComparer.Ordinal
            )
            {
                ["Registry:BaseUrl"] = null,
                ["Registry:ApiKey"] = null,
                ["Registry:Embedded"] = "true",
                ["Registry:EmbeddedPort"] = "0",
                ["ConnectionStrings:PartnerRegistry"] = $"Data Source={folder["registry.db"]};Pooling=False",
            }
        );

    /// <summary>Calls the embedded registry itself, with the key that the bot has for it.</summary>
    private static HttpClient ClientOf(BotHost bot)
    {
        var client = new HttpClient(new SocketsHttpHandler());
        bot.Services.GetRequiredService<RegistryAddress>().Apply(client);
        return client;
    }
}
