using System.Net.Http.Headers;
using System.Text;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Http;

/// <summary>Whatever comes in: a problem+json that names the field and the fix, and nothing half-written.</summary>
public sealed class BadInputTests
{
    private const string Line = "takes 1 to 200 characters on one line, none of them control or direction characters";
    private const string Localized =
        """takes {"original": "en", "texts": {"en": "…"}}: the original's language among the texts, each of 1 to 300 characters, none of them control or direction characters""";

    [Theory]
    [InlineData("""{}""", "name", Line)]
    [InlineData("""{"name":null}""", "name", Line)]
    [InlineData("""{"name":"  "}""", "name", Line)]
    [InlineData("""{"name":"a\u0000b"}""", "name", Line)]
    [InlineData("""{"name":"a\u202eb"}""", "name", Line)]
    [InlineData("""{"name":"a\u200bb"}""", "name", Line)]
    [InlineData("""{"name":"a\ufeffb"}""", "name", Line)]
    [InlineData("""{"name":"a\u2028b"}""", "name", Line)]
    [InlineData("""{"name":"a\nb"}""", "name", Line)]
    [InlineData("""{"name":"A","aliases":["ok",""]}""", "aliases[1]", Line)]
    [InlineData("""{"name":"A","aliases":[null]}""", "aliases", "takes a list of at most 50, none of them null")]
    [InlineData("""{"name":"A","managers":[null]}""", "managers", "takes a list of at most 100, none of them null")]
    [InlineData("""{"name":"A","restrictedTo":{"people":[""]}}""", "restrictedTo.people[0]", Line)]
    [InlineData("""{"name":"A","owner":{"id":"p"}}""", "owner.name", Line)]
    [InlineData(
        """{"name":"A","owner":{"id":"p","name":"P","email":"p"}}""",
        "owner.email",
        "takes an e-mail address of at most 254 characters"
    )]
    [InlineData(
        """{"name":"A","stage":"married"}""",
        "stage",
        "takes one of prospect, evaluating, negotiating, agreed, live, suspended, ended, declined"
    )]
    [InlineData(
        """{"name":"A","stage":3}""",
        "stage",
        "takes one of prospect, evaluating, negotiating, agreed, live, suspended, ended, declined"
    )]
    [InlineData(
        """{"name":"A","programme":"Ö"}""",
        "programme",
        "takes 1 to 64 of a-z, 0-9 and hyphen, beginning with a letter or digit"
    )]
    [InlineData(
        """{"name":"A","programme":"none"}""",
        "programme",
        "there is no programme \"none\"; PUT /v1/programmes/none first"
    )]
    [InlineData("""{"name":"A","colour":"red"}""", "colour", "is not a field here; leave it out or mend its spelling")]
    [InlineData(
        """{"name":"A","milestone":{}}""",
        "milestone.kind",
        "takes one of step, statement, denial, decision, rule"
    )]
    [InlineData("""{"name":"A","milestone":{"kind":"step"}}""", "milestone.title", Localized)]
    [InlineData(
        """{"name":"A","milestone":{"kind":"step","title":{"original":"en","texts":{"id":"x"}}}}""",
        "milestone.title",
        Localized
    )]
    [InlineData("""{"name":"A","Name":"B"}""", "Name", "is not a field here; leave it out or mend its spelling")]
    [InlineData("""{"name":"A","name":"B"}""", null, null)]
    [InlineData("""{"name":"\ud800"}""", null, null)]
    [InlineData("""{"\udfff":"A"}""", null, null)]
    [InlineData("""{"name":"A","stage":"\ud800"}""", null, null)]
    [InlineData("""{"name":{"a":1}}""", "name", null)]
    [InlineData("""{"name":"A","targetDate":"2026-13-01"}""", "targetDate", null)]
    [InlineData("""[1]""", "body", null)]
    [InlineData("""null""", "body", null)]
    [InlineData("", "body", null)]
    [InlineData("""{"name":""", null, null)]
    [InlineData("""{"name":"A"} x""", null, null)]
    public async Task A_body_that_is_not_valid_is_refused_by_field(string json, string? field, string? sentence)
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.PutAsync("/v1/partners/a", json)).ShouldRefuse(400, field, field is null ? null : sentence);

        await NothingIsThereAsync(registry);
    }

    [Fact]
    public async Task All_missing_fields_are_named_at_once()
    {
        await using var registry = await TestRegistry.StartAsync();
        await registry.PutAsync("/v1/programmes/p", """{"name":"P"}""");

        var refused = (
            await registry.PutAsync("/v1/programmes/p/requirements", """{"requirements":[{},{"id":"A b"}]}""")
        ).ShouldRefuse(400);

        refused["errors"]!
            .AsObject()
            .Select(error => error.Key)
            .ShouldBe(
                from line in (int[])[0, 1]
                from field in (string[])["id", "track", "title", "origin"]
                select $"requirements[{line}].{field}"
            );
        (await registry.PutAsync("/v1/programmes/p/requirements", """{"requirements":[null]}""")).ShouldRefuse(
            400,
            "requirements"
        );
        (await registry.PutAsync("/v1/programmes/p/requirements", "{}")).ShouldRefuse(
            400,
            "requirements",
            "takes a list of at most 200 lines, each with an id of its own"
        );
    }

    [Theory]
    [InlineData("/v1/partners?limit=0", "limit", "takes a number from 1 to 1000")]
    [InlineData("/v1/partners?limit=1001", "limit", "takes a number from 1 to 1000")]
    [InlineData("/v1/partners?limit=many", "limit", "can't be read; the OpenAPI document says what it takes")]
    [InlineData(
        "/v1/partners?after=No%20token",
        "after",
        "is no page token; take the next of the page before, or leave it out"
    )]
    [InlineData(
        "/v1/partners?stage=married",
        "stage",
        "takes one of prospect, evaluating, negotiating, agreed, live, suspended, ended, declined"
    )]
    [InlineData("/v1/partners?access=ajar", "access", "takes one of open, closed")]
    [InlineData("/v1/partners?track=sales", "track", "takes one of legal, business, technical")]
    [InlineData(
        "/v1/partners?trackStatus=met",
        "track",
        "says which track stands there; it takes one of legal, business, technical"
    )]
    [InlineData("/v1/changes?wait=-1", "wait", "takes a number from 0 to 60")]
    [InlineData("/v1/changes?wait=61", "wait", "takes a number from 0 to 60")]
    [InlineData("/v1/changes?limit=0", "limit", "takes a number from 1 to 1000")]
    [InlineData("/v1/changes?after=-1", "after", "takes a number from 0 to 9223372036854775807")]
    [InlineData("/v1/changes?after=x", "after", "can't be read; the OpenAPI document says what it takes")]
    [InlineData("/v1/groups?limit=0", "limit", "takes a number from 1 to 1000")]
    public async Task A_parameter_that_is_not_valid_is_named(string path, string field, string sentence)
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.GetAsync(path)).ShouldRefuse(400, field, sentence);
    }

    [Theory]
    [InlineData("PUT", "/v1/partners/a%2Fb", 400)]
    [InlineData("GET", "/v1/partners/a%2Fb", 404)]
    [InlineData("PUT", "/v1/partners/-a", 400)]
    [InlineData("PUT", "/v1/partners/Netflix", 400)]
    [InlineData("PUT", "/v1/partners/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 400)]
    [InlineData("GET", "/v1/partners/a", 404)]
    [InlineData("PATCH", "/v1/partners/a", 404)]
    [InlineData("GET", "/v1/programmes/a", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/partners/a", 405)]
    [InlineData("DELETE", "/v1/webhooks/w", 404)]
    public async Task An_address_that_leads_nowhere_says_what_to_do(string method, string path, int status)
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.SendAsync(method, path, method is "PUT" or "PATCH" ? """{"name":"A"}""" : null)).ShouldRefuse(
            status
        );

        await NothingIsThereAsync(registry);
    }

    [Theory, Stores]
    public async Task A_null_character_in_an_address_is_not_found_or_not_readable(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/a", """{"name":"A"}""");

        foreach (
            var path in (string[])
                ["partners?q=%00", "partners?programme=%00", "partners/a/milestones?after=%00", "groups?after=%00"]
        )
        {
            (await registry.GetAsync($"/v1/{path}")).Status.ShouldBeLessThan(500, path);
        }
    }

    [Theory]
    [InlineData("text/plain", "PUT", 415)]
    [InlineData("application/x-www-form-urlencoded", "PUT", 415)]
    [InlineData("text/plain", "PATCH", 415)]
    [InlineData("", "PUT", 415)]
    [InlineData("application/merge-patch+json", "PATCH", 404)]
    [InlineData("application/json", "PUT", 201)]
    public async Task Only_JSON_is_read(string type, string method, int status)
    {
        await using var registry = await TestRegistry.StartAsync();
        using var body = new StringContent("""{"name":"A"}""", Encoding.UTF8);
        body.Headers.ContentType = type.Length is 0 ? null : new MediaTypeHeaderValue(type);

        var reply = await registry.SendBodyAsync(method, "/v1/partners/a", body);

        _ = status < 300 ? reply.Should(status) : reply.ShouldRefuse(status);
    }

    [Fact]
    public async Task What_is_too_large_too_deep_too_long_or_broken_is_refused()
    {
        await using var registry = await TestRegistry.StartAsync(listen: true);
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 1000)) + "1" + new string('}', 1000);
        using var broken = new ByteArrayContent([.. """{"name":" """u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]);
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await registry.PutAsync("/v1/partners/a", $$"""{"name":"{{new string('x', 2_000_000)}}"}""")).ShouldRefuse(
            413,
            with: "A request body may be 256 KB at most. Use import for more."
        );
        (await registry.PutAsync("/v1/partners/a", deep)).ShouldRefuse(400);
        (await registry.PutAsync("/v1/partners/a", $$"""{"name":"{{new string('x', 10_000)}}"}""")).ShouldRefuse(
            400,
            "name",
            Line
        );
        (await registry.SendBodyAsync("PUT", "/v1/partners/a", broken)).ShouldRefuse(400);

        await NothingIsThereAsync(registry);
    }

    private static async Task NothingIsThereAsync(TestRegistry registry)
    {
        (await registry.GetAsync("/v1/partners"))["items"]!.AsArray().ShouldBeEmpty();
        ((long)(await registry.GetAsync("/v1/changes"))["head"]!).ShouldBe(0);
    }
}
