using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Milestones;

public sealed class MilestoneTests
{
    private const string Path = "/v1/partners/netflix/milestones";

    [Theory, Stores]
    public async Task Everything_said_of_a_milestone_is_read_back(StoreKind store)
    {
        await using var registry = await StartAsync(store);

        var created = (
            await registry.PostAsync(
                Path,
                """
                {"kind":"statement","title":{"original":"id","texts":{"id":"Masih dibahas","en":"Still discussed"}},
                 "text":{"original":"en","texts":{"en":"Two\nlines 👩‍👩‍👧"}},"wording":"verbatim","date":"2019-05","track":"legal",
                 "spokesperson":{"name":"Rina","title":"VP"},"source":{"publisher":"Kompas","via":"Google","link":"https://example.com/a"},
                 "visibility":"public","announcedAt":"2027-01-01T07:00:00+07:00"}
                """
            )
        ).Should(201);

        created.Message.Headers.Location!.ToString().ShouldBe("/v1/partners/netflix/milestones");
        created.ShouldSay(
            $$$"""
            {"id":"{{{created.Word("id")}}}","partner":"netflix","kind":"statement",
             "title":{"original":"id","texts":{"id":"Masih dibahas","en":"Still discussed"}},
             "text":{"original":"en","texts":{"en":"Two\nlines 👩‍👩‍👧"}},"wording":"verbatim","date":"2019-05","track":"legal",
             "spokesperson":{"name":"Rina","title":"VP"},"source":{"publisher":"Kompas","via":"Google","link":"https://example.com/a"},
             "visibility":"public","announcedAt":"2027-01-01T00:00:00Z","recordedAt":"2026-11-18T07:05:00Z",
             "supersedes":null,"supersededBy":null}
            """
        );
        (await registry.GetAsync("/v1/partners/netflix"))["latestMilestone"]!.ShouldSay(created.Text);
    }

    [Theory, Stores]
    public async Task They_are_listed_newest_first_page_by_page(StoreKind store)
    {
        await using var registry = await StartAsync(store);
        foreach (var date in (string?[])["2019", "2019-05-14", null, "2019-05", "2019-05-14", "2026-11-18"])
        {
            registry.Clock.Advance(TimeSpan.FromSeconds(1));
            (await registry.PostAsync(Path, Body(date ?? "no date", date))).Should(201);
        }

        var (titles, after) = (new List<string>(), "");
        do
        {
            var page = (await registry.GetAsync($"{Path}?limit=4{after}")).Should(200);
            titles.AddRange(page["items"]!.AsArray().Select(item => (string)item!["title"]!["texts"]!["en"]!));
            after = page.Word("next") is { } next ? $"&after={next}" : "";
        } while (after.Length > 0);

        titles.ShouldBe(["2026-11-18", "no date", "2019-05-14", "2019-05-14", "2019-05", "2019"]);
        (await registry.GetAsync($"{Path}?after=m-unknown")).ShouldRefuse(
            400,
            "after",
            "is no page token; take the next of the page before, or leave it out"
        );
    }

    [Theory, Stores]
    public async Task A_wrong_one_is_superseded_once_and_stays_marked(StoreKind store)
    {
        await using var registry = await StartAsync(store);
        var wrong = (await registry.PostAsync(Path, Body("Wrong", "2026-01-01"))).Word("id");

        var right = (await registry.PostAsync($"/v1/milestones/{wrong}/supersede", Body("Right", "2025-01-01"))).Should(
            201
        );
        (await registry.PostAsync($"/v1/milestones/{wrong}/supersede", Body("Again", null))).ShouldRefuse(
            409,
            with: $"Milestone \"{wrong}\" was superseded by \"{right.Word("id")}\". Supersede that one."
        );

        right.Word("supersedes").ShouldBe(wrong);
        var items = (await registry.GetAsync(Path))["items"]!.AsArray();
        items.Select(item => (string?)item!["supersededBy"]).ShouldBe([right.Word("id"), null]);
        ((string?)(await registry.GetAsync("/v1/partners/netflix"))["latestMilestone"]!["id"]).ShouldBe(
            right.Word("id")
        );
        var changes = (await registry.GetAsync("/v1/changes?after=1"))["changes"]!.AsArray();
        changes.Select(change => (string)change!["kind"]!).ShouldBe(["milestone", "correction"]);
    }

    [Theory, Stores]
    public async Task It_is_announced_now_or_at_a_moment_ahead(StoreKind store)
    {
        await using var registry = await StartAsync(store);
        var now = (await registry.PostAsync(Path, Body("Now", null))).Word("id");
        var later = (await registry.PostAsync(Path, Body("Later", null))).Word("id");

        (await registry.PostAsync($"/v1/milestones/{now}/announce"))
            .Should(200)
            .Word("announcedAt")
            .ShouldBe("2026-11-18T07:05:00Z");
        (await registry.PostAsync($"/v1/milestones/{later}/announce", """{"at":"2026-12-01T09:00:00+07:00"}"""))
            .Should(200)
            .Word("announcedAt")
            .ShouldBe("2026-12-01T02:00:00Z");
        registry.Clock.Advance(TimeSpan.FromHours(1));
        (await registry.PostAsync($"/v1/milestones/{now}/announce"))
            .Word("announcedAt")
            .ShouldBe("2026-11-18T07:05:00Z");
        (await registry.GetAsync("/v1/changes?after=3"))["changes"]!.AsArray().Count.ShouldBe(2);
        (await registry.PostAsync("/v1/milestones/m-unknown/announce")).ShouldRefuse(404);
    }

    private static async Task<TestRegistry> StartAsync(StoreKind store)
    {
        var registry = await TestRegistry.StartAsync(store);
        (await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);
        return registry;
    }

    private static string Body(string title, string? date) =>
        $$$"""{"kind":"step","title":{"original":"en","texts":{"en":"{{{title}}}"}},"date":{{{(date is null ? "null" : $"\"{date}\"")}}}}""";
}
