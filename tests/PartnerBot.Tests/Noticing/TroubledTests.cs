using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>What Slack doesn't take now, and what can't be said at all.</summary>
public sealed class TroubledTests(PostgresServer server)
{
    private const int Fewest = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_is_not_taken_is_tried_less_and_less_often_and_after_a_day_given_up(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(
            provider,
            server,
            new(StringComparer.Ordinal) { ["Admins"] = "sari@telkom.test" }
        );
        await host.SubscribeAsync(ToldHost.Alex);
        host.Slack.Answer = call =>
            call.Method is "chat.postMessage" && call["text"]!.StartsWith("Netflix", StringComparison.Ordinal)
                ? StandAnswer.Error("service_unavailable")
                : null;
        await host.TrackAsync("legal");

        for (var attempts = 1; attempts <= Fewest; attempts++)
        {
            var tried = await TriedAsync(host, attempts);
            var usual = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts), 600));
            (tried.Due - tried.TriedAt!.Value).ShouldBeInRange(0.8 * usual, (1.2 * usual) + Minute);
            await host.PassAsync(
                tried.Due - host.Time.GetUtcNow(),
                db => db.Notices.AllAsync(row => row.Attempts > attempts, Cancelled)
            );
        }

        // As it stands a day later, which takes long to pass pause by pause.
        var last = await TriedAsync(host, Fewest + 1);
        await host.RunAsync($"UPDATE \"Notice\" SET \"CreatedAt\" = {host.Time.GetUtcNow().AddDays(-1).UtcTicks}");
        await host.PassAsync(last.Due - host.Time.GetUtcNow(), NoticeState.Failed);
        (await host.NoticesAsync()).Single().Attempts.ShouldBe(Fewest + 2);
        await host.PassAsync(Minute, db => db.Notices.AllAsync(row => row.AlertedAt != null, Cancelled));
        host.Texts[^1].ShouldStartWith("1 notice could not be told and is given up: 1 (service_unavailable)");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_can_not_be_put_in_words_is_given_up_alone_and_the_next_is_told(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await host.TrackAsync("business");
        await host.TrackAsync("technical");
        await host.WaitingAsync(2);
        // Half of a character, which no text can hold.
        await host.RunAsync("""UPDATE "Change" SET "After" = '"\ud800"' WHERE "Sequence" = 2""");

        await host.PassAsync(Turn.Gathering, NoticeState.Sent, 2);

        (await host.NoticesAsync())
            .Select(row => (row.Sequence, row.State, row.Reason))
            .ShouldBe([(1, NoticeState.Sent, null), (2, NoticeState.Failed, "defect"), (3, NoticeState.Sent, null)]);
        host.Texts[^1].ShouldStartWith("Netflix: Technical is now met");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task In_a_conversation_that_is_to_be_left_alone_nothing_is_changed_either(DatabaseProvider provider)
    {
        await using var host = await OneToldAsync(provider);
        host.Slack.Limit("chat.postMessage", retryAfter: 30);
        await host.TrackAsync("business");
        await host.WaitingAsync(1);

        await host.AskAsync("acknowledge netflix");
        var soon = host.Time.GetUtcNow().AddSeconds(20);
        await host.PassAsync(
            TimeSpan.FromSeconds(1),
            db => db.Lanes.AllAsync(lane => lane.Owner == null && lane.Due > soon, Cancelled)
        );

        host.Slack.CallsOf("chat.update").ShouldBeEmpty();
        await host.PassAsync(
            TimeSpan.FromSeconds(31),
            db => db.Notices.AllAsync(row => row.State == NoticeState.Sent && row.MarkDue == null, Cancelled)
        );
        host.Slack.CallsOf("chat.update").ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_conversation_in_which_nothing_may_be_changed_now_is_left_alone(DatabaseProvider provider)
    {
        await using var host = await OneToldAsync(provider);
        host.Slack.Limit("chat.update", retryAfter: 30);
        await host.AskAsync("acknowledge netflix");
        var soon = host.Time.GetUtcNow().AddSeconds(20);
        await host.PassAsync(
            TimeSpan.FromSeconds(1),
            db => db.Lanes.AllAsync(lane => lane.Owner == null && lane.Due > soon, Cancelled)
        );

        await host.TrackAsync("business");
        await host.WaitingAsync(1);

        await host.PassAsync(
            TimeSpan.FromSeconds(31),
            db => db.Notices.AllAsync(row => row.State == NoticeState.Sent && row.MarkDue == null, Cancelled)
        );
        host.Posted.Count.ShouldBe(2);
        host.Slack.CallsOf("chat.update").Count.ShouldBe(2);
    }

    private async Task<ToldHost> OneToldAsync(DatabaseProvider provider)
    {
        var host = await ToldHost.StartAsync(
            provider,
            server,
            new(StringComparer.Ordinal) { ["Delivery:GatherSeconds"] = "0" }
        );
        await host.SubscribeAsync(ToldHost.Alex);
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        return host;
    }

    /// <summary>Once it was tried so often.</summary>
    private static async Task<NoticeRow> TriedAsync(ToldHost host, int attempts)
    {
        await host.WaitingAsync(1);
        var tried = (await host.NoticesAsync()).Single();
        tried.Attempts.ShouldBe(attempts);
        return tried;
    }
}
