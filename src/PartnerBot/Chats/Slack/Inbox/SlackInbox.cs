using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack.Inbox;

/// <summary>An event that is taken up.</summary>
/// <param name="Attempt">1 the first time; at more, somebody began and did not come to an end.</param>
internal sealed record KeptEvent(string Team, string Id, string Body, DateTimeOffset Due, int Attempt);

/// <summary>The events that Slack has delivered, kept before it is told so: each is acted upon once, whatever restarts meanwhile.</summary>
internal sealed class SlackInbox(Memory memory, TimeProvider clock)
{
    /// <summary>Longer than an event takes; then another replica takes it up.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Slack delivers for up to a day what could not be delivered.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    private const int Many = 50;

    /// <summary>An event whose handling breaks the process each time is not tried for ever.</summary>
    private const int MostAttempts = 5;

    /// <summary>Keeps it, taken up by whoever keeps it.</summary>
    /// <returns>Whether it is kept, without which Slack is to deliver it again; and it, where it is new.</returns>
    public async Task<(bool IsKept, KeptEvent? New)> KeepAsync(
        string team,
        string id,
        string body,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var due = now + Lease;
        var added = 0;
        var kept = await memory.TryAsync(
            async (db, until) =>
                added = await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "SlackEvent" ("Team", "Id", "Body", "ReceivedAt", "Due", "Attempts")
                    VALUES ({team}, {id}, {body}, {now.UtcTicks}, {due.UtcTicks}, 1)
                    ON CONFLICT ("Team", "Id") DO NOTHING
                    """,
                    until
                ),
            cancellationToken
        );
        return (kept, added == 1 ? new(team, id, body, due, Attempt: 1) : null);
    }

    /// <summary>Takes up what nobody came to an end with.</summary>
    public async Task<IReadOnlyList<KeptEvent>> TakeDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<KeptEvent> taken = [];
        await memory.TryAsync(
            async (db, until) =>
            {
                var due = await db
                    .SlackEvents.AsNoTracking()
                    .Where(row => row.Body != null && row.Due <= now && row.Attempts < MostAttempts)
                    .OrderBy(row => row.ReceivedAt)
                    .Take(Many)
                    .ToListAsync(until);
                foreach (var row in due)
                {
                    if (await TakeAsync(db, row, now + Lease, until))
                    {
                        taken.Add(new(row.Team, row.Id, row.Body!, now + Lease, row.Attempts + 1));
                    }
                }
            },
            cancellationToken
        );
        return taken;
    }

    /// <summary>Its turn has come, perhaps long after it was taken up.</summary>
    /// <returns>It as it is taken up now; null where somebody else has it, or nobody can say.</returns>
    public async Task<KeptEvent?> RenewAsync(KeptEvent one, CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() + Lease;
        var renewed = 0;
        await memory.TryAsync(
            async (db, until) =>
                renewed = await db
                    .SlackEvents.Where(row =>
                        row.Team == one.Team && row.Id == one.Id && row.Due == one.Due && row.Body != null
                    )
                    .ExecuteUpdateAsync(row => row.SetProperty(all => all.Due, due), until),
            cancellationToken
        );
        return renewed == 1 ? one with { Due = due } : null;
    }

    /// <summary>It was acted upon. That it came is kept, so that it is not acted upon again.</summary>
    public Task DoneAsync(KeptEvent one, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) =>
                db
                    .SlackEvents.Where(row => row.Team == one.Team && row.Id == one.Id && row.Due == one.Due)
                    .ExecuteUpdateAsync(
                        row =>
                            row.SetProperty(all => all.Body, (string?)null)
                                .SetProperty(all => all.Due, DateTimeOffset.MaxValue),
                        until
                    ),
            cancellationToken
        );

    /// <summary>Forgets what Slack delivers no more.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var (events, once) = (clock.GetUtcNow() - KeptFor, clock.GetUtcNow() - SlackOnce.UnfurlPause);
        return memory.TryAsync(
            async (db, until) =>
            {
                await db.SlackEvents.Where(row => row.ReceivedAt < events).ExecuteDeleteAsync(until);
                await db
                    .SlackOnce.Where(row => row.At < once && row.Key.StartsWith(Unfurls.Prefix))
                    .ExecuteDeleteAsync(until);
            },
            cancellationToken
        );
    }

    // By one of all replicas.
    private static async Task<bool> TakeAsync(
        PartnerBotDb db,
        SlackEventRow row,
        DateTimeOffset due,
        CancellationToken cancellationToken
    ) =>
        await db
            .SlackEvents.Where(one => one.Team == row.Team && one.Id == row.Id && one.Due == row.Due)
            .ExecuteUpdateAsync(
                one => one.SetProperty(all => all.Due, due).SetProperty(all => all.Attempts, all => all.Attempts + 1),
                cancellationToken
            ) == 1;
}
