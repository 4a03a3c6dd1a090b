using System.Net;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>A partner that the registry has, and says something of that the bot can't understand.</summary>
public sealed class UnreadableTests(PostgresServer server)
{
    private const string Netflix = "/v1/partners/netflix";

    private static readonly TimeSpan OverAMinute = TimeSpan.FromSeconds(61);

    private static readonly string Unreadable = Samples.Netflix.Replace(
        "\"stage\":\"negotiating\"",
        "\"stage\":\"paused\"",
        StringComparison.Ordinal
    );

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Others_are_told_meanwhile_and_its_own_is_told_once_it_can_be_read(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        host.Registry.Instead = path => path == Netflix ? (200, Unreadable) : null;

        await host.TrackAsync("legal");
        await host.MilestoneAsync("Talks begin again", partner: "hooq");
        await host.UntilAsync(NoticeState.Sent);
        await host.WaitingAsync(1);

        host.Texts.ShouldHaveSingleItem().ShouldStartWith("Hooq: ");
        (await host.NoticesAsync()).Single(row => row.Partner == "netflix").Reason.ShouldBe("unreadable");

        host.Registry.Instead = null;
        host.Time.Advance(OverAMinute);
        await host.RungUntilAsync(NoticeState.Sent, 3);

        host.Texts.Count(text => text.StartsWith("Netflix: Legal is now met", StringComparison.Ordinal)).ShouldBe(2);
        (await host.NoticesAsync())
            .Where(row => row.Partner == "netflix")
            .Select(row => row.Recipient)
            .ShouldBe([ToldHost.Alex.Key, "person:ana"], ignoreOrder: true);
        host.Bot.Log.All.Count(line => line.Contains("The partner netflix can't be read", StringComparison.Ordinal))
            .ShouldBe(1);
        await using var db = await host.DbAsync();
        (await db.Bookmarks.CountAsync(Cancelled)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_changes_while_it_waits_is_told_once_and_in_order(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        host.Registry.Instead = path => path == Netflix ? (200, Unreadable) : null;
        await host.TrackAsync("legal");
        await host.WaitingAsync(1);
        await host.TrackAsync("business");
        await host.WaitingAsync(2);
        await host.StopBotAsync();
        host.Registry.Instead = null;
        host.Time.Advance(OverAMinute);
        await host.TrackAsync("technical", "in-discussion");

        await host.StartBotAsync();

        await host.RungUntilAsync(async db => await db.Notices.CountAsync(Cancelled) == 6);
        var now = host.Time.GetUtcNow();
        await host.UntilAsync(db =>
            db.Lanes.AllAsync(lane => lane.Owner == null && (lane.Due == null || lane.Due > now), Cancelled)
        );
        await host.PassAsync(OverAMinute, NoticeState.Sent, 6);
        (await host.NoticesAsync()).Select(row => row.Sequence).Distinct().Count().ShouldBe(3);
        foreach (var chat in new[] { host.ChatOf(StandPeople.Alex), host.ChatOf(StandPeople.Sari) })
        {
            var all = string.Join(' ', host.Texts.Where((_, index) => host.Channels[index] == chat));
            Order(all, "Legal is now", "Business is now", "Technical is now");
        }
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_can_not_be_read_for_a_day_is_given_up_and_can_be_tried_again(DatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        host.Registry.Instead = path => path == Netflix ? (200, Unreadable) : null;
        await host.TrackAsync("legal");
        await host.WaitingAsync(1);

        await host.PassAsync(Postman.Longest, NoticeState.Failed);

        (await host.NoticesAsync()).ShouldHaveSingleItem().Reason.ShouldBe("unreadable");
        host.Posted.ShouldBeEmpty();
        host.Bot.Log.All.ShouldContain(line => line.Contains("given up: unreadable", StringComparison.Ordinal));

        // Who is in charge is known once it can be read, and is told then.
        host.Registry.Instead = null;
        host.Time.Advance(OverAMinute);
        await host.RungUntilAsync(NoticeState.Sent);
        host.Channels.ShouldBe([host.ChatOf(StandPeople.Sari)]);
    }

    [Fact]
    public async Task One_that_answers_with_an_error_holds_up_the_others_until_it_does_not()
    {
        await using var host = await StartAsync(DatabaseProvider.Sqlite);
        host.Registry.Instead = path => path == Netflix ? ((int)HttpStatusCode.InternalServerError, "{}") : null;
        await host.TrackAsync("legal");
        await host.MilestoneAsync("Talks begin again", partner: "hooq");
        await host.PassAsync(TimeSpan.FromMinutes(1));
        (await host.NoticesAsync()).ShouldBeEmpty();

        host.Registry.Instead = null;
        host.Time.Advance(OverAMinute);
        await host.RungUntilAsync(NoticeState.Sent, 3);

        host.Texts.Count.ShouldBe(3);
    }

    /// <summary>Alex subscribed to all; Ana, who is Sari there, is in charge of Netflix.</summary>
    private async Task<ToldHost> StartAsync(DatabaseProvider provider)
    {
        var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("ana");
        await host.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = FakeSlack.Team,
                Id = StandPeople.Sari,
                Person = "ana",
            }
        );
        await host.SubscribeAsync(ToldHost.Alex, partner: "");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        return host;
    }

    private static void Order(string text, params string[] parts)
    {
        var at = Array.ConvertAll(parts, part => text.IndexOf(part, StringComparison.Ordinal));
        at.ShouldAllBe(one => one >= 0, text);
        at.ShouldBe([.. at.Order()]);
    }
}
