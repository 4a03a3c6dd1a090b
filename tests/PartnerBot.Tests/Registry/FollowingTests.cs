using System.Net;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Registry;

/// <summary>The directory of a service, which follows the registry's feed.</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private readonly RegistryHarness harness = new();
    private readonly FollowedRegistry registry;

    public FollowingTests() => registry = new(harness.Registry);

    public async ValueTask InitializeAsync()
    {
        harness.Directory.Begin();
        await registry.FollowedAsync(after: 0);
    }

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Just_the_partner_that_changed_is_read_anew()
    {
        registry.Put("netflix", "Cinema");
        await registry.FollowedAsync(after: 1);

        (await harness.NamesAsync()).ShouldBe("Cinema, Hooq");
        harness.Registry.Asked.ShouldBe(["/v1/partners?limit=1000", "/v1/partners/netflix"]);
        var list = (await harness.Directory.ReadAsync(TestContext.Current.CancellationToken)).Value;
        list.Whole.Select(partner => partner.Name).ShouldBe(["Hooq", "Netflix"]);
        list.Replaced.ShouldHaveSingleItem().Value.ShouldBe("netflix");
        list.Newer.ShouldHaveSingleItem().Name.ShouldBe("Cinema");
    }

    [Fact]
    public async Task A_partner_changed_twice_on_one_page_is_read_once()
    {
        registry.PutSilently("netflix", "Cinema");
        registry.Record(("netflix", "stage"), ("netflix", "details"), ("hooq", "confirmation"));
        await registry.FollowedAsync(after: 3);

        harness.Registry.Asked.ShouldBe(["/v1/partners?limit=1000", "/v1/partners/netflix"]);
    }

    [Fact]
    public async Task A_partner_read_a_moment_before_it_changed_is_read_again()
    {
        (await harness.FindAsync()).ShouldNotBeNull().Value.Name.ShouldBe("Netflix");

        registry.Put("netflix", "Cinema");
        await registry.FollowedAsync(after: 1);

        (await harness.NamesAsync()).ShouldBe("Cinema, Hooq");
        (await harness.FindAsync()).ShouldNotBeNull().Value.Name.ShouldBe("Cinema");
    }

    [Fact]
    public async Task New_partners_come_and_deleted_ones_go()
    {
        registry.Put("iflix", "Iflix", "created");
        registry.Delete("hooq");
        await registry.FollowedAsync(after: 2);

        (await harness.NamesAsync()).ShouldBe("Iflix, Netflix");
    }

    [Fact]
    public async Task A_change_that_no_list_shows_leaves_the_same_instance()
    {
        var before = (await harness.Directory.ReadAsync(TestContext.Current.CancellationToken)).Value;

        registry.Put("netflix", "Netflix", "milestone");
        await registry.FollowedAsync(after: 1);

        (await harness.Directory.ReadAsync(TestContext.Current.CancellationToken)).Value.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Questions_never_read_the_whole_again()
    {
        for (var question = 0; question < 50; question++)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(0.5));
            await harness.NamesAsync();
            await harness.ListIsReadAsync();
            (await harness.FindAsync("nobody")).ShouldBeNull();
        }

        registry.Listed.ShouldBe(1);
    }

    [Fact]
    public async Task Who_misses_a_name_reads_the_feed_at_once()
    {
        registry.Deaf = true;
        registry.Put("iflix", "Iflix");
        (await harness.NamesAsync()).ShouldBe("Hooq, Netflix");

        await harness.ListIsReadAsync();

        (await harness.NamesAsync()).ShouldBe("Hooq, Iflix, Netflix");
        registry.Listed.ShouldBe(1);
    }

    [Fact]
    public async Task A_partner_found_missing_is_gone_from_the_list()
    {
        registry.Deaf = true;
        registry.Delete("netflix");

        (await harness.FindAsync()).ShouldBeNull();

        (await harness.NamesAsync()).ShouldBe("Hooq");
        registry.Listed.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(201)]
    public async Task A_programme_or_very_many_partners_have_the_whole_read_anew(int entries)
    {
        var whole = NextWhole();
        registry.PutSilently("p3", "Third");

        registry.Record([
            .. Enumerable
                .Range(0, entries)
                .Select(n => entries == 1 ? ((string?)null, "programme") : ($"p{n}", "stage")),
        ]);

        (await whole).Select(partner => partner.Name).ShouldBe(["Hooq", "Netflix", "Third"]);
        await registry.FollowedAsync(after: entries);
        await ShowsAsync("Third");
        (await harness.NamesAsync()).ShouldBe("Hooq, Netflix, Third");
        harness.Registry.Asked.ShouldBe(["/v1/partners?limit=1000", "/v1/partners?limit=1000"]);
    }

    [Fact]
    public async Task Once_more_than_two_hundred_have_changed_the_whole_is_read_anew()
    {
        var whole = NextWhole();
        harness.Time.Advance(TimeSpan.FromSeconds(6));
        for (var n = 0; n < 201; n++)
        {
            registry.PutSilently($"p{n}", $"P {n}");
        }

        registry.Record([.. Enumerable.Range(0, 101).Select(n => ((string?)$"p{n}", "created"))]);
        await registry.FollowedAsync(after: 101);
        whole.IsCompleted.ShouldBeFalse();
        registry.Record([.. Enumerable.Range(101, 100).Select(n => ((string?)$"p{n}", "created"))]);

        (await whole).Count.ShouldBe(203);
    }

    [Fact]
    public async Task What_changes_while_the_whole_is_read_is_not_overwritten_by_it()
    {
        var (old, page) = (registry.Page(), new TaskCompletionSource<HttpResponseMessage>());
        harness.Registry.List = (_, _) => page.Task;
        registry.Record((null, "programme"));
        await registry.FollowedAsync(after: 1);

        registry.Put("netflix", "Cinema");
        await registry.FollowedAsync(after: 2);
        page.SetResult(FakeRegistry.Json(old.Replace("Hooq", "Hook", StringComparison.Ordinal)));
        await ShowsAsync("Hook");

        (await harness.NamesAsync()).ShouldBe("Cinema, Hook");
    }

    [Fact]
    public async Task What_was_imported_silently_is_there_after_ten_minutes()
    {
        var whole = NextWhole();
        registry.PutSilently("iflix", "Iflix");

        for (var quiet = 0; quiet < 24; quiet++)
        {
            registry.Listed.ShouldBe(1);
            harness.Time.Advance(FeedFollower.Wait);
            registry.AnswerThoseWhoWait();
            await registry.FollowedAsync(after: 0);
            (await harness.Directory.ReadAsync(TestContext.Current.CancellationToken)).AsOf.ShouldBe(
                harness.Time.GetUtcNow()
            );
        }

        (await whole).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Until_it_has_been_unreachable_for_thirty_seconds_the_list_is_not_stale()
    {
        harness.Registry.List = FakeRegistry.Failing(HttpStatusCode.BadGateway);
        await LoseAsync(HttpStatusCode.BadGateway, pause: TimeSpan.FromSeconds(1));

        harness.Time.Advance(TimeSpan.FromSeconds(29));
        (await harness.ListAsync()).Stale.ShouldBeFalse();
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        var reading = await harness.ListAsync();

        reading.Stale.ShouldBeTrue();
        reading.AsOf.ShouldBe(RegistryHarness.Start);
    }

    [Fact]
    public async Task After_failures_it_asks_again_ever_later_and_goes_on_where_it_was()
    {
        await LoseAsync(HttpStatusCode.BadGateway, pause: TimeSpan.FromSeconds(1));
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        await harness.Time.WaitedForAsync(TimeSpan.FromSeconds(2));
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        await harness.Time.WaitedForAsync(TimeSpan.FromSeconds(4));

        registry.Failing = null;
        registry.Put("netflix", "Cinema");
        harness.Time.Advance(TimeSpan.FromSeconds(4));

        await registry.FollowedAsync(after: 1);
        (await harness.NamesAsync()).ShouldBe("Cinema, Hooq");
        registry.Listed.ShouldBe(1);
        harness.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_asked_for_again_after_ten_minutes_and_meanwhile_the_list_is_read()
    {
        await LoseAsync(HttpStatusCode.NotFound, pause: TimeSpan.FromMinutes(10));
        var asked = registry.Asked;
        registry.PutSilently("iflix", "Iflix");
        harness.Time.Advance(TimeSpan.FromSeconds(31));
        await harness.ListIsReadAsync();
        (await harness.NamesAsync()).ShouldBe("Hooq, Iflix, Netflix");
        registry.Asked.ShouldBe(asked);

        registry.Failing = null;
        harness.Time.Advance(TimeSpan.FromMinutes(10));
        await registry.FollowedAsync(after: 0);
        registry.Put("netflix", "Cinema");
        await registry.FollowedAsync(after: 1);

        (await harness.NamesAsync()).ShouldBe("Cinema, Hooq, Iflix");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_registry_restored_from_a_backup_is_read_from_the_start(bool byQuestion)
    {
        registry.Put("netflix", "Cinema");
        registry.Put("iflix", "Iflix");
        await registry.FollowedAsync(after: 2);

        registry.Restore(entries: 1);
        registry.PutSilently("iflix", "Restored");
        if (byQuestion)
        {
            await harness.ListIsReadAsync();
        }
        else
        {
            registry.AnswerThoseWhoWait();
        }

        await registry.FollowedAsync(after: 1);
        (await harness.NamesAsync()).ShouldBe("Cinema, Hooq, Restored");
        registry.Listed.ShouldBe(2);
    }

    [Fact]
    public async Task A_partner_that_can_not_be_read_by_itself_is_taken_from_the_list()
    {
        harness.Registry.Partner = FakeRegistry.Always(() => FakeRegistry.Json("{}"));
        registry.Put("netflix", "Cinema");
        await harness.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        await registry.FollowedAsync(after: 1);

        (await harness.NamesAsync()).ShouldBe("Cinema, Hooq");
    }

    [Fact]
    public async Task A_registry_that_does_not_wait_is_asked_every_five_seconds()
    {
        registry.AnswerThoseWhoWait();
        await harness.Time.WaitedForAsync(TimeSpan.FromSeconds(5));
        var asked = registry.Asked;

        harness.Time.Advance(TimeSpan.FromSeconds(5));
        await registry.FollowedAsync(after: 0);

        registry.Asked.ShouldBe(asked + 1);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_the_registry_to_answer()
    {
        await harness.Directory.EndAsync().WaitAsync(TestContext.Current.CancellationToken);

        harness.Log.All.ShouldBeEmpty();
    }

    private Task<IReadOnlyList<PartnerSummary>> NextWhole()
    {
        var next = new TaskCompletionSource<IReadOnlyList<PartnerSummary>>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        harness.Directory.WhenRead = whole => next.TrySetResult(whole);
        return next.Task.WaitAsync(Patience.Longest);
    }

    // Seen only once the whole that was being read has become visible, which nothing else tells.
    private Task ShowsAsync(string name) =>
        Patience.UntilAsync(async _ => (await harness.NamesAsync()).Contains(name, StringComparison.Ordinal));

    private async Task LoseAsync(HttpStatusCode status, TimeSpan pause)
    {
        registry.Failing = status;
        registry.AnswerThoseWhoWait();
        await harness.Time.WaitedForAsync(pause);
    }
}
