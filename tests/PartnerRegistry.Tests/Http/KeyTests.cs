using System.Text;
using PartnerRegistry.Http;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Http;

public sealed class KeyTests
{
    [Theory]
    [InlineData("Authorization", "Bearer wrong-key-wrong-key-wrong")]
    [InlineData("Authorization", "Basic ZWQ6eA==")]
    [InlineData("X-Api-Key", "")]
    [InlineData("X-Api-Key", "wrong-key-wrong-key-wrong")]
    public async Task Without_a_right_key_nobody_reads(string header, string value)
    {
        await using var registry = await TestRegistry.StartAsync();

        var refused = (await registry.GetAsync("/v1/partners", (header, value))).ShouldRefuse(
            401,
            with: "Send an API key of this registry: Authorization: Bearer KEY."
        );

        refused.Header("WWW-Authenticate").ShouldBe("Bearer");
        refused.Text.ShouldNotContain("wrong-key");
    }

    [Theory]
    [InlineData("PUT", "/v1/partners/a", """{"name":"A"}""")]
    [InlineData("PATCH", "/v1/partners/a", """{"name":"A"}""")]
    [InlineData("POST", "/v1/partners/a/milestones", "{}")]
    [InlineData("GET", "/v1/webhooks", null)]
    [InlineData("DELETE", "/v1/webhooks/w", null)]
    public async Task A_reader_may_not_write(string method, string path, string? json)
    {
        await using var registry = await TestRegistry.StartAsync();
        var key = ("X-Api-Key", TestRegistry.ReaderKey);

        (await registry.SendAsync(method, path, json, key)).ShouldRefuse(
            403,
            with: "This key may only read. Use one with the role editor."
        );
        (await registry.GetAsync("/v1/partners", key)).Should(200)["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Health_and_the_document_need_no_key()
    {
        await using var registry = await TestRegistry.StartAsync();
        var none = ("X-Api-Key", "");

        (await registry.GetAsync("/health/live", none)).Should(200);
        (await registry.GetAsync("/health/ready", none)).Should(200);
        (await registry.GetAsync("/openapi.json", none)).Should(200);
    }

    [Theory]
    [InlineData(200, "application/json", "Host", "localhost")]
    [InlineData(200, "application/json; charset=utf-8", "Host", "127.0.0.1:3979")]
    [InlineData(401, "application/json", "Host", "evil.example")]
    [InlineData(401, "text/plain", "Host", "localhost")]
    [InlineData(401, "application/x-www-form-urlencoded", "Host", "localhost")]
    [InlineData(401, "application/json", "Origin", "https://evil.example")]
    [InlineData(401, "application/json", "Origin", "null")]
    public async Task In_Development_without_keys_only_this_machine_may_call(
        int status,
        string type,
        string header,
        string value
    )
    {
        await using var registry = await TestRegistry.StartAsync(change: Newcomer, listen: true);
        using var body = new StringContent("""{"name":"A"}""", Encoding.UTF8);
        body.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        // Routes with a body refuse another type by themselves, which leaves those without.
        using var request = type.StartsWith("application/json", StringComparison.Ordinal)
            ? new HttpRequestMessage(HttpMethod.Put, "/v1/partners/a") { Content = body }
            : new HttpRequestMessage(HttpMethod.Post, "/v1/partners/a/confirm") { Content = body };
        request.Headers.TryAddWithoutValidation(header, value);

        var reply = await registry.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)reply.StatusCode).ShouldBe(status is 200 ? 201 : status);
    }

    [Fact]
    public async Task Outside_Development_no_keys_stop_the_start() =>
        (
            await Should.ThrowAsync<SettingException>(() =>
                TestRegistry.StartAsync(change: hosting => hosting with { Settings = WithoutKeys(hosting) })
            )
        ).Message.ShouldBe(
            "ApiKeys is missing. Outside Development nobody may call without a key: set ApiKeys:0:Name, ApiKeys:0:Key and ApiKeys:0:Role."
        );

    [Theory]
    [InlineData("Name", " ", "ApiKeys:0:Name is missing. Say who the key is for.")]
    [InlineData("Key", null, "ApiKeys:0:Key is missing or too short. Put 20 or more random characters.")]
    [InlineData("Key", "short", "ApiKeys:0:Key is missing or too short. Put 20 or more random characters.")]
    [InlineData("Role", "admin", "ApiKeys:0:Role is \"admin\". It takes reader or editor.")]
    [InlineData("Name", "bot", "ApiKeys holds the same name or key twice. Give each caller its own.")]
    [InlineData("Key", TestRegistry.ReaderKey, "ApiKeys holds the same name or key twice. Give each caller its own.")]
    public async Task Half_a_key_stops_the_start(string field, string? value, string sentence) =>
        (
            await Should.ThrowAsync<SettingException>(() =>
                TestRegistry.StartAsync(change: hosting =>
                    hosting with
                    {
                        Settings = new Dictionary<string, string?>(hosting.Settings) { [$"ApiKeys:0:{field}"] = value },
                    }
                )
            )
        ).Message.ShouldBe(sentence);

    private static RegistryHosting Newcomer(RegistryHosting hosting) =>
        hosting with
        {
            Environment = "Development",
            SampleData = false,
            Settings = WithoutKeys(hosting),
        };

    private static Dictionary<string, string?> WithoutKeys(RegistryHosting hosting) =>
        hosting.Settings.Where(setting => !setting.Key.StartsWith("ApiKeys", StringComparison.Ordinal)).ToDictionary();
}
