using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Testing;
using PartnerRegistry.Changes;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Changes;

/// <summary>The feed from its end, as somebody reads it who asks what changed.</summary>
public sealed class NewestFirstTests
{
    [Theory, Stores]
    public async Task The_newest_change_comes_first_and_pages_go_back_to_the_oldest(StoreKind store)
    {
        await using var registry = await StartAsync(store);

        (await ReadAsync(registry, "limit=2")).ShouldBe("5 c, 4 a next 4 head 5");
        (await ReadAsync(registry, "limit=2&before=4")).ShouldBe("3 c, 2 b next 2 head 5");
        (await ReadAsync(registry, "limit=2&before=2")).ShouldBe("1 a next 1 head 5");
        (await ReadAsync(registry, "limit=2&before=1")).ShouldBe(" next 0 head 5");
        (await ReadAsync(registry, "before=0")).ShouldBe(" next 0 head 5");
    }

    [Theory, Stores]
    public async Task It_is_narrowed_to_a_partner_and_to_a_span_of_time(StoreKind store)
    {
        await using var registry = await StartAsync(store);

        (await ReadAsync(registry, "partner=a")).ShouldBe("4 a, 1 a next 1 head 5");
        (await ReadAsync(registry, "partner=a&limit=1&before=4")).ShouldBe("1 a next 1 head 5");
        (await ReadAsync(registry, "partner=nobody")).ShouldBe(" next 0 head 5");
        (await ReadAsync(registry, $"from={At(day: 2)}")).ShouldBe("5 c, 4 a, 3 c next 3 head 5");
        (await ReadAsync(registry, $"until={At(day: 2)}")).ShouldBe("2 b, 1 a next 1 head 5");
        (await ReadAsync(registry, $"from={At(day: 1)}&until={At(day: 3)}")).ShouldBe("3 c, 2 b next 2 head 5");
        (await ReadAsync(registry, $"from={At(day: 1)}&partner=a&until={At(day: 9)}")).ShouldBe("4 a next 4 head 5");
    }

    [Fact]
    public async Task Entries_are_the_same_either_way()
    {
        await using var registry = await StartAsync(StoreKind.Sqlite);

        var oldest = (await registry.GetAsync("/v1/changes?order=oldest"))["changes"]!.AsArray();
        var newest = (await registry.GetAsync("/v1/changes?order=newest"))["changes"]!.AsArray();

        oldest.Count.ShouldBe(5);
        newest.Reverse().Zip(oldest).ShouldAllBe(pair => pair.First!.ToJsonString() == pair.Second!.ToJsonString());
    }

    [Theory]
    [InlineData("2026-11-20T07:05Z")]
    [InlineData("2026-11-20T14:05:00%2B07:00")]
    [InlineData("2026-11-20T07:05:00.0000000Z")]
    [InlineData("2026-11-20T07:05:00")]
    public async Task An_instant_may_be_written_in_each_usual_way(string instant)
    {
        await using var registry = await StartAsync(StoreKind.Sqlite);

        (await ReadAsync(registry, $"from={instant}&until={At(day: 3)}")).ShouldBe("3 c next 3 head 5");
    }

    [Theory]
    [InlineData("order=up", "order", "takes oldest, which is the order without it, or newest")]
    [InlineData("order=Newest", "order", "takes oldest, which is the order without it, or newest")]
    [InlineData(
        "order=newest&after=3",
        "after",
        "does not go with order=newest; leave it out, and go on with before=next"
    )]
    [InlineData(
        "order=newest&wait=3",
        "wait",
        "does not go with order=newest; leave it out, and go on with before=next"
    )]
    [InlineData("before=3", "before", "goes with order=newest alone; add that, or leave it out")]
    [InlineData("order=oldest&partner=a", "partner", "goes with order=newest alone; add that, or leave it out")]
    [InlineData("from=2026-11-20T07:05Z", "from", "goes with order=newest alone; add that, or leave it out")]
    [InlineData("until=2026-11-20T07:05Z", "until", "goes with order=newest alone; add that, or leave it out")]
    [InlineData("order=newest&before=-1", "before", "takes a number from 0 to 9223372036854775807")]
    [InlineData("order=newest&limit=1001", "limit", "takes a number from 1 to 1000")]
    [InlineData(
        "order=newest&partner=No%20Slug",
        "partner",
        "takes 1 to 64 of a-z, 0-9 and hyphen, beginning with a letter or digit"
    )]
    [InlineData(
        "order=newest&from=yesterday",
        "from",
        "takes an instant such as 2026-11-18T07:05:00Z; in an offset such as +07:00, write the plus as %2B"
    )]
    [InlineData(
        "order=newest&until=2026-11-20T14:05:00+07:00",
        "until",
        "takes an instant such as 2026-11-18T07:05:00Z; in an offset such as +07:00, write the plus as %2B"
    )]
    public async Task What_does_not_go_together_is_refused_with_the_way_to_mend_it(
        string query,
        string field,
        string whatAndHow
    )
    {
        await using var registry = await TestRegistry.StartAsync();

        (await registry.GetAsync($"/v1/changes?{query}")).ShouldRefuse(400, field, whatAndHow);
    }

    [Theory]
    [InlineData("a", false, "IX_Changes_PartnerId_Sequence")]
    [InlineData("a", true, "IX_Changes_PartnerId_Sequence")]
    [InlineData(null, true, "IX_Changes_At")]
    public async Task An_index_finds_them(string? partner, bool inTime, string index)
    {
        await using var registry = await TestRegistry.StartAsync();
        await using var db = registry.Db();
        DateTimeOffset? from = inTime ? TestClock.Opens : null;
        await using var command = new FeedSelection(partner, from, from?.AddDays(7), Before: 400, Limit: 100)
            .NewestFirst(db.Changes)
            .CreateDbCommand();
#pragma warning disable CA2100 // The text is EF's own.
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
#pragma warning restore CA2100
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var steps = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);

        (await steps.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        steps.GetString(steps.GetOrdinal("detail")).ShouldContain($"USING INDEX {index} ");
    }

    /// <summary>Five changes: of a on day 0, b on day 1, c on day 2, a on day 3, c on day 4.</summary>
    private static async Task<TestRegistry> StartAsync(StoreKind store)
    {
        var registry = await TestRegistry.StartAsync(store);
        foreach (var (id, name) in ((string, string)[])[("a", "A"), ("b", "B"), ("c", "C"), ("a", "A2"), ("c", "C2")])
        {
            await registry.PutAsync($"/v1/partners/{id}", $$"""{"name":"{{name}}"}""");
            registry.Clock.Advance(TimeSpan.FromDays(1));
        }

        return registry;
    }

    private static string At(int day) =>
        TestClock.Opens.AddDays(day).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static async Task<string> ReadAsync(TestRegistry registry, string query)
    {
        var page = (await registry.GetAsync($"/v1/changes?order=newest&{query}")).Should(200);
        var changes = page["changes"]!.AsArray().Select(change => $"{change!["sequence"]} {change["partner"]}");
        return $"{string.Join(", ", changes)} next {page["next"]} head {page["head"]}";
    }
}
