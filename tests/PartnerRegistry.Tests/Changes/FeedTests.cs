using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Changes;

public sealed class FeedTests
{
    private const string Milestone =
        """{"kind":"statement","title":{"original":"en","texts":{"en":"No agreement yet"}}}""";
    private const string Requirement =
        """{"id":"a","track":"legal","title":{"original":"en","texts":{"en":"A"}},"origin":"law"}""";

    [Theory, Stores]
    public async Task Every_kind_of_change_says_what_was_and_what_is(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/programmes/indihome", """{"name":"IndiHome"}""");
        await registry.PutAsync("/v1/programmes/indihome/requirements", $$"""{"requirements":[{{Requirement}}]}""");
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");
        await registry.PatchAsync(
            "/v1/partners/netflix",
            """{"stage":"live","targetDate":"2026-12-31","aliases":["N"]}"""
        );
        await registry.PutAsync("/v1/partners/netflix/tracks/legal", """{"status":"met","note":"Signed"}""");
        await registry.PutAsync("/v1/partners/netflix/access", """{"state":"closed","by":"us","since":"2016"}""");
        await registry.PutAsync("/v1/partners/netflix/access", """{"state":"open"}""");
        await registry.PutAsync("/v1/partners/netflix/requirements/a", """{"status":"under-review","note":"Asked"}""");
        await registry.PostAsync("/v1/partners/netflix/confirm");
        await registry.PostAsync("/v1/partners/netflix/milestones", Milestone);

        var changes = (await registry.GetAsync("/v1/changes?limit=1000"))["changes"]!.AsArray();

        changes
            .Select(change =>
                $"{change!["partner"] ?? change["programme"]} {change["kind"]} {change["field"]}: {change["before"]?.ToJsonString()} > {change["after"]?.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal)}"
            )
            .ShouldBe([
                """indihome programme name:  > "IndiHome" """.Trim(),
                $"indihome programme requirements: [] > [{Requirement}]",
                """netflix created :  > "Netflix" """.Trim(),
                """netflix details aliases: [] > ["N"]""",
                """netflix stage : "prospect" > "live" """.Trim(),
                """netflix target-date :  > "2026-12-31" """.Trim(),
                """netflix track legal: "not-started" > "met" """.Trim(),
                """netflix details legal.note:  > "Signed" """.Trim(),
                """netflix access own:  > {"state":"closed","by":"us","since":"2016"}""",
                """netflix access own: {"state":"closed","by":"us","since":"2016"} > {"state":"open","by":null,"since":null}""",
                """netflix requirement a: "unmet" > "under-review" """.Trim(),
                """netflix details a.note:  > "Asked" """.Trim(),
                """netflix confirmation :  > "2026-11-18T07:05:00Z" """.Trim(),
                """netflix milestone :  > {"original":"en","texts":{"en":"No agreement yet"}}""",
            ]);
        changes.Skip(2).ShouldAllBe(change => (string?)change!["programme"] == "indihome");
    }

    [Theory, Stores]
    public async Task A_track_edit_with_its_milestone_is_one_entry_that_names_it(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        var edited = await registry.PutAsync(
            "/v1/partners/netflix/tracks/legal",
            $$"""{"status":"no-agreement","milestone":{{Milestone}}}"""
        );

        var id = (string)edited.Should(200)["latestMilestone"]!["id"]!;
        (await registry.GetAsync("/v1/changes?after=1")).ShouldSay(
            $$"""
            {"changes":[{"sequence":2,"at":"2026-11-18T07:05:00Z","actor":"key:ed","partner":"netflix","programme":null,
              "kind":"track","field":"legal","before":"not-started","after":"no-agreement","milestone":"{{id}}"}],"next":2,"head":2}
            """
        );
        await registry.PutAsync(
            "/v1/partners/netflix/tracks/legal",
            $$"""{"status":"no-agreement","milestone":{{Milestone}}}"""
        );
        (await registry.GetAsync("/v1/changes?after=2"))["changes"]!
            .AsArray()
            .Select(change => (string)change!["kind"]!)
            .ShouldBe(["milestone"]);
    }

    [Fact]
    public async Task The_actor_is_the_person_it_was_done_for_else_the_key()
    {
        await using var registry = await TestRegistry.StartAsync();

        await registry.PutAsync("/v1/partners/a", """{"name":"A"}""");
        await registry.PutAsync("/v1/partners/b", """{"name":"B"}""", ("X-On-Behalf-Of", "rina@example.com"));
        (await registry.PutAsync("/v1/partners/c", """{"name":"C"}""", ("X-On-Behalf-Of", new('x', 201)))).ShouldRefuse(
            400,
            "X-On-Behalf-Of",
            "takes 1 to 200 characters, none of them control or direction characters"
        );

        (await registry.GetAsync("/v1/changes"))["changes"]!
            .AsArray()
            .Select(change => (string)change!["actor"]!)
            .ShouldBe(["key:ed", "rina@example.com"]);
    }

    [Fact]
    public async Task A_page_says_where_to_go_on_and_where_the_end_is()
    {
        await using var registry = await TestRegistry.StartAsync();
        foreach (var id in (string[])["a", "b", "c"])
        {
            await registry.PutAsync($"/v1/partners/{id}", """{"name":"N"}""");
        }

        (string Query, string Expected)[] pages =
        [
            ("", "3 next 3 head 3"),
            ("?limit=2", "2 next 2 head 3"),
            ("?limit=3", "3 next 3 head 3"),
            ("?after=2", "1 next 3 head 3"),
            ("?after=3", "0 next 3 head 3"),
            ("?after=9", "0 next 9 head 3"),
        ];
        foreach (var (query, expected) in pages)
        {
            var page = (await registry.GetAsync($"/v1/changes{query}")).Should(200);
            $"{page["changes"]!.AsArray().Count} next {page["next"]} head {page["head"]}".ShouldBe(expected);
        }
    }

    [Theory, Stores]
    public async Task Without_its_entry_a_change_is_not_made_either(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");
        var before = await registry.GetAsync("/v1/partners/netflix");
        await using (var db = registry.Db())
        {
            await db.Database.ExecuteSqlRawAsync(
                """ALTER TABLE "Changes" RENAME TO "Elsewhere" """,
                TestContext.Current.CancellationToken
            );
        }

        (await registry.PatchAsync("/v1/partners/netflix", """{"name":"Other"}""")).ShouldRefuse(
            500,
            with: "The registry failed on this request; nothing was changed. It is in the log with this time."
        );

        (await registry.GetAsync("/v1/partners/netflix")).Text.ShouldBe(before.Text);
        await using var after = registry.Db();
        (await after.FeedHead.SingleAsync(TestContext.Current.CancellationToken)).Sequence.ShouldBe(1);
        registry
            .Log.Lines.Count(line => line.StartsWith("PATCH /v1/partners/netflix failed", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Theory, Stores]
    public async Task Edits_of_one_partner_at_once_all_arrive(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(edit =>
                    Task.Run(() => registry.PatchAsync("/v1/partners/netflix", $$"""{"name":"Name {{edit}}"}"""))
                )
        );

        replies.ShouldAllBe(reply => reply.Status == 200);
        var changes = (await registry.GetAsync("/v1/changes?after=1"))["changes"]!.AsArray();
        changes.Count.ShouldBe(5);
        changes
            .Zip(changes.Skip(1))
            .ShouldAllBe(pair => (string?)pair.First!["after"] == (string?)pair.Second!["before"]);
    }
}
