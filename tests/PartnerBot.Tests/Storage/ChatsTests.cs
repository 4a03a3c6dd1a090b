using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Chats.Teams;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;

namespace PartnerBot.Tests.Storage;

/// <summary>What is kept of conversations and of promised answers, on both stores, as two replicas use them.</summary>
public sealed class ChatsTests(PostgresServer server)
{
    private static readonly Asker Budi = new("teams", "tenant", "budi");

    private static readonly Asked Asked = new(
        Budi,
        "19:group;messageid=1",
        "status netflix",
        Language: null,
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar"),
        "id-ID",
        InRoom: true,
        Room: "19:group",
        Name: "Budi",
        Openly: true
    );

    private static readonly TeamsPlace Chat = new(
        "tenant",
        "a:budi",
        "budi",
        Team: null,
        "https://one.test/",
        "28:bot"
    );

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_promised_answer_is_kept_whole_and_taken_by_one_replica(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        LaterAnswers[] replicas = [new(store.Get<Memory>(), store.Time), new(store.Get<Memory>(), store.Time)];
        var where = new ConversationAddress("teams", "tenant", AddressKind.Room, "19:group", "1");
        (await replicas[0].KeepAsync(Asked, where, TimeSpan.FromSeconds(30), Cancelled)).ShouldNotBeNull();
        (await replicas[1].DueAsync(Cancelled)).ShouldBeEmpty();
        store.Time.Advance(TimeSpan.FromSeconds(30));

        var due = (await replicas[1].DueAsync(Cancelled)).ShouldHaveSingleItem();
        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => replicas[n % 2].PutOffAsync(due, TimeSpan.FromMinutes(1), Cancelled))
        );

        due.Asked.ShouldBe(Asked);
        due.Where.ShouldBe(where);
        due.AskedAt.ShouldBe(Store.Now, TimeSpan.FromMilliseconds(1));
        var mine = claims.OfType<LaterAnswer>().ShouldHaveSingleItem();
        (await replicas[0].DueAsync(Cancelled)).ShouldBeEmpty();

        // The replica that took it is gone: another does it after the lease.
        store.Time.Advance(TimeSpan.FromMinutes(1));
        (await replicas[0].DueAsync(Cancelled)).ShouldHaveSingleItem().ShouldBe(mine);

        // It was surely not said; then nobody knows, and whoever says it next has to say so.
        (await replicas[0].BeginAsync(mine, Cancelled)).ShouldBeTrue();
        var later = (await replicas[0].PutOffAsync(mine, TimeSpan.FromDays(1), Cancelled))!;
        store.Time.Advance(TimeSpan.FromMinutes(30));
        (await replicas[1].DueAsync(Cancelled)).ShouldHaveSingleItem().Begun.ShouldBeFalse();
        // Who put it off has it no longer as it was; it can neither be begun nor ended like that.
        (await replicas[1].BeginAsync(mine, Cancelled)).ShouldBeFalse();
        await replicas[1].DoneAsync(mine, Cancelled);
        (await replicas[0].BeginAsync(later, Cancelled)).ShouldBeTrue();
        (await replicas[1].DueAsync(Cancelled)).ShouldHaveSingleItem().Begun.ShouldBeTrue();
        await replicas[0].DoneAsync(later, Cancelled);
        (await replicas[1].DueAsync(Cancelled)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_promised_answer_knows_whom_the_words_mention_and_where_they_were_said(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var later = new LaterAnswers(store.Get<Memory>(), store.Time);
        Mentioned[] mentioned = [new(new("teams", "tenant", "sari"), "Sari")];
        var asked = Asked with { Mentioned = mentioned };

        await later.KeepAsync(asked, ConversationAddress.Of(Budi), notBefore: null, Cancelled);
        store.Time.Advance(TimeSpan.FromSeconds(10));

        var due = (await later.DueAsync(Cancelled)).ShouldHaveSingleItem().Asked;
        due.Mentioned.ShouldBe(mentioned);
        (due.Room, due.Name, due.Openly).ShouldBe(("19:group", "Budi", false));
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_conversation_is_where_its_newest_message_came_from_and_welcomed_once(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var conversations = new TeamsConversations(store.Get<Memory>(), store.Time);
        var other = new TeamsConversations(store.Get<Memory>(), store.Time);
        await Task.WhenAll(conversations.SeenAsync(Chat, Cancelled), other.SeenAsync(Chat, Cancelled));

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? conversations : other).ClaimWelcomeAsync(Chat, Cancelled))
        );
        await other.SeenAsync(Chat with { ServiceUrl = "https://two.test/" }, Cancelled);

        claims.Count(claimed => claimed).ShouldBe(1);
        var address = ConversationAddress.Of(Budi);
        var found = await conversations.FindAsync(address, Cancelled);
        found.Place.ShouldBe(Chat with { ServiceUrl = "https://two.test/" });
        found.IsRemoved.ShouldBeFalse();

        await other.RemovedAsync(Chat, Cancelled);
        (await conversations.FindAsync(address, Cancelled)).IsRemoved.ShouldBeTrue();
        (await conversations.FindAsync(address with { Realm = "another" }, Cancelled)).ServiceUrl.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Where_it_is_added_again_it_is_again_whichever_replica_hears_what(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var one = new TeamsConversations(store.Get<Memory>(), store.Time);
        var other = new TeamsConversations(store.Get<Memory>(), store.Time);
        await one.SeenAsync(Chat, Cancelled, anew: true);
        await other.SeenAsync(Chat, Cancelled);
        await one.RemovedAsync(Chat, Cancelled);

        await other.SeenAsync(Chat, Cancelled, anew: true);

        (await one.FindAsync(ConversationAddress.Of(Budi), Cancelled)).IsRemoved.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_another_replica_stored_is_no_longer_than_five_minutes_before_what_is_newer(
        DatabaseProvider kind
    )
    {
        await using var store = await Store.OpenAsync(kind, server);
        var one = new TeamsConversations(store.Get<Memory>(), store.Time);
        var other = new TeamsConversations(store.Get<Memory>(), store.Time);
        await one.SeenAsync(Chat, Cancelled);
        await other.SeenAsync(Chat with { ServiceUrl = "https://two.test/" }, Cancelled);

        store.Time.Advance(TimeSpan.FromMinutes(5));
        await one.SeenAsync(Chat, Cancelled);

        (await other.FindAsync(ConversationAddress.Of(Budi), Cancelled)).Place.ShouldBe(Chat);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Somebody_is_met_where_the_bot_still_is(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var conversations = new TeamsConversations(store.Get<Memory>(), store.Time);
        foreach (var id in (string[])["a:1", "a:2", "a:3"])
        {
            await conversations.SeenAsync(Chat with { Conversation = id }, Cancelled);
        }

        await conversations.RemovedAsync(Chat with { Conversation = "a:1" }, Cancelled);
        await conversations.RemovedAsync(Chat with { Conversation = "a:3" }, Cancelled);

        var found = await conversations.FindAsync(ConversationAddress.Of(Budi), Cancelled);
        (found.Place?.Conversation, found.IsRemoved).ShouldBe(("a:2", false));
    }
}
