using PartnerBot.Chats;
using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>What Slack leaves in the database, on both stores and from several replicas.</summary>
public sealed class SlackStorageTests(PostgresServer server)
{
    private const string Team = "T0000000001";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_event_is_new_to_one_of_all_who_are_told_of_it(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var replicas = Replicas(store);

        var kept = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => replicas[n % 2].KeepAsync(Team, "Ev1", "{}", Cancelled))
        );

        kept.ShouldAllBe(one => one.IsKept);
        kept.Select(one => one.New).OfType<KeptEvent>().ShouldHaveSingleItem().Attempt.ShouldBe(1);
        (await replicas[0].KeepAsync("T0000000002", "Ev1", "{}", Cancelled)).New.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_event_left_behind_is_taken_up_by_one_replica_and_not_for_ever(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var replicas = Replicas(store);
        await replicas[0].KeepAsync(Team, "Ev1", "{\"a\":1}", Cancelled);
        (await replicas[1].TakeDueAsync(Cancelled)).ShouldBeEmpty();

        for (var attempt = 2; attempt <= 5; attempt++)
        {
            store.Time.Advance(SlackInbox.Lease);
            var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => replicas[n % 2].TakeDueAsync(Cancelled)));
            var one = taken.SelectMany(some => some).ShouldHaveSingleItem();
            (one.Attempt, one.Body).ShouldBe((attempt, "{\"a\":1}"));
        }

        store.Time.Advance(SlackInbox.Lease);
        (await replicas[0].TakeDueAsync(Cancelled)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_event_that_is_done_is_known_but_no_longer_read(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var inbox = Replicas(store)[0];
        var (_, one) = await inbox.KeepAsync(Team, "Ev1", "{}", Cancelled);

        await inbox.DoneAsync(one!, Cancelled);
        store.Time.Advance(SlackInbox.Lease);

        (await inbox.TakeDueAsync(Cancelled)).ShouldBeEmpty();
        (await inbox.KeepAsync(Team, "Ev1", "{}", Cancelled)).ShouldBe((true, null));
        (await store.RowsAsync(db => db.SlackEvents)).ShouldHaveSingleItem().Body.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_event_that_another_replica_has_taken_up_since_is_left_to_it(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var replicas = Replicas(store);
        var (_, one) = await replicas[0].KeepAsync(Team, "Ev1", "{}", Cancelled);
        (await replicas[0].RenewAsync(one!, Cancelled)).ShouldNotBeNull();
        store.Time.Advance(SlackInbox.Lease);
        var taken = (await replicas[1].TakeDueAsync(Cancelled)).ShouldHaveSingleItem();

        (await replicas[0].RenewAsync(one!, Cancelled)).ShouldBeNull();
        await replicas[0].DoneAsync(one!, Cancelled);
        (await replicas[1].RenewAsync(taken, Cancelled)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_done_once_is_claimed_once_and_again_after_its_pause(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        SlackOnce[] replicas = [new(store.Get<Memory>(), store.Time), new(store.Get<Memory>(), store.Time)];
        Task<bool[]> ClaimAsync(TimeSpan? pause) =>
            Task.WhenAll(
                Enumerable.Range(0, 8).Select(n => replicas[n % 2].ClaimAsync(Team, "unfurl:C1:x", pause, Cancelled))
            );

        (await ClaimAsync(SlackOnce.UnfurlPause)).Count(claimed => claimed).ShouldBe(1);
        store.Time.Advance(SlackOnce.UnfurlPause - TimeSpan.FromSeconds(1));
        (await ClaimAsync(SlackOnce.UnfurlPause)).ShouldAllBe(claimed => !claimed);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        (await ClaimAsync(SlackOnce.UnfurlPause)).Count(claimed => claimed).ShouldBe(1);
        store.Time.Advance(TimeSpan.FromDays(400));
        (await ClaimAsync(pause: null)).ShouldAllBe(claimed => !claimed);
        await replicas[0].ReturnAsync(Team, "unfurl:C1:x", Cancelled);
        (await ClaimAsync(pause: null)).Count(claimed => claimed).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Old_events_and_unfolded_links_are_forgotten_but_not_first_words(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var (inbox, once) = (Replicas(store)[0], new SlackOnce(store.Get<Memory>(), store.Time));
        await inbox.KeepAsync(Team, "Ev1", "{}", Cancelled);
        await once.ClaimAsync(Team, "unfurl:C1:x", SlackOnce.UnfurlPause, Cancelled);
        await once.ClaimAsync(Team, "welcome:C1", pause: null, Cancelled);
        store.Time.Advance(TimeSpan.FromDays(2.1));
        await inbox.KeepAsync(Team, "Ev2", "{}", Cancelled);

        await inbox.SweepAsync(Cancelled);

        (await store.RowsAsync(db => db.SlackEvents)).ShouldHaveSingleItem().Id.ShouldBe("Ev2");
        (await store.RowsAsync(db => db.SlackOnce)).ShouldHaveSingleItem().Key.ShouldBe("welcome:C1");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_waits_in_a_workspace_is_forgotten_with_it_alone_and_an_address_for_answers_is_kept(
        DatabaseProvider kind
    )
    {
        await using var store = await Store.OpenAsync(kind, server);
        var later = new LaterAnswers(store.Get<Memory>(), store.Time);
        foreach (var realm in new[] { Team, "T0000000002" })
        {
            var asker = new Asker("slack", realm, "U1");
            var where = ConversationAddress.Of(asker) with { Thread = "1.2", Reply = "https://hooks.slack.com/x" };
            await later.KeepAsync(new(asker, "C1", "status netflix", Language: null), where, TimeSpan.Zero, Cancelled);
        }

        await later.ForgetAsync("slack", Team, Cancelled);

        var left = (await later.DueAsync(Cancelled)).ShouldHaveSingleItem();
        left.Where.ShouldBe(new("slack", "T0000000002", AddressKind.Person, "U1", "1.2", "https://hooks.slack.com/x"));
        left.Asked.InRoom.ShouldBeTrue();
    }

    private static SlackInbox[] Replicas(Store store) =>
        [new(store.Get<Memory>(), store.Time), new(store.Get<Memory>(), store.Time)];
}
