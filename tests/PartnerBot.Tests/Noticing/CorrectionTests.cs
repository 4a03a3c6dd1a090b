using PartnerBot.Noticing;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>What is told of milestones that turn out wrong, and of what is to be announced.</summary>
public sealed class CorrectionTests(PostgresServer server)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Recipient Sari = Recipient.Of(new("slack", FakeSlack.Team, StandPeople.Sari));

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_correction_is_told_once_to_who_was_told_what_was_wrong_and_marks_that(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        var wrong = await host.MilestoneAsync("Talks begin again");
        await host.UntilAsync(NoticeState.Sent);
        await host.RunAsync("DELETE FROM \"Subscription\"");
        host.Time.Advance(Minute);

        await host.Registry.PostAsync($"/v1/milestones/{wrong}/supersede", ToldHost.Milestone("Talks go on"));

        await host.PassAsync(TimeSpan.FromSeconds(1), NoticeState.Sent, 2);
        await host.PassAsync(TimeSpan.FromSeconds(1), async db => host.Slack.CallsOf("chat.update").Count == 1);
        host.Texts[1].ShouldStartWith("Netflix: A milestone was corrected (was: Talks begin again)");
        var update = host.Slack.CallsOf("chat.update").Single();
        update["ts"].ShouldBe((await host.NoticesAsync())[0].MessageId);
        update["text"]!.ShouldContain("Superseded on 24 November 2026: what this message says was corrected.");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_was_told_under_two_names_is_told_once_that_it_was_wrong(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.SubscribeAsync(Sari);
        var wrong = await host.MilestoneAsync("Talks begin again");
        await host.UntilAsync(NoticeState.Sent, 2);
        // It turns out that they are one person.
        await host.AddAsync(AccountOf(StandPeople.Alex), AccountOf(StandPeople.Sari, speaks: true));
        await host.RunAsync("DELETE FROM \"Subscription\"");
        host.Time.Advance(Minute);

        await host.Registry.PostAsync($"/v1/milestones/{wrong}/supersede", ToldHost.Milestone("Talks go on"));

        await host.PassAsync(Second, NoticeState.Sent, 3);
        await host.PassAsync(Second, async _ => host.Slack.CallsOf("chat.update").Count == 2);
        host.Channels[2].ShouldBe(host.ChatOf(StandPeople.Sari));
        (await host.NoticesAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Who_corrects_it_is_not_told_and_has_their_message_marked(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.AddAsync(AccountOf(StandPeople.Alex));
        var wrong = await host.MilestoneAsync("Talks begin again");
        await host.UntilAsync(NoticeState.Sent);
        host.Time.Advance(Minute);

        await host.Registry.PostAsync(
            $"/v1/milestones/{wrong}/supersede",
            ToldHost.Milestone("Talks go on"),
            by: Email
        );

        await host.PassAsync(Second, async _ => host.Slack.CallsOf("chat.update").Count == 1);
        host.Slack.CallsOf("chat.update").Single()["text"]!.ShouldContain("what this message says was corrected");
        (await host.NoticesAsync()).ShouldHaveSingleItem();
        host.Posted.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_restricted_waits_for_its_announcement_and_lets_others_go_on(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        var at = host.Time.GetUtcNow().AddHours(2);
        await host.Registry.PostAsync(
            "/v1/partners/netflix/milestones",
            new
            {
                kind = "decision",
                title = new { original = "en", texts = new { en = "An agreement is signed" } },
                visibility = "restricted",
                announcedAt = at,
            }
        );
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        host.Texts.ShouldHaveSingleItem().ShouldNotContain("agreement is signed");

        await host.PassAsync(TimeSpan.FromHours(2), NoticeState.Sent, 2);

        host.Texts[1].ShouldContain("An agreement is signed");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_announced_sooner_than_it_was_to_be_is_told_then_and_not_again(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        var decision = await host.Registry.PostAsync(
            "/v1/partners/netflix/milestones",
            Restricted(kind: "decision", "title", host.Time.GetUtcNow().AddDays(20))
        );
        await host.WaitingAsync(1);
        host.Time.Advance(Minute);

        await host.Registry.PostAsync($"/v1/milestones/{decision!["id"]}/announce", new { at = host.Time.GetUtcNow() });

        await host.PassAsync(Second, NoticeState.Sent, 2);
        host.Texts.ShouldHaveSingleItem().ShouldStartWith("Netflix: 2 changes.");
        host.Texts[0].ShouldContain("An agreement is signed");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_promise_that_is_restricted_waits_for_its_announcement_too(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.Registry.PostAsync(
            "/v1/partners/netflix/commitments",
            Restricted(kind: null, "text", host.Time.GetUtcNow().AddHours(2))
        );
        await host.WaitingAsync(1);
        host.Posted.ShouldBeEmpty();

        await host.PassAsync(TimeSpan.FromHours(2), NoticeState.Sent);

        host.Texts.ShouldHaveSingleItem().ShouldContain("An agreement is signed");
    }

    private const string Email = "alex@telkom.example";

    private static AccountRow AccountOf(string user, bool speaks = false) =>
        new()
        {
            Platform = "slack",
            Realm = FakeSlack.Team,
            Id = user,
            Email = Email,
            Preferred = speaks,
        };

    private static Dictionary<string, object?> Restricted(string? kind, string named, DateTimeOffset at)
    {
        var fact = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [named] = new { original = "en", texts = new { en = "An agreement is signed" } },
            ["visibility"] = "restricted",
            ["announcedAt"] = at,
        };
        if (kind is not null)
        {
            fact["kind"] = kind;
        }

        return fact;
    }
}
