using System.Text.Json;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Chats.Http;
using PartnerBot.Chats.Local;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Chats.Local;

/// <summary>What is said unasked on the developer's own machine, on both stores.</summary>
public sealed class LocalPlatformTests(PostgresServer server)
{
    private static readonly ConversationAddress Dewi = new(
        "local",
        Environment.MachineName,
        AddressKind.Person,
        "dewi"
    );

    private static readonly Quote Said = new("Milestone", "Agreed", "en", "Legal", "paraphrase", "Minutes", "x:y", "T");

    private static readonly Message Full = new()
    {
        Topic = "change",
        Language = "id",
        TimeZone = "Asia/Makassar",
        Text = "Netflix: legal met ✓ \"now\" <b>",
        Headline = new("Netflix", "IndiHome", State: null),
        Paragraphs = ["One.", "Two."],
        Facts = [new(FactGroup.Tracks, "Legal", "met", "was: no", Strong: true)],
        Quote = Said,
        Sections = [new("Agreed", [new("Viu", "is agreed", "status viu", Said)])],
        Table = new(["Netflix"], [new("Stage", ["agreed"])]),
        Notes = ["A note."],
        Visibility = Visibility.Internal,
        Freshness = new(Store.Now, Store.Now.AddDays(-6), Stale: true),
        Actions = [new("timeline", "Timeline", "timeline netflix", IsChoice: true)],
        NextPage = "2",
        NoticeId = "5f0e",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_message_is_kept_whole_and_found_by_its_notice(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var inbox = new LocalInbox(store.Get<Memory>(), store.Time);
        var platform = new LocalPlatform(inbox);

        var sent = await platform.SendAsync(Dewi, Full, Cancelled);

        var row = (await inbox.NewestAsync("dewi", Cancelled)).ShouldHaveSingleItem();
        Json(LocalInbox.Read(row)).ShouldBe(Json(Full));
        LocalInbox.Read(row).Actions.ShouldBe(Full.Actions);
        LocalInbox.Read(row).Freshness.ShouldBe(Full.Freshness);
        (await platform.FindAsync(Dewi, "5f0e", new(Store.Now, Store.Now), Cancelled)).ShouldBe(
            new(Seen.Yes, sent.MessageId)
        );
        (await platform.FindAsync(Dewi, "other", new(Store.Now, Store.Now), Cancelled)).ShouldBe(new(Seen.No));
        (await platform.FindAsync(Dewi with { Id = "budi" }, "5f0e", new(Store.Now, Store.Now), Cancelled)).ShouldBe(
            new(Seen.No)
        );
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_message_is_replaced_where_it_stands(DatabaseProvider kind)
    {
        await using var store = await Store.OpenAsync(kind, server);
        var inbox = new LocalInbox(store.Get<Memory>(), store.Time);
        var platform = new LocalPlatform(inbox);
        var sent = await platform.SendAsync(Dewi, Full, Cancelled);
        var changed = inbox.Changed;

        var updated = await platform.UpdateAsync(Dewi, sent.MessageId!, Full with { Text = "Corrected." }, Cancelled);

        updated.ShouldBe(sent);
        changed.IsCompleted.ShouldBeTrue();
        var row = (await inbox.NewestAsync("dewi", Cancelled)).ShouldHaveSingleItem();
        LocalInbox.Read(row).Text.ShouldBe("Corrected.");
        foreach (var id in (string[])["0", "not a number"])
        {
            (await platform.UpdateAsync(Dewi, id, Full, Cancelled)).ShouldBe(
                new(DeliveryOutcome.Refused, Reason: "no such message")
            );
        }
    }

    [Fact]
    public async Task There_are_no_rooms_no_other_machines_and_nobody_who_is_confirmed()
    {
        await using var store = await Store.OpenAsync(DatabaseProvider.Sqlite, server);
        var platform = new LocalPlatform(new(store.Get<Memory>(), store.Time));
        var me = new Asker("local", Environment.MachineName, "dewi");

        (await platform.SendAsync(Dewi with { Kind = AddressKind.Room }, Full, Cancelled)).Outcome.ShouldBe(
            DeliveryOutcome.Refused
        );
        (await platform.SendAsync(Dewi with { Realm = "elsewhere" }, Full, Cancelled)).Outcome.ShouldBe(
            DeliveryOutcome.Unreachable
        );
        (await platform.FindAccountsAsync("dewi@telkom.test", Cancelled)).ShouldNotBeNull().ShouldBeEmpty();
        (await platform.DescribeAsync(me, Cancelled)).ShouldBe(new(me, null, null, null));
        (await platform.DescribeAsync(me with { Realm = "elsewhere" }, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task A_database_that_fails_is_tried_again_later()
    {
        await using var store = await Store.EmptyAsync(DatabaseProvider.Sqlite, server);
        var platform = new LocalPlatform(new(store.Get<Memory>(), store.Time));

        (await platform.SendAsync(Dewi, Full, Cancelled)).ShouldBe(new(DeliveryOutcome.Later, Reason: "database"));
        (await platform.UpdateAsync(Dewi, "1", Full, Cancelled)).Outcome.ShouldBe(DeliveryOutcome.Later);
        (await platform.FindAsync(Dewi, "5f0e", new(Store.Now, Store.Now), Cancelled)).Seen.ShouldBe(Seen.NotNow);

        store.Log.All.Count.ShouldBe(1);
        store.Expected = store.Log.All;
    }

    private static string Json(Message message) => JsonSerializer.Serialize(message, AskJson.Web.Message);
}
