using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Webhooks;

public sealed class DoorbellTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    [Theory, Stores]
    public async Task A_ring_is_signed_as_Standard_Webhooks_says(StoreKind store)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var registry = await StartAsync(store);
        await RegisterAsync(registry, receiver);
        await registry.PutAsync("/v1/partners/a", """{"name":"A"}""");

        var ring = await receiver.NextAsync();

        var signed = Encoding.UTF8.GetBytes($"{ring.Id}.{ring.Timestamp}.{ring.Body}");
        var key = Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef");
        ring.Signature.ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        ring.Timestamp.ShouldBe(registry.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        JsonNode
            .Parse(ring.Body)
            .ShouldSay("""{"type":"registry.changed","timestamp":"2026-11-18T07:05:00.0000000Z","data":{"head":1}}""");
    }

    [Fact]
    public async Task What_comes_while_a_ring_is_under_way_is_one_more_ring()
    {
        await using var receiver = await Receiver.StartAsync();
        var held = new TaskCompletionSource();
        receiver.Answer = _ => held.Task;
        await using var registry = await StartAsync();
        await RegisterAsync(registry, receiver);
        await registry.PutAsync("/v1/partners/a", """{"name":"A"}""");
        Head(await receiver.NextAsync()).ShouldBe(1);

        foreach (var name in (string[])["B", "C", "D"])
        {
            await registry.PutAsync("/v1/partners/a", $$"""{"name":"{{name}}"}""");
        }

        held.SetResult();
        Head(await receiver.NextAsync()).ShouldBe(4);
        await registry.PutAsync("/v1/partners/a", """{"name":"E"}""");
        Head(await receiver.NextAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task A_failing_receiver_is_rung_again_with_growing_pauses()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = response => Task.FromResult(response.StatusCode = 500);
        await using var registry = await StartAsync();
        await RegisterAsync(registry, receiver);
        await registry.Clock.WaitedForAsync(Look);
        await registry.PutAsync("/v1/partners/a", """{"name":"A"}""");

        var rings = new List<Ring> { await receiver.NextAsync() };
        while (rings.Count < 5)
        {
            await registry.Clock.WaitedForAsync(Look);
            if (receiver.Unread > 0)
            {
                rings.Add(await receiver.NextAsync());
            }

            registry.Clock.Advance(Look);
        }

        var seconds = rings.Select(ring => long.Parse(ring.Timestamp, CultureInfo.InvariantCulture)).ToArray();
        seconds.Zip(seconds.Skip(1)).Select(pair => pair.Second - pair.First).ShouldBe([5, 10, 20, 40]);
        rings.ShouldAllBe(ring => Head(ring) == 1);
        registry.Log.Lines.First().ShouldContain("was not rung (try 1); next try in 5 s: ");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = response =>
        {
            response.StatusCode = 307;
            response.Headers.Location = new Uri(receiver.Address, "elsewhere").ToString();
            return Task.CompletedTask;
        };
        await using var registry = await StartAsync();
        await RegisterAsync(registry, receiver);
        await registry.Clock.WaitedForAsync(Look);
        await registry.PutAsync("/v1/partners/a", """{"name":"A"}""");

        await receiver.NextAsync();
        await registry.Clock.WaitedForAsync(Look);

        receiver.Elsewhere.ShouldBe(0);
        registry.Log.Lines.Single().ShouldContain("was not rung (try 1)");
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_refused_when_it_is_to_be_rung()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var database = await TestStore.NewAsync();
        await using (var before = await TestRegistry.StartAsync(database, Named("localhost")))
        {
            var url = new UriBuilder(receiver.Url) { Host = "localhost" }.ToString();
            (await before.PostAsync("/v1/webhooks", $$"""{"url":"{{url}}"}""")).Should(201);
        }

        await using var registry = await TestRegistry.StartAsync(database);
        await registry.Clock.WaitedForAsync(Look);

        registry.Log.Lines.Single().ShouldContain("localhost has no address that may be rung");
        receiver.Unread.ShouldBe(0);
    }

    private static Task<TestRegistry> StartAsync(StoreKind store = StoreKind.Sqlite) =>
        TestRegistry.StartAsync(store, Named("127.0.0.1"));

    private static Func<RegistryHosting, RegistryHosting> Named(string host) =>
        hosting =>
            hosting with
            {
                Settings = new Dictionary<string, string?>(hosting.Settings) { ["Webhooks:PrivateHosts:0"] = host },
            };

    private static async Task RegisterAsync(TestRegistry registry, Receiver receiver) =>
        (await registry.PostAsync("/v1/webhooks", $$"""{"url":"{{receiver.Url}}","secret":"{{Secret}}"}""")).Should(
            201
        );

    private static long Head(Ring ring) => (long)JsonNode.Parse(ring.Body)!["data"]!["head"]!;
}
