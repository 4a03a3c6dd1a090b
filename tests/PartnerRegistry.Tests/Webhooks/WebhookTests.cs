using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Webhooks;

public sealed class WebhookTests
{
    [Theory, Stores]
    public async Task It_is_registered_listed_and_removed_and_its_secret_shown_once(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);

        var added = (
            await registry.PostAsync("/v1/webhooks", """{"url":"https://bot.example/registry/changed"}""")
        ).Should(201);

        added.Word("secret").ShouldNotBeNull().ShouldStartWith("whsec_");
        added.Message.Headers.Location!.ToString().ShouldBe("/v1/webhooks");
        (await registry.GetAsync("/v1/webhooks")).ShouldSay(
            $$"""{"items":[{"id":"{{added.Word("id")}}","url":"https://bot.example/registry/changed","createdAt":"2026-11-18T07:05:00Z"}],"next":null}"""
        );
        (await registry.SendAsync("DELETE", $"/v1/webhooks/{added.Word("id")}", null)).Should(204);
        (await registry.SendAsync("DELETE", $"/v1/webhooks/{added.Word("id")}", null)).ShouldRefuse(404);
        (await registry.GetAsync("/v1/webhooks"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://bot.example/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST:8080/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:a9fe:a9fe]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://0.0.0.0/")]
    public async Task An_address_inside_is_refused_unless_the_operator_named_it(string url)
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.PostAsync("/v1/webhooks", $$"""{"url":"{{url}}"}""")).ShouldRefuse(
            400,
            "url",
            "takes an https address on the public internet; the operator can allow others in the setting Webhooks:PrivateHosts"
        );
        (await registry.GetAsync("/v1/webhooks"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        """{}""",
        "url",
        "takes an absolute http or https address of at most 2000 characters, without user and password"
    )]
    [InlineData(
        """{"url":"/registry/changed"}""",
        "url",
        "takes an absolute http or https address of at most 2000 characters, without user and password"
    )]
    [InlineData(
        """{"url":"ftp://bot.example/"}""",
        "url",
        "takes an absolute http or https address of at most 2000 characters, without user and password"
    )]
    [InlineData(
        """{"url":"https://u:p@bot.example/"}""",
        "url",
        "takes an absolute http or https address of at most 2000 characters, without user and password"
    )]
    [InlineData(
        """{"url":"https://bot.example/","secret":"short"}""",
        "secret",
        "takes whsec_ and base64 of 24 to 64 bytes; leave it out to have one made"
    )]
    [InlineData(
        """{"url":"https://bot.example/","secret":"whsec_c2hvcnQ="}""",
        "secret",
        "takes whsec_ and base64 of 24 to 64 bytes; leave it out to have one made"
    )]
    public async Task What_is_no_webhook_is_refused(string json, string field, string sentence)
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.PostAsync("/v1/webhooks", json)).ShouldRefuse(400, field, sentence);
    }
}
