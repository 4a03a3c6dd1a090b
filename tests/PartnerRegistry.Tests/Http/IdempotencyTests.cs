using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Http;

public sealed class IdempotencyTests
{
    private const string Milestones = "/v1/partners/netflix/milestones";
    private const string Body = """{"kind":"step","title":{"original":"en","texts":{"en":"First talk"}}}""";

    [Theory, Stores]
    public async Task A_repeat_gets_the_same_reply_and_creates_nothing(StoreKind store)
    {
        await using var registry = await StartAsync(store);

        var first = (await registry.PostAsync(Milestones, Body, ("Idempotency-Key", "k"))).Should(201);
        var repeat = (await registry.PostAsync(Milestones, Body, ("Idempotency-Key", "k"))).Should(201);

        repeat.Text.ShouldBe(first.Text);
        repeat.Message.Headers.Location.ShouldBe(first.Message.Headers.Location);
        repeat.ContentType.ShouldBe("application/json");
        repeat.Header("Idempotency-Replayed").ShouldBe("true");
        first.Header("Idempotency-Replayed").ShouldBeNull();
        (await CountAsync(registry)).ShouldBe(1);
    }

    [Theory, Stores]
    public async Task The_same_key_with_another_request_is_refused(StoreKind store)
    {
        await using var registry = await StartAsync(store);
        await registry.PostAsync(Milestones, Body, ("Idempotency-Key", "k"));

        var other = Body.Replace("First", "Second", StringComparison.Ordinal);
        (await registry.PostAsync(Milestones, other, ("Idempotency-Key", "k"))).ShouldRefuse(
            422,
            with: "This Idempotency-Key came with another request before. Use a new key for a new request."
        );
        (await CountAsync(registry)).ShouldBe(1);
    }

    [Theory, Stores]
    public async Task Keys_of_different_callers_do_not_meet_and_last_a_day(StoreKind store)
    {
        await using var registry = await StartAsync(store);
        (string, string)[] other = [("Idempotency-Key", "k"), ("Authorization", $"Bearer {TestRegistry.OtherKey}")];
        await registry.PostAsync(Milestones, Body, ("Idempotency-Key", "k"));
        (await registry.PostAsync(Milestones, Body, other)).Header("Idempotency-Replayed").ShouldBeNull();

        registry.Clock.Advance(TimeSpan.FromDays(1));
        (await registry.PostAsync(Milestones, Body, other)).Header("Idempotency-Replayed").ShouldBe("true");
        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        (await registry.PostAsync(Milestones, Body, other)).Header("Idempotency-Replayed").ShouldBeNull();

        (await CountAsync(registry)).ShouldBe(3);
    }

    [Theory, Stores]
    public async Task Twenty_at_once_with_one_key_create_one(StoreKind store)
    {
        await using var registry = await StartAsync(store);

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ => Task.Run(() => registry.PostAsync(Milestones, Body, ("Idempotency-Key", "k"))))
        );

        replies.ShouldAllBe(reply => reply.Status == 201);
        replies.Select(reply => reply.Text).Distinct().Count().ShouldBe(1);
        replies.Count(reply => reply.Header("Idempotency-Replayed") is null).ShouldBe(1);
        (await CountAsync(registry)).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        await using var registry = await StartAsync(StoreKind.Sqlite);

        (await registry.PostAsync("/v1/partners/new/milestones", Body, ("Idempotency-Key", "k"))).ShouldRefuse(404);
        await registry.PutAsync("/v1/partners/new", """{"name":"New"}""");

        (await registry.PostAsync("/v1/partners/new/milestones", Body, ("Idempotency-Key", "k"))).Should(201);
        (await registry.PostAsync(Milestones, Body, ("Idempotency-Key", new('k', 201)))).ShouldRefuse(
            400,
            "Idempotency-Key"
        );
    }

    private static async Task<TestRegistry> StartAsync(StoreKind store)
    {
        var registry = await TestRegistry.StartAsync(store);
        (await registry.PutAsync("/v1/partners/netflix", """{"name":"Netflix"}""")).Should(201);
        return registry;
    }

    private static async Task<int> CountAsync(TestRegistry registry) =>
        (await registry.GetAsync(Milestones))["items"]!.AsArray().Count;
}
