using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Changes;

/// <summary>The promise that readers build on: each change once, in commit order, without a gap, whoever writes meanwhile.</summary>
public sealed class FollowingTests(ITestOutputHelper output)
{
    private const int Writers = 8;
    private const int EditsEach = 209;
    private const int FieldsEach = 6;
    private const int Changes = Writers + (Writers * EditsEach * FieldsEach);

    [Theory, Stores]
    public async Task A_follower_sees_ten_thousand_changes_of_parallel_writers_once_and_in_order(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        var following = FollowAsync(registry);
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(registry, writer))));
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{store}: {Writers * EditsEach / took:F0} edits/s, {Changes / took:F0} changes/s"
            )
        );

        var seen = await following;
        seen.Select(change => (long)change["sequence"]!).ShouldBe(Enumerable.Range(1, Changes).Select(n => (long)n));
        for (var writer = 0; writer < Writers; writer++)
        {
            var own = seen.Where(change => (string)change["partner"]! == $"p{writer}").ToArray();
            Afters(own, "name").ShouldBe(Enumerable.Range(1, EditsEach).Select(edit => $"p{writer} no {edit}"));
            foreach (var field in own.GroupBy(change => $"{change["kind"]} {change["field"]}"))
            {
                field
                    .Zip(field.Skip(1))
                    .ShouldAllBe(pair => JsonNode.DeepEquals(pair.First["after"], pair.Second["before"]));
            }
        }
    }

    private static IEnumerable<string?> Afters(IEnumerable<JsonNode> changes, string field) =>
        changes.Where(change => (string?)change["field"] == field).Select(change => (string?)change["after"]);

    private static async Task WriteAsync(TestRegistry registry, int writer)
    {
        (await registry.PutAsync($"/v1/partners/p{writer}", $$"""{"name":"p{{writer}}"}""")).Should(201);
        for (var edit = 1; edit <= EditsEach; edit++)
        {
            var json = $$"""
                {
                    "name": "p{{writer}} no {{edit}}", "aliases": ["alias {{edit}}"],
                    "stage": "{{(edit % 2 is 0 ? "negotiating" : "agreed")}}",
                    "visibility": "{{(edit % 2 is 0 ? "internal" : "public")}}",
                    "targetDate": "2027-{{1 + (edit % 12):00}}-{{1 + (edit % 28):00}}",
                    "owner": {"id": "o{{edit}}", "name": "Owner {{edit}}"}
                }
                """;
            (await registry.PatchAsync($"/v1/partners/p{writer}", json)).Should(200);
        }
    }

    private static async Task<List<JsonNode>> FollowAsync(TestRegistry registry)
    {
        var seen = new List<JsonNode>();
        for (long after = 0; after < Changes; )
        {
            var page = (await registry.GetAsync($"/v1/changes?after={after}&limit=100&wait=60")).Should(200).Json;
            seen.AddRange(page["changes"]!.AsArray().Select(change => change!.DeepClone()));
            after = (long)page["next"]!;
        }

        return seen;
    }
}
