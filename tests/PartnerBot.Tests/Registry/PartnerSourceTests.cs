using System.Net;
using System.Web;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Registry;

/// <summary>Milestones and changes, as they are read for a question.</summary>
public sealed class PartnerSourceTests : IAsyncDisposable
{
    private const string NewestFirst = "it does not know order=newest; bring the registry up to date";

    private static readonly PartnerId Netflix = new("netflix");

    private readonly RegistryHarness harness = new();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Milestones_are_read_to_the_end_of_their_pages()
    {
        harness.Registry.Partner = (request, _) =>
            Task.FromResult(
                HttpUtility.ParseQueryString(request.RequestUri!.Query)["after"] switch
                {
                    null => Milestones(["m5", "m4"], next: "m&4"),
                    "m&4" => Milestones(["m3", "m2"], next: "m2"),
                    _ => Milestones(["m1"]),
                }
            );

        var reading = (await MilestonesAsync()).ShouldNotBeNull();

        reading.Value.Select(milestone => milestone.Id).ShouldBe(["m5", "m4", "m3", "m2", "m1"]);
        harness.Registry.Asked.ShouldBe([
            "/v1/partners/netflix/milestones?limit=1000",
            "/v1/partners/netflix/milestones?limit=1000&after=m%264",
            "/v1/partners/netflix/milestones?limit=1000&after=m2",
        ]);
    }

    [Fact]
    public async Task Pages_of_milestones_that_do_not_end_are_left_after_ten()
    {
        harness.Registry.Partner = FakeRegistry.Always(() => Milestones(["m1"], next: "m1"));

        (await MilestonesAsync()).ShouldNotBeNull().Value.Count.ShouldBe(10);
        harness.Registry.Asked.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_registry_that_fails_leaves_the_last_known_milestones_marked_stale_for_a_day()
    {
        harness.Registry.Partner = FakeRegistry.Always(() => Milestones(["m1"]));
        var first = (await MilestonesAsync()).ShouldNotBeNull();
        harness.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.InternalServerError);
        harness.Time.Advance(TimeSpan.FromHours(23));

        var second = (await MilestonesAsync()).ShouldNotBeNull();

        second.Value.ShouldBeSameAs(first.Value);
        (second.Stale, second.AsOf).ShouldBe((true, RegistryHarness.Start));
        harness.Time.Advance(TimeSpan.FromHours(1));
        await Should.ThrowAsync<RegistryUnavailableException>(() => MilestonesAsync());
        harness
            .Log.All[0]
            .ShouldBe("Warning: The registry gave no usable answer about the milestones of netflix: it answers 500");
    }

    [Theory]
    [InlineData(null, "/v1/partners/netflix/milestones?limit=1000")]
    [InlineData("\"v7\"", "/v1/partners/netflix/milestones?limit=1000 if not \"v7\"")]
    public async Task They_are_asked_for_by_a_tag_only_where_the_registry_gives_one(string? tag, string second)
    {
        harness.Registry.Partner = (request, _) =>
            Task.FromResult(
                request.Headers.IfNoneMatch.Count > 0 ? new(HttpStatusCode.NotModified) : Milestones(["m1"], tag: tag)
            );

        await MilestonesAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        var reading = (await MilestonesAsync()).ShouldNotBeNull();

        reading.Value.ShouldHaveSingleItem().Id.ShouldBe("m1");
        (reading.Stale, reading.AsOf).ShouldBe((false, RegistryHarness.Start.AddSeconds(2)));
        harness.Registry.Asked.ShouldBe(["/v1/partners/netflix/milestones?limit=1000", second]);
    }

    [Fact]
    public async Task Those_who_ask_at_once_share_one_request()
    {
        var page = new TaskCompletionSource<HttpResponseMessage>();
        harness.Registry.Partner = (_, _) => page.Task;
        var asking = Enumerable.Range(0, 20).Select(_ => MilestonesAsync()).ToList();
        page.SetResult(Milestones(["m1"]));

        (await Task.WhenAll(asking)).ShouldAllBe(reading => reading!.Value.Count == 1);
        harness.Registry.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("..")]
    public async Task A_partner_that_does_not_exist_has_none(string id)
    {
        (await MilestonesAsync(id)).ShouldBeNull();
        harness.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_milestones_the_oldest_readings_are_forgotten()
    {
        var thousand = Enumerable.Range(0, 1000).Select(n => $"m{n}").ToList();
        harness.Registry.Partner = FakeRegistry.Always(() => Milestones(thousand));
        for (var partner = 0; partner < 25; partner++)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(2));
            await MilestonesAsync($"p{partner}");
        }

        harness.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.TooManyRequests);
        harness.Time.Advance(TimeSpan.FromSeconds(2));

        (await MilestonesAsync("p24")).ShouldNotBeNull().Stale.ShouldBeTrue();
        await Should.ThrowAsync<RegistryUnavailableException>(() => MilestonesAsync("p0"));
    }

    [Fact]
    public async Task Changes_are_asked_for_as_the_registry_takes_them()
    {
        harness.Registry.Partner = FakeRegistry.Always(() => Changes(8, 7));
        var from = RegistryHarness.Start.AddDays(-1);

        var reading = (await ChangesAsync(new(Netflix, from, from.AddDays(2), Before: 9, Limit: 2))).ShouldNotBeNull();

        reading.Value.Changes.Select(change => change.Sequence).ShouldBe([8, 7]);
        reading.Value.Next.ShouldBe(7);
        harness.Registry.Asked.ShouldBe([
            "/v1/changes?order=newest&partner=netflix&from=2026-11-23T07%3A05%3A00.0000000Z&until=2026-11-25T07%3A05%3A00.0000000Z&before=9&limit=2",
        ]);
    }

    [Fact]
    public async Task A_page_that_is_not_full_is_the_last()
    {
        harness.Registry.Partner = FakeRegistry.Always(() => Changes(2, 1));

        (await ChangesAsync(new(Limit: 3))).ShouldNotBeNull().Value.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_registry_without_a_feed_has_no_changes(bool inJson)
    {
        harness.Registry.Partner = inJson
            ? FakeRegistry.Failing(HttpStatusCode.NotFound)
            : FakeRegistry.Always(() => new(HttpStatusCode.NotFound) { Content = new StringContent("no") });

        (await ChangesAsync(new())).ShouldBeNull();
        harness.Log.All.ShouldBeEmpty();
    }

    public static TheoryData<ChangeQuery, long[]> NotAsked() =>
        new()
        {
            { new(), [1, 2] },
            { new(), [2, 2] },
            { new(Before: 2), [2, 1] },
            { new(new PartnerId("hooq")), [2, 1] },
            { new(From: RegistryHarness.Start.AddSeconds(1)), [1] },
            { new(Until: RegistryHarness.Start), [1] },
        };

    [Theory]
    [MemberData(nameof(NotAsked))]
    public async Task An_answer_to_another_question_is_none(ChangeQuery query, long[] sequences)
    {
        harness.Registry.Partner = FakeRegistry.Always(() => Changes(sequences));

        await Should.ThrowAsync<RegistryUnavailableException>(() => ChangesAsync(query));
        harness.Log.All.ShouldBe([$"Warning: The registry gave no usable answer about changes: {NewestFirst}"]);
    }

    private Task<Reading<IReadOnlyList<Milestone>>?> MilestonesAsync(string id = "netflix") =>
        harness.Source.MilestonesAsync(new(id), TestContext.Current.CancellationToken);

    private Task<Reading<ChangePage>?> ChangesAsync(ChangeQuery query) =>
        harness.Source.ChangesAsync(query, TestContext.Current.CancellationToken);

    private static HttpResponseMessage Milestones(IEnumerable<string> ids, string? next = null, string? tag = null) =>
        FakeRegistry.Json(
            Samples.Page(
                ids.Select(id =>
                    $$$"""{"id":"{{{id}}}","partner":"netflix","kind":"step","title":{"original":"en","texts":{"en":"T"}},"text":null,"wording":"paraphrase","date":null,"track":null,"spokesperson":null,"source":null,"visibility":"internal","announcedAt":null,"recordedAt":"2026-11-18T07:05:00Z","supersedes":null,"supersededBy":null}"""
                ),
                next
            ),
            tag
        );

    /// <summary>Changes of Netflix at the start of the clock.</summary>
    private static HttpResponseMessage Changes(params long[] sequences) =>
        FakeRegistry.Json(
            $"{{\"changes\":[{string.Join(',', sequences.Select(sequence => $$"""{"sequence":{{sequence}},"at":"2026-11-24T07:05:00Z","actor":"key:ed","partner":"netflix","programme":null,"kind":"stage","field":null,"before":"prospect","after":"live","milestone":null}"""))}],\"next\":{sequences[^1]},\"head\":9}}"
        );
}
