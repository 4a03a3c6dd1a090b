using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Commitments;

public sealed class CommitmentTests
{
    private const string Path = "/v1/partners/netflix/commitments";

    [Theory, Stores]
    public async Task A_promise_is_recorded_listed_and_kept(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        var created = (
            await registry.PostAsync(
                Path,
                """{"text":{"original":"en","texts":{"en":"The public will be told"}},"promisedBy":{"name":"Rina"}}"""
            )
        ).Should(201);
        var kept = (await registry.PostAsync($"/v1/commitments/{created.Word("id")}/fulfil")).Should(200);
        (await registry.PostAsync($"/v1/commitments/{created.Word("id")}/fulfil")).Should(200);

        kept.ShouldSay(
            $$$"""
            {"id":"{{{created.Word("id")}}}","partner":"netflix","promisedBy":{"name":"Rina","title":null},
             "text":{"original":"en","texts":{"en":"The public will be told"}},"status":"fulfilled","source":null,
             "visibility":"internal","announcedAt":null,"recordedAt":"2026-11-18T07:05:00Z"}
            """
        );
        (await registry.GetAsync("/v1/partners/netflix"))["commitments"]![0]!.ShouldSay(kept.Text);
        var changes = (await registry.GetAsync("/v1/changes?after=1"))["changes"]!.AsArray();
        changes
            .Select(change => $"{change!["kind"]} {change["before"]?["status"]} {change["after"]!["status"]}")
            .ShouldBe(["commitment  open", "commitment open fulfilled"]);
    }

    [Theory, Stores]
    public async Task They_are_listed_in_the_order_they_were_made_page_by_page(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");
        foreach (var text in (string[])["c", "a", "b"])
        {
            registry.Clock.Advance(TimeSpan.FromSeconds(1));
            await registry.PostAsync(Path, $$$"""{"text":{"original":"en","texts":{"en":"{{{text}}}"} } }""");
        }

        var first = await registry.GetAsync($"{Path}?limit=2");
        var second = await registry.GetAsync($"{Path}?limit=2&after={first.Word("next")}");

        first["items"]!
            .AsArray()
            .Concat(second["items"]!.AsArray())
            .Select(item => (string)item!["text"]!["texts"]!["en"]!)
            .ShouldBe(["c", "a", "b"]);
        second.Word("next").ShouldBeNull();
        (await registry.GetAsync($"{Path}?after=c-unknown")).ShouldRefuse(400, "after");
        (await registry.GetAsync("/v1/partners/nobody/commitments")).ShouldRefuse(404);
    }
}
