using System.Text;
using PartnerRegistry.Hosting;
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
            await Should.ThrowAsync<StartException>(() =>
                TestRegistry.StartAsync(change: hosting => hosting with { Settings = WithoutKeys(hosting) })
            )
        ).Message.ShouldBe(
            "ApiKeys is missing. Outside Development nobody may call without a key: set ApiKeys:0:Name, ApiKeys:0:Key and ApiKeys:0:Role."
        );

    [Fact]
    public async Task Inside_another_process_that_ones_keys_open_nothing() =>
        (
            await Should.ThrowAsync<StartException>(() =>
                TestRegistry.StartAsync(change: hosting =>
                    hosting with
                    {
                        Args = ["--ApiKeys:0:Name=wiki", $"--ApiKeys:0:Key={TestRegistry.OtherKey}"],
                        OnlySettings = true,
                        Settings = WithoutKeys(hosting),
                    }
                )
            )
        ).Message.ShouldStartWith("ApiKeys is missing.");

    [Theory]
    [InlineData("Name", " ", "ApiKeys:0:Name is missing; put a name for the key's holder.")]
    [InlineData("Key", null, "ApiKeys:0:Key is missing or shorter than 20 characters; put a long random one.")]
    [InlineData("Key", "short", "ApiKeys:0:Key is missing or shorter than 20 characters; put a long random one.")]
    [InlineData("Role", "admin", "ApiKeys:0:Role is \"admin\"; put reader or editor.")]
    [InlineData("Name", "bot", "ApiKeys holds the name \"bot\" twice; give each key a name of its own.")]
    [InlineData(
        "Key",
        TestRegistry.ReaderKey,
        "ApiKeys holds one key for both \"ed\" and \"bot\"; give each a key of its own."
    )]
    public async Task Half_a_key_stops_the_start(string field, string? value, string sentence) =>
        (
            await Should.ThrowAsync<StartException>(() =>
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
