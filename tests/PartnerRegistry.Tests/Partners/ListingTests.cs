using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Partners;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Partners;

public sealed class ListingTests
{
    [Theory, Stores]
    public async Task Pages_go_through_2500_partners_once_each_in_order(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        string[] ids = [.. Enumerable.Range(0, 2500).Select(number => $"partner-{number:0000}")];
        await using (var db = registry.Db())
        {
            db.AddRange(
                ids.Select(id => new Partner
                {
                    Id = id,
                    Name = id,
                    Negotiation = new() { PartnerId = id },
                })
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (seen, pages, after) = (new List<string>(), 0, "");
        do
        {
            var page = (await registry.GetAsync($"/v1/partners?limit=400{after}")).Should(200);
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            (pages, after) = (pages + 1, page.Word("next") is { } next ? $"&after={next}" : "");
        } while (after.Length > 0);

        seen.ShouldBe(ids);
        pages.ShouldBe(7);
    }

    [Theory, Stores]
    public async Task Filters_narrow_the_list(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix","aliases":["NFLX"],"stage":"live"}""");
        await registry.PutAsync("/v1/programmes/orbit", """{"name":"Orbit"}""");
        await registry.PutAsync("/v1/partners/viu", """{"name":"Société 100%_\\"}""");
        await registry.PutAsync("/v1/partners/netflix/tracks/legal", """{"status":"met"}""");
        await registry.PutAsync("/v1/partners/viu/tracks/legal", """{"status":"no-agreement"}""");
        await registry.PutAsync("/v1/partners/netflix/access", """{"state":"open"}""");
        await registry.PutAsync("/v1/partners/viu/access", """{"network":"others","state":"open"}""");

        (string Query, string Found)[] expected =
        [
            ("", "netflix viu"),
            ("stage=live", "netflix"),
            ("stage=ended", ""),
            ("track=legal", "viu"),
            ("track=business", "netflix viu"),
            ("track=technical", "netflix viu"),
            ("track=legal&trackStatus=met", "netflix"),
            ("track=business&trackStatus=met", ""),
            ("track=technical&trackStatus=not-started", "netflix viu"),
            ("access=open", "netflix"),
            ("access=closed", ""),
            ("programme=indihome", "netflix"),
            ("programme=orbit", ""),
            ("q=nflx", "netflix"),
            ("q=FLIX", "netflix"),
            ("q=soci%C3%A9t%C3%A9", "viu"),
            ("q=100%25", "viu"),
            ("q=%25_", "viu"),
            ("q=_\\", "viu"),
            ("q=1_0", ""),
            ("q=vi&stage=prospect", "viu"),
        ];
        foreach (var (query, found) in expected)
        {
            var page = (await registry.GetAsync($"/v1/partners?{query}")).Should(200);
            string.Join(' ', page["items"]!.AsArray().Select(item => item!["id"])).ShouldBe(found, query);
        }
    }

    [Fact]
    public async Task A_summary_says_what_a_list_needs()
    {
        await using var registry = await TestRegistry.StartAsync();
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        (await registry.GetAsync("/v1/partners")).ShouldSay(
            """
            {"items":[{"id":"netflix","name":"Netflix","aliases":[],"visibility":"internal",
              "restrictedTo":{"people":[],"groups":[]},"sample":false,"programme":null,"stage":"prospect","access":[],
              "tracks":{"legal":{"status":"not-started","note":null},"business":{"status":"not-started","note":null},
                        "technical":{"status":"not-started","note":null}},
              "lastConfirmed":null,"updatedAt":"2026-11-18T07:05:00Z"}],"next":null}
            """
        );
    }
}
