using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>
/// What was told, on its way into the database: all that gathers while the last of it is written goes in one transaction, so
/// that no answer waits for it.
/// </summary>
internal sealed class ToldQueue(Memory memory)
{
    /// <summary>More than gathers in 3 s; a database that is slower costs the memory of what is beyond.</summary>
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private List<ToldRow> gathered = [];
    private Task written = Task.CompletedTask;

    /// <summary>Is done when all that was added so far is in the database, or lost there.</summary>
    public Task Written
    {
        get
        {
            lock (gate)
            {
                return written;
            }
        }
    }

    public void Add(IEnumerable<ToldRow> rows)
    {
        lock (gate)
        {
            if (gathered.Count == 0)
            {
                var before = written;
                // Behind the questions that wait already, so that their rows are in it.
                written = Task
                    .Factory.StartNew(
                        () => WriteAsync(before),
                        CancellationToken.None,
                        TaskCreationOptions.PreferFairness,
                        TaskScheduler.Default
                    )
                    .Unwrap();
            }

            gathered.AddRange(rows.Take(Most - gathered.Count));
        }
    }

    private async Task WriteAsync(Task before)
    {
        await before;
        List<ToldRow> rows;
        lock (gate)
        {
            (rows, gathered) = (gathered, []);
        }

        await memory.TryAsync(
            async (db, until) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                foreach (var row in Newest(rows))
                {
                    await WriteAsync(db, row, until);
                }

                await transaction.CommitAsync(until);
            },
            CancellationToken.None
        );
    }

    // Of what one asker was told of one partner meanwhile, the last is all that is kept.
    private static List<ToldRow> Newest(List<ToldRow> rows)
    {
        var newest = new Dictionary<(string, string, string, string), ToldRow>();
        foreach (var row in rows)
        {
            var key = (row.Platform, row.Realm, row.Id, row.Partner);
            newest[key] = newest.TryGetValue(key, out var before) && row.Facts is null ? row.With(before) : row;
        }

        return [.. newest.Values];
    }

    // One statement that both stores know, so that two questions at once can't collide.
    private static Task<int> WriteAsync(PartnerBotDb db, ToldRow row, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Told" ("Platform", "Realm", "Id", "Partner", "Conversation", "At", "StatusAt", "Facts")
            VALUES ({row.Platform}, {row.Realm}, {row.Id}, {row.Partner}, {row.Conversation}, {row.At.UtcTicks}, {row.StatusAt?.UtcTicks}, {row.Facts})
            ON CONFLICT ("Platform", "Realm", "Id", "Partner")
            DO UPDATE SET
                "Conversation" = excluded."Conversation",
                "At" = excluded."At",
                "StatusAt" = COALESCE(excluded."StatusAt", "Told"."StatusAt"),
                "Facts" = COALESCE(excluded."Facts", "Told"."Facts")
            """,
            cancellationToken
        );
}
