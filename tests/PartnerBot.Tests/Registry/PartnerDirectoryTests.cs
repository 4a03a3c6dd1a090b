using System.Net;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Registry;

public sealed class PartnerDirectoryTests : IAsyncDisposable
{
    private readonly RegistryHarness harness = new();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task All_partners_are_listed_by_name()
    {
        var reading = await harness.ListAsync();

        reading.Value.Select(partner => partner.Name).ShouldBe(["Hooq", "Netflix"]);
        reading.AsOf.ShouldBe(RegistryHarness.Start);
        reading.Stale.ShouldBeFalse();
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        harness.Registry.List = (request, _) =>
            Task.FromResult(
                FakeRegistry.Json(
                    request.RequestUri!.Query.EndsWith("after=a%26b", StringComparison.Ordinal)
                        ? Samples.Page([Samples.Netflix])
                        : Samples.Page([Samples.Hooq], next: "a&b")
                )
            );

        (await harness.ListAsync()).Value.Count.ShouldBe(2);
        harness.Registry.Asked.ShouldBe(["/v1/partners?limit=1000", "/v1/partners?limit=1000&after=a%26b"]);
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_are_no_list()
    {
        harness.Registry.List = FakeRegistry.Always(() =>
            FakeRegistry.Json(Samples.Page([Samples.Hooq], next: "again"))
        );

        await Should.ThrowAsync<RegistryUnavailableException>(() => harness.ListAsync());
        harness.Registry.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Questions_within_thirty_seconds_are_answered_from_memory()
    {
        await harness.ListAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(29));
        await harness.ListAsync();

        harness.Registry.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_thirty_seconds_the_old_list_is_served_while_a_new_one_is_read()
    {
        var first = await harness.ListAsync();
        var page = new TaskCompletionSource<HttpResponseMessage>();
        harness.Registry.List = (_, _) => page.Task;
        harness.Time.Advance(TimeSpan.FromSeconds(31));

        (await harness.ListAsync()).Value.ShouldBeSameAs(first.Value);
        page.SetResult(FakeRegistry.Json(Samples.Page([Samples.Netflix])));
        await harness.ListIsReadAsync();

        (await harness.ListAsync()).Value.ShouldHaveSingleItem().Name.ShouldBe("Netflix");
    }

    [Fact]
    public async Task An_unchanged_list_stays_the_same_instance()
    {
        var first = await harness.ListAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(31));
        await harness.ListIsReadAsync();
        var second = await harness.ListAsync();

        second.Value.ShouldBeSameAs(first.Value);
        second.AsOf.ShouldBe(RegistryHarness.Start.AddSeconds(31));
    }

    [Theory]
    [InlineData("\"NFLX\"", "\"N\"")]
    [InlineData("\"note\":\"tested\"", "\"note\":\"tested twice\"")]
    [InlineData("\"state\":\"closed\"", "\"state\":\"open\"")]
    [InlineData("\"groups\":[]", "\"groups\":[\"board\"]")]
    [InlineData("\"stage\":\"negotiating\"", "\"stage\":\"agreed\"")]
    public async Task A_list_in_which_anything_changed_is_a_new_one(string part, string instead)
    {
        var first = await harness.ListAsync();
        var changed = Samples.Netflix.Replace(part, instead, StringComparison.Ordinal);
        harness.Registry.List = FakeRegistry.Always(() => FakeRegistry.Json(Samples.Page([changed, Samples.Hooq])));
        harness.Time.Advance(TimeSpan.FromSeconds(31));
        await harness.ListIsReadAsync();

        (await harness.ListAsync()).Value.ShouldNotBeSameAs(first.Value);
    }

    [Fact]
    public async Task A_list_left_alone_for_minutes_is_read_before_it_is_served()
    {
        await harness.ListAsync();
        harness.Registry.List = FakeRegistry.Always(() => FakeRegistry.Json(Samples.Page([Samples.Netflix])));
        harness.Time.Advance(TimeSpan.FromHours(3));

        (await harness.ListAsync()).Value.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_registry_keeps_one_asker_half_a_second_and_nobody_after_that()
    {
        var first = await harness.ListAsync();
        harness.Registry.List = FakeRegistry.Silence;
        harness.Time.Advance(TimeSpan.FromHours(3));

        var asking = harness.ListAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(0.5));

        (await asking).Value.ShouldBeSameAs(first.Value);
        harness.ListAsync().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stop_does_not_wait_for_a_list_that_is_being_read()
    {
        harness.Registry.List = FakeRegistry.Silence;
        harness.Directory.Begin();
        await harness.Registry.WasAsked(times: 1);

        await harness.Directory.EndAsync().WaitAsync(TestContext.Current.CancellationToken);

        harness.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_missing_has_the_list_read_anew_at_most_every_five_seconds()
    {
        await harness.ListAsync();
        await harness.ListIsReadAsync();
        harness.Registry.Asked.Count.ShouldBe(1);

        harness.Time.Advance(TimeSpan.FromSeconds(5));
        await harness.ListIsReadAsync();
        await harness.ListIsReadAsync();
        harness.Registry.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_list_that_takes_long_is_read_for_a_missing_name_at_most_five_percent_of_the_time()
    {
        var page = new TaskCompletionSource<HttpResponseMessage>();
        harness.Registry.List = (_, _) => page.Task;
        var asking = harness.ListAsync();
        await harness.Registry.WasAsked(times: 1);
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        page.SetResult(FakeRegistry.Json(Samples.Page([Samples.Hooq])));
        await asking;

        harness.Time.Advance(TimeSpan.FromSeconds(18));
        await harness.ListIsReadAsync();
        harness.Registry.Asked.Count.ShouldBe(1);

        harness.Time.Advance(TimeSpan.FromSeconds(1));
        page = new();
        page.SetResult(FakeRegistry.Json(Samples.Page([Samples.Hooq])));
        await harness.ListIsReadAsync();
        harness.Registry.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_whole_is_told_of_before_anybody_sees_it()
    {
        List<string> told = [];
        harness.Directory.WhenRead = whole => told.Add(string.Join(", ", whole.Select(partner => partner.Name)));

        await harness.ListAsync();
        told.ShouldBe(["Hooq, Netflix"]);
        harness.Time.Advance(TimeSpan.FromSeconds(31));
        await harness.ListIsReadAsync();

        told.Count.ShouldBe(1); // nothing changed
    }

    [Fact]
    public async Task A_registry_that_fails_leaves_the_last_list_marked_stale()
    {
        var first = await harness.ListAsync();
        harness.Registry.List = FakeRegistry.Failing(HttpStatusCode.InternalServerError);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await harness.ListIsReadAsync();

        var second = await harness.ListAsync();
        second.Value.ShouldBeSameAs(first.Value);
        second.AsOf.ShouldBe(RegistryHarness.Start);
        second.Stale.ShouldBeTrue();
        harness.Log.All.ShouldBe(["Warning: The registry gave no usable answer about the list: it answers 500"]);
    }

    [Fact]
    public async Task A_registry_that_comes_back_is_noticed()
    {
        harness.Registry.List = FakeRegistry.Failing(HttpStatusCode.InternalServerError);
        await Should.ThrowAsync<RegistryUnavailableException>(() => harness.ListAsync());
        harness.Registry.List = FakeRegistry.Always(() => FakeRegistry.Json(Samples.Page([Samples.Hooq])));
        harness.Time.Advance(TimeSpan.FromSeconds(6));

        (await harness.ListAsync()).Stale.ShouldBeFalse();
    }

    [Fact]
    public async Task A_slow_first_list_keeps_nobody_longer_than_one_and_a_half_seconds_and_arrives_later()
    {
        var page = new TaskCompletionSource<HttpResponseMessage>();
        harness.Registry.List = (_, _) => page.Task;
        var asking = harness.ListAsync();
        await harness.Registry.WasAsked(times: 1);
        harness.Time.Advance(TimeSpan.FromSeconds(1.5));
        await Should.ThrowAsync<RegistryUnavailableException>(() => asking);

        page.SetResult(FakeRegistry.Json(Samples.Page([Samples.Hooq])));
        await harness.ListIsReadAsync();

        (await harness.ListAsync()).Value.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Fifty_who_ask_at_once_share_one_reading()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => harness.ListAsync()));

        harness.Registry.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_partner_has_the_list_read_anew()
    {
        await harness.ListAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(6));
        harness.Registry.List = FakeRegistry.Always(() => FakeRegistry.Json(Samples.Page([Samples.Netflix])));

        (await harness.FindAsync("hooq")).ShouldBeNull();
        await harness.ListIsReadAsync();

        (await harness.ListAsync()).Value.ShouldHaveSingleItem().Name.ShouldBe("Netflix");
    }
}
