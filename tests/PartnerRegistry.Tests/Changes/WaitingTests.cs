using PartnerBot.Testing;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Changes;

/// <summary>The long poll, with a clock that only moves when told to.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    [Theory, Stores]
    public async Task A_waiting_reader_is_answered_at_once_when_something_commits(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        var waiting = registry.GetAsync("/v1/changes?wait=60");
        await registry.Clock.WaitedForAsync(Look);

        await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""");

        ((long)(await waiting).Should(200)["head"]!).ShouldBe(1);
        registry.Clock.GetUtcNow().ShouldBe(TestClock.Opens);
    }

    [Fact]
    public async Task A_waiting_reader_is_told_that_nothing_came()
    {
        await using var registry = await TestRegistry.StartAsync();
        var waiting = registry.GetAsync("/v1/changes?after=0&wait=3");
        for (var second = 0; second < 3; second++)
        {
            await registry.Clock.WaitedForAsync(Look);
            waiting.IsCompleted.ShouldBeFalse();
            registry.Clock.Advance(Look);
        }

        (await waiting).ShouldSay("""{"changes":[],"next":0,"head":0}""");
    }

    [Theory, Stores]
    public async Task A_waiting_reader_sees_what_another_process_commits(StoreKind store)
    {
        await using var database = await TestStore.NewAsync(store);
        await using var service = await TestRegistry.StartAsync(database);
        await using var guest = await TestRegistry.StartAsync(
            database,
            hosting => hosting with { ExclusiveFile = false }
        );
        var waiting = service.GetAsync("/v1/changes?wait=60");
        await service.Clock.WaitedForAsync(Look);

        (await guest.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);
        waiting.IsCompleted.ShouldBeFalse();
        service.Clock.Advance(Look);

        ((string?)(await waiting)["changes"]![0]!["partner"]).ShouldBe("netflix");
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_readers()
    {
        await using var registry = await TestRegistry.StartAsync(listen: true);
        var waiting = registry.GetAsync("/v1/changes?wait=60");
        await registry.Clock.WaitedForAsync(Look);

        await registry.App.StopAsync(TestContext.Current.CancellationToken);

        (await waiting).Should(200).ShouldSay("""{"changes":[],"next":0,"head":0}""");
    }
}
