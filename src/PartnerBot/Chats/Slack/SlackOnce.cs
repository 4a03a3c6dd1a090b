using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack;

/// <summary>What is done once in a workspace, or not again for a while, whichever replica does it.</summary>
internal sealed class SlackOnce(Memory memory, TimeProvider clock)
{
    /// <summary>Nothing is kept for longer but what is done once for good.</summary>
    public static readonly TimeSpan UnfurlPause = TimeSpan.FromMinutes(30);

    /// <param name="pause">How long it is not done again; null is for good.</param>
    /// <returns>Whether it is to be done now; true for one of all who ask.</returns>
    public async Task<bool> ClaimAsync(string team, string key, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var before = pause is { } some ? now - some.Ticks : 0;
        var claimed = 0;
        await memory.TryAsync(
            async (db, until) =>
                claimed = await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "SlackOnce" ("Team", "Key", "At") VALUES ({team}, {key}, {now})
                    ON CONFLICT ("Team", "Key") DO UPDATE SET "At" = excluded."At" WHERE "SlackOnce"."At" <= {before}
                    """,
                    until
                ),
            cancellationToken
        );
        return claimed == 1;
    }

    /// <summary>It could not be done.</summary>
    public Task ReturnAsync(string team, string key, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) => db.SlackOnce.Where(row => row.Team == team && row.Key == key).ExecuteDeleteAsync(until),
            cancellationToken
        );
}
