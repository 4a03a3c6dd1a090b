using PartnerBot.Storage;

namespace PartnerBot.Tests.Noticing.Subscribing;

public sealed class SubscriptionsTests : IDisposable
{
    private readonly Desk desk = new();

    [Theory]
    [InlineData("subscriptions", "You have no subscriptions.")]
    [InlineData("langganan", "Anda tidak mengikuti apa pun.")]
    public async Task Nothing_is_said_so_with_how(string words, string says)
    {
        var message = await desk.AskAsync(words, words is "langganan" ? "id" : null);

        message.Paragraphs.ShouldBe([says]);
        message.Actions.Single().Topic.ShouldBe("subscribe");
    }

    [Fact]
    public async Task All_that_decides_what_they_are_told_is_shown_with_a_way_to_end_each()
    {
        foreach (
            var order in new[] { "subscribe netflix legal", "mute hooq 24h", "quiet 20:00-07:00", "digest weekly" }
        )
        {
            await desk.AskAsync(order);
        }

        var message = await desk.AskAsync("subscriptions");

        message.Sections.Single().Title.ShouldBe("What I tell you");
        message
            .Sections.Single()
            .Lines.Select(line => $"{line.Name}: {line.Text} > {line.Ask}")
            .ShouldBe([
                "Netflix (Legal only): subscribed at 14:05 WIB on 24 November 2026 > unsubscribe Netflix legal",
                "HOOQ: muted until 14:05 WIB on 25 November 2026 > unmute HOOQ",
                "Quiet hours: 20:00 to 07:00 WIB > quiet off",
                "Digest: every Monday at 08:30 WIB > digest off",
            ]);
        message
            .Actions.Select(action => $"{action.Label} > {action.Ask}")
            .ShouldBe([
                "End: Netflix (Legal only) > unsubscribe Netflix legal",
                "Unmute: HOOQ > unmute HOOQ",
                "End: Quiet hours > quiet off",
                "End: Digest > digest off",
            ]);
        message.Notes.ShouldBe(["I write to you in English; `language` changes that."]);

        foreach (var action in message.Actions)
        {
            await desk.AskAsync(action.Ask);
        }

        (await desk.AskAsync("subscriptions")).Paragraphs.ShouldBe(["You have no subscriptions."]);
    }

    [Fact]
    public async Task In_a_room_what_all_there_are_told_is_shown_with_who_wanted_it()
    {
        await desk.AskInRoomAsync("subscribe netflix here");

        var message = await desk.AskInRoomAsync("subscriptions");

        message.Paragraphs.ShouldBe(["You have no subscriptions."]);
        var room = message.Sections.Single();
        room.Title.ShouldBe("What I tell everyone here");
        room.Lines.Single().Text.ShouldBe("subscribed by Dewi at 14:05 WIB on 24 November 2026");
        message.Actions[0].Ask.ShouldBe("unsubscribe Netflix here");
    }

    [Fact]
    public async Task A_partner_that_they_see_no_more_is_not_named()
    {
        await desk.AddAsync(
            new SubscriptionRow
            {
                Recipient = Desk.Me,
                Partner = "zenith-tv",
                Track = "",
                By = Desk.Me,
                At = desk.House.Time.GetUtcNow(),
            }
        );

        (await desk.AskAsync("subscriptions")).Sections.ShouldBeEmpty();
        (await desk.AskAsync("unsubscribe all")).Paragraphs.ShouldBe([
            "I no longer tell you what changes: all partners.",
        ]);
    }

    [Theory]
    [InlineData("tell me here", "From now on I tell you here, rather than on another platform.")]
    [InlineData("beri tahu saya di sini", "Mulai sekarang saya mengabari Anda di sini, bukan di platform lain.")]
    public async Task Where_they_are_told_is_theirs_to_choose(string words, string says)
    {
        await desk.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = "T",
                Id = "U1",
                Person = "p-dewi",
                Preferred = true,
            },
            new AccountRow
            {
                Platform = "teams",
                Realm = "X",
                Id = "b1",
                Email = "dewi@example.com",
                Preferred = true,
            },
            new AccountRow
            {
                Platform = "teams",
                Realm = "X",
                Id = "b2",
                Person = "p-other",
                Preferred = true,
            },
            new AccountRow
            {
                Platform = "local",
                Realm = "test",
                Id = "dewi",
                Person = "p-dewi",
                Email = "dewi@example.com",
            }
        );
        await desk.WaitAsync("person:p-dewi");

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        (
            await desk.RowsAsync(db =>
                db.Accounts.Where(row => row.Preferred).OrderBy(row => row.Platform).Select(row => row.Id)
            )
        ).ShouldBe(["dewi", "b2"]);
        (await desk.IsAwakeAsync("person:p-dewi")).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_not_known_yet_chooses_too()
    {
        await desk.AskAsync("tell me here");

        var row = (await desk.RowsAsync(db => db.Accounts)).Single();
        (row.Id, row.Preferred, row.Imported).ShouldBe(("dewi", true, false));
    }

    [Fact]
    public async Task What_can_not_be_read_is_said_so()
    {
        await desk.BreakAsync("Mute");

        (await desk.AskAsync("subscriptions")).Paragraphs.ShouldBe([
            "I can't look that up just now. Please try again in a minute.",
        ]);
    }

    public void Dispose() => desk.Dispose();
}
