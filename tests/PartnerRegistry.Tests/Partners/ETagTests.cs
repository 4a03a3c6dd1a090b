using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Partners;

public sealed class ETagTests
{
    private const string Path = "/v1/partners/netflix";

    [Fact]
    public async Task Reading_again_what_is_known_answers_304_without_a_body()
    {
        await using var registry = await TestRegistry.StartAsync();
        var tag = (await registry.PutAsync(Path, """{"name":"Netflix"}""")).ETag!;

        var again = (await registry.GetAsync(Path, ("If-None-Match", $"\"other\", {tag}"))).Should(304);

        again.Text.ShouldBeEmpty();
        again.ETag.ShouldBe(tag);
        (await registry.GetAsync(Path, ("If-None-Match", "\"other\""))).Should(200);
    }

    [Theory]
    [InlineData("PATCH", "", """{"name":"Other"}""")]
    [InlineData("PUT", "", """{"name":"Other"}""")]
    [InlineData("PUT", "/tracks/legal", """{"status":"met"}""")]
    [InlineData("PUT", "/access", """{"state":"open"}""")]
    [InlineData("POST", "/confirm", null)]
    public async Task A_stale_If_Match_changes_nothing(string method, string route, string? json)
    {
        await using var registry = await TestRegistry.StartAsync();
        var stale = (await registry.PutAsync(Path, """{"name":"Netflix"}""")).ETag!;
        var current = await registry.PatchAsync(Path, """{"stage":"live"}""", ("If-Match", stale));

        (await registry.SendAsync(method, Path + route, json, ("If-Match", stale))).ShouldRefuse(
            412,
            with: "If-Match names another version. GET it again, look at what changed, and repeat the edit."
        );

        (await registry.GetAsync(Path)).Text.ShouldBe(current.Text);
        (await registry.GetAsync("/v1/changes"))["head"]!.GetValue<long>().ShouldBe(2);
        (await registry.SendAsync(method, Path + route, json, ("If-Match", current.ETag!))).Should(200);
    }

    [Fact]
    public async Task If_None_Match_star_creates_only_what_is_new()
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.PutAsync(Path, """{"name":"Netflix"}""", ("If-None-Match", "*"))).Should(201);
        (await registry.PutAsync(Path, """{"name":"Other"}""", ("If-None-Match", "*"))).ShouldRefuse(412);
        (await registry.PutAsync("/v1/partners/new", """{"name":"New"}""", ("If-Match", "*"))).ShouldRefuse(412);

        (await registry.GetAsync(Path)).Word("name").ShouldBe("Netflix");
        (await registry.GetAsync("/v1/partners/new")).ShouldRefuse(404);
    }

    [Theory, Stores]
    public async Task The_tag_changes_with_the_programmes_name_and_checklist(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        var first = (await registry.PutAsync(Path, """{"name":"Netflix"}""")).ETag!;

        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome Lite"}""");
        var second = (await registry.GetAsync(Path, ("If-None-Match", first))).Should(200).ETag!;
        await registry.PutAsync(
            "/v1/programmes/indihome/requirements",
            """{"requirements":[{"id":"a","track":"legal","title":{"original":"en","texts":{"en":"A"}},"origin":"law"}]}"""
        );

        (await registry.GetAsync(Path, ("If-None-Match", second))).Should(200).ETag.ShouldNotBe(second);
        (await registry.PatchAsync(Path, """{"stage":"live"}""", ("If-Match", second))).ShouldRefuse(412);
    }

    [Theory, Stores]
    public async Task What_changes_nothing_keeps_the_tag_and_leaves_the_feed_alone(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        const string Whole =
            """{"name":"Netflix","aliases":["N"],"restrictedTo":{"people":["p"],"groups":[]},"managers":[{"id":"m","name":"M"}]}""";
        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        await registry.PutAsync(Path, Whole);
        await registry.PutAsync($"{Path}/tracks/legal", """{"status":"met","note":"n"}""");
        var before = await registry.PutAsync($"{Path}/access", """{"state":"open","since":"2019"}""");
        var head = (await registry.GetAsync("/v1/changes"))["head"]!.ToJsonString();
        registry.Clock.Advance(TimeSpan.FromHours(1));

        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        (await registry.PutAsync(Path, Whole)).Should(200);
        (await registry.PatchAsync(Path, "{}")).Should(200);
        await registry.PutAsync($"{Path}/tracks/legal", """{"status":"met","note":"n"}""");
        var after = await registry.PutAsync($"{Path}/access", """{"state":"open","since":"2019"}""");

        after.ETag.ShouldBe(before.ETag);
        after.Text.ShouldBe(before.Text);
        (await registry.GetAsync("/v1/changes"))["head"]!.ToJsonString().ShouldBe(head);
    }
}
