using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Tests.Chats.Slack;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Noticing;

/// <summary>A registry without a feed: what it says is compared with what it said.</summary>
public sealed partial class ComparingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_differs_from_the_last_reading_is_told_once_and_nothing_of_before()
    {
        await using var host = await SlackHost.StartAsync(
            new(StringComparer.Ordinal) { ["Delivery:SlackPerMinute"] = "0" },
            tellsChanges: true
        );
        await PassAsync(host, async db => await db.PartnerStates.AnyAsync());
        await host.RunAsync(
            $"INSERT INTO \"Subscription\" (\"Recipient\", \"Partner\", \"Track\", \"By\", \"At\") VALUES ('{ToldHost.Alex}', '', '', '{ToldHost.Alex}', 0)"
        );
        await PassAsync(host, async db => await db.Bookmarks.AnyAsync(row => row.Derived));
        await PassAsync(host, async db => await Task.FromResult(true));
        await PassAsync(host, async db => await Task.FromResult(true));
        (await host.RowsAsync(db => db.Notices)).ShouldBeEmpty();

        var then = Samples.Netflix.Replace(
            "\"legal\":{\"status\":\"no-agreement\"",
            "\"legal\":{\"status\":\"met\"",
            StringComparison.Ordinal
        );
        then.ShouldNotBe(Samples.Netflix);
        host.Bot.Registry.Partner = FakeRegistry.Serving(then, "\"v2\"");
        await PassAsync(host, async db => await db.Changes.AnyAsync());
        await UntilAsync(host, async db => await db.Notices.AnyAsync(row => row.State == NoticeState.Sent));
        await PassAsync(host, async db => await Task.FromResult(true));

        var posted = host.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
        posted["text"]!.ShouldStartWith("Netflix: Legal is now met (was: no agreement yet).");
        (await host.RowsAsync(db => db.Changes)).ShouldHaveSingleItem().Actor.ShouldBe("");
    }

    [Fact]
    public async Task One_that_can_not_be_read_keeps_no_other_from_being_told_and_is_not_new_once_it_can()
    {
        await using var host = await SlackHost.StartAsync(tellsChanges: true);
        var hooq = Samples.Hooq.Replace("\"stage\":\"live\"", "\"stage\":\"paused\"", StringComparison.Ordinal);
        Serve(host, [hooq, Samples.Netflix]);
        await PassAsync(host, async db => await db.Bookmarks.AnyAsync(row => row.Derived));

        var netflix = Samples.Netflix.Replace("\"negotiating\"", "\"agreed\"", StringComparison.Ordinal);
        Serve(host, [hooq, netflix]);
        await PassAsync(host, async db => await db.Changes.AnyAsync());
        Serve(host, [Samples.Hooq, netflix]);
        await PassAsync(host, async db => await db.PartnerStates.AllAsync(row => row.State != "{}"));
        Serve(host, [Samples.Hooq.Replace("\"live\"", "\"ended\"", StringComparison.Ordinal), netflix]);
        await PassAsync(host, async db => await db.Changes.CountAsync() > 1);

        (await host.RowsAsync(db => db.Changes.OrderBy(row => row.Sequence)))
            .Select(row => (row.Partner, row.Kind))
            .ShouldBe([("netflix", ChangeKind.Stage), ("hooq", ChangeKind.Stage)]);
    }

    [Fact]
    public async Task Each_kind_of_change_is_derived()
    {
        await using var host = await SlackHost.StartAsync(tellsChanges: true);
        var (netflix, taken) = (Samples.Netflix, 0);
        Serve(host, [netflix]);
        await PassAsync(host, async db => await db.Bookmarks.AnyAsync(row => row.Derived));

        await BecomesAsync("\"stage\":\"negotiating\"", "\"stage\":\"agreed\"");
        await BecomesAsync("\"network\":\"own\",\"state\":\"closed\"", "\"network\":\"own\",\"state\":\"open\"");
        await BecomesAsync("\"legal\":{\"status\":\"no-agreement\"", "\"legal\":{\"status\":\"met\"");
        await BecomesAsync("\"status\":\"under-review\"", "\"status\":\"met\"");
        await BecomesAsync("\"targetDate\":null", "\"targetDate\":\"2027-01-31\"");
        await BecomesAsync("\"status\":\"open\",\"source\"", "\"status\":\"fulfilled\",\"source\"");
        // Nobody is told of who is in charge; what comes with it is.
        await BecomesAsync("Owner One", "Owner Two", 0);
        await LatestAsync(1, Milestone(2), Milestone(1));
        await LatestAsync(1, Milestone(3), Milestone(2, by: 3), Milestone(1));
        // Its correction is of an earlier day, and something new is the latest.
        await LatestAsync(2, Milestone(5), Milestone(3, by: 4), Milestone(4), Milestone(1));
        // The same, and what was the latest before is again.
        await LatestAsync(1, Milestone(4), Milestone(5, by: 6), Milestone(6), Milestone(1));
        Serve(host, [netflix, Samples.Hooq], Milestone(4));
        await PassAsync(host, async db => await db.Changes.CountAsync() == taken + 1);

        (await host.RowsAsync(db => db.Changes.OrderBy(row => row.Sequence)))
            .Select(row => (row.Kind, row.Field, row.Milestone))
            .ShouldBe([
                (ChangeKind.Stage, null, null),
                (ChangeKind.Access, "own", null),
                (ChangeKind.Track, "legal", null),
                (ChangeKind.Requirement, "content-law", null),
                (ChangeKind.TargetDate, null, null),
                (ChangeKind.Commitment, "c1", null),
                (ChangeKind.Milestone, null, "m2"),
                (ChangeKind.Correction, null, "m3"),
                (ChangeKind.Milestone, null, "m5"),
                (ChangeKind.Correction, null, "m4"),
                (ChangeKind.Correction, null, "m6"),
                (ChangeKind.Created, null, null),
            ]);

        Task BecomesAsync(string before, string then, int changes = 1) =>
            TakenAsync(netflix.Replace(before, then, StringComparison.Ordinal), changes);

        Task LatestAsync(int changes, params string[] milestones) =>
            TakenAsync(Latest().Replace(netflix, $"\"latestMilestone\":{milestones[0]}"), changes, milestones);

        async Task TakenAsync(string then, int changes, params string[] milestones)
        {
            then.ShouldNotBe(netflix);
            (netflix, taken) = (then, taken + changes);
            Serve(host, [netflix], milestones);
            await PassAsync(host, async db => await db.Changes.CountAsync() == taken);
        }
    }

    [GeneratedRegex(
        "\"latestMilestone\":.*?\"supersededBy\":[^}]*}",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Latest();

    private static string Milestone(int number, int? by = null)
    {
        var right = by is { } one ? $"\"m{one}\"" : "null";
        return $$$"""
            {"id":"m{{{number}}}","kind":"step","title":{"original":"en","texts":{"en":"Step {{{number}}}"}},"wording":"paraphrase",
            "visibility":"internal","recordedAt":"2026-11-{{{10 + number}}}T07:05:00Z","supersededBy":{{{right}}}}
            """;
    }

    /// <summary>These are all partners that there are; the milestones are of each.</summary>
    private static void Serve(SlackHost host, string[] partners, params string[] milestones)
    {
        host.Bot.Registry.List = FakeRegistry.Always(() => FakeRegistry.Json(Samples.Page(partners)));
        host.Bot.Registry.Partner = (request, _) =>
            Task.FromResult(
                request.RequestUri!.Segments[^1] is var name && name == "milestones"
                    ? milestones.Length > 0
                        ? FakeRegistry.Json(Samples.Page(milestones))
                        : FakeRegistry.Problem(HttpStatusCode.NotFound)
                    : Array.Find(partners, one => one.Contains($"\"id\":\"{name}\"", StringComparison.Ordinal))
                        is { } partner
                        ? FakeRegistry.Json(partner)
                        : FakeRegistry.Problem(HttpStatusCode.NotFound)
            );
    }

    // A minute, and as much more as who is busy needs.
    private static Task PassAsync(SlackHost host, Func<PartnerBotDb, Task<bool>> isSo)
    {
        host.Bot.Time.Advance(Minute);
        return UntilAsync(
            host,
            db =>
            {
                host.Bot.Time.Advance(TimeSpan.FromSeconds(1));
                return isSo(db);
            }
        );
    }

    // The clock stands still: time that passes would end what is being said.
    private static Task UntilAsync(SlackHost host, Func<PartnerBotDb, Task<bool>> isSo)
    {
        var contexts = host.Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        return Patience.UntilAsync(async stop =>
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            return await isSo(db);
        });
    }
}
