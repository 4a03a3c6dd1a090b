using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Partners;

public sealed class PartnerTests
{
    private const string Requirements =
        """{"requirements":[{"id":"content-law","track":"legal","title":{"original":"id","texts":{"id":"Taat hukum","en":"Obeys the law"}},"origin":"law"}]}""";

    [Theory, Stores]
    public async Task A_name_is_enough_and_the_rest_has_its_defaults(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);

        var created = (await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);

        created.Message.Headers.Location!.ToString().ShouldBe("/v1/partners/netflix");
        created.ETag.ShouldBe("\"1.0\"");
        created.ShouldSay(
            """
            {"id":"netflix","name":"Netflix","aliases":[],"visibility":"internal","restrictedTo":{"people":[],"groups":[]},
             "sample":false,"programme":null,"stage":"prospect","targetDate":null,"access":[],
             "tracks":{"legal":{"status":"not-started","note":null},"business":{"status":"not-started","note":null},
                       "technical":{"status":"not-started","note":null}},
             "requirements":[],"owner":null,"managers":[],"latestMilestone":null,"commitments":[],"lastConfirmed":null,
             "updatedAt":"2026-11-18T07:05:00Z"}
            """
        );
        (await registry.GetAsync("/v1/partners/netflix")).Text.ShouldBe(created.Text);
    }

    [Theory, Stores]
    public async Task An_edit_keeps_what_it_leaves_out_and_null_puts_back_the_default(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync(
            "/v1/partners/netflix",
            """
            {"name":"Netflix","aliases":["NFLX"],"stage":"negotiating","targetDate":"2026-12-31","visibility":"restricted",
             "restrictedTo":{"people":["p1"],"groups":["g1"]},"owner":{"id":"p1","name":"Rina","email":"rina@example.com"},
             "managers":[{"id":"p2","name":"Budi"}]}
            """
        );

        var kept = (await registry.PatchAsync("/v1/partners/netflix", """{"stage":"agreed"}""")).Should(200);
        kept.Word("stage").ShouldBe("agreed");
        kept.Word("targetDate").ShouldBe("2026-12-31");
        kept["managers"]!.ToJsonString().ShouldBe("""[{"id":"p2","name":"Budi","email":null}]""");

        var reset = (
            await registry.PutAsync(
                "/v1/partners/netflix",
                """{"aliases":null,"stage":null,"targetDate":null,"visibility":null,"restrictedTo":null,"owner":null,"managers":null}"""
            )
        ).Should(200);
        reset.Word("name").ShouldBe("Netflix");
        reset.Word("stage").ShouldBe("prospect");
        reset.Word("visibility").ShouldBe("internal");
        reset["restrictedTo"]!.ToJsonString().ShouldBe("""{"people":[],"groups":[]}""");
        foreach (var gone in (string[])["targetDate", "owner"])
        {
            reset[gone].ShouldBeNull();
        }
    }

    [Theory, Stores]
    public async Task A_partner_joins_the_only_programme_and_stands_on_its_checklist(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        (await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}"""))
            .Should(201)
            .ETag.ShouldBe("\"1\"");
        (await registry.PutAsync("/v1/programmes/indihome/requirements", Requirements)).Should(200);

        var partner = (await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);

        partner["programme"]!.ToJsonString().ShouldBe("""{"id":"indihome","name":"IndiHome"}""");
        var met = (
            await registry.PutAsync(
                "/v1/partners/netflix/requirements/content-law",
                """{"status":"met","note":"Checked"}"""
            )
        ).Should(200);
        met["requirements"]!
            .ToJsonString()
            .ShouldBe(
                """[{"id":"content-law","track":"legal","title":{"original":"id","texts":{"id":"Taat hukum","en":"Obeys the law"}},"origin":"law","status":"met","note":"Checked"}]"""
            );
    }

    [Theory, Stores]
    public async Task A_partner_cannot_have_a_requirement_of_its_own(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        await registry.PutAsync("/v1/programmes/indihome/requirements", Requirements);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        (await registry.PutAsync("/v1/partners/netflix/requirements/special", """{"status":"met"}""")).ShouldRefuse(
            404,
            with: "There is no requirement \"special\". A partner has the lines of its programme's checklist and no others."
        );
        (await registry.PatchAsync("/v1/partners/netflix", """{"requirements":[]}""")).ShouldRefuse(
            400,
            "requirements"
        );
    }

    [Theory, Stores]
    public async Task A_line_taken_off_the_checklist_is_gone_for_every_partner_and_others_keep_their_standing(
        StoreKind store
    )
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        await registry.PutAsync("/v1/programmes/indihome/requirements", Checklist("a", "b"));
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");
        await registry.PutAsync("/v1/partners/netflix/requirements/a", """{"status":"met"}""");
        await registry.PutAsync("/v1/partners/netflix/requirements/b", """{"status":"under-review"}""");

        (await registry.PutAsync("/v1/programmes/indihome/requirements", Checklist("c", "b"))).Should(200);

        var lines = (await registry.GetAsync("/v1/partners/netflix"))["requirements"]!.AsArray();
        lines.Select(line => $"{line!["id"]} {line["status"]}").ShouldBe(["c unmet", "b under-review"]);
        (await registry.GetAsync("/v1/programmes/indihome/requirements"))["requirements"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory, Stores]
    public async Task Tracks_and_each_networks_access_are_set_one_by_one(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        await registry.PutAsync(
            "/v1/partners/netflix/tracks/legal",
            """{"status":"no-agreement","note":"Line 1\nline 2"}"""
        );
        await registry.PutAsync("/v1/partners/netflix/access", """{"state":"closed","by":"us","since":"2016-01"}""");
        var partner = await registry.PutAsync("/v1/partners/netflix/access", """{"network":"others","state":"open"}""");

        partner.Should(200)["tracks"]!["legal"]!
            .ToJsonString()
            .ShouldBe("""{"status":"no-agreement","note":"Line 1\nline 2"}""");
        partner["access"]!
            .ToJsonString()
            .ShouldBe(
                """[{"network":"own","state":"closed","by":"us","since":"2016-01"},{"network":"others","state":"open","by":null,"since":null}]"""
            );
        (await registry.PutAsync("/v1/partners/netflix/access", """{"network":"own","state":null}"""))["access"]!
            .AsArray()
            .Count.ShouldBe(1);
        (await registry.PutAsync("/v1/partners/netflix/tracks/sales", """{"status":"met"}""")).ShouldRefuse(
            404,
            with: "There is no track \"sales\". The tracks are legal, business, technical."
        );
    }

    [Theory, Stores]
    public async Task Confirming_says_when_it_was_last_known_to_hold(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");
        registry.Clock.Advance(TimeSpan.FromDays(1));

        (await registry.PostAsync("/v1/partners/netflix/confirm"))
            .Should(200)
            .Word("lastConfirmed")
            .ShouldBe("2026-11-19T07:05:00Z");
    }

    private static string Checklist(params string[] ids) =>
        $$"""{"requirements":[{{string.Join(',', ids.Select(id => $$$"""{"id":"{{{id}}}","track":"legal","title":{"original":"en","texts":{"en":"Line"}},"origin":"regulation"}"""))}}]}""";
}
