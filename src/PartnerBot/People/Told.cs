using Microsoft.EntityFrameworkCore;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>A partner's status as an asker was last told it.</summary>
/// <param name="Facts">JSON of ids and values, without texts.</param>
public sealed record ToldBefore(PartnerId Partner, DateTimeOffset At, string Facts);

/// <summary>A partner that is told of now.</summary>
/// <param name="Facts">Its status as told; null where something else was told.</param>
public sealed record ToldNow(PartnerId Partner, string? Facts = null);

/// <summary>
/// What each asker was told of each partner, and so which they asked about last. It is a convenience, kept for 90 days: see
/// <see cref="Memory"/>.
/// </summary>
public sealed class Told(Memory memory)
{
    /// <summary>For how long a question that names no partner is about the last one.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(12);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>
    /// The partner that the asker asked about last; null where that was elsewhere, more than 12 hours ago, about several at
    /// once, or the database can't say.
    /// </summary>
    /// <param name="conversation">Null is a conversation too: the one of a platform without any.</param>
    public async Task<PartnerId?> LastAsync(
        Asker asker,
        string? conversation,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<ToldRow> newest = [];
        await memory.TryAsync(
            async (db, until) =>
                newest = await Of(db, asker).OrderByDescending(row => row.At).Take(2).ToListAsync(until),
            cancellationToken
        );
        var alone = newest.Count == 1 || (newest.Count == 2 && newest[0].At != newest[1].At);
        return
            alone
            && string.Equals(newest[0].Conversation, conversation, StringComparison.Ordinal)
            && now - newest[0].At <= Recent
            ? new PartnerId(newest[0].Partner)
            : null;
    }

    /// <summary>The partners that the asker asked about, wherever, the last first.</summary>
    public async Task<IReadOnlyList<PartnerId>> NewestAsync(Asker asker, int most, CancellationToken cancellationToken)
    {
        List<string> newest = [];
        await memory.TryAsync(
            async (db, until) =>
                newest = await Of(db, asker)
                    .OrderByDescending(row => row.At)
                    .ThenBy(row => row.Partner)
                    .Select(row => row.Partner)
                    .Take(most)
                    .ToListAsync(until),
            cancellationToken
        );
        return newest.ConvertAll(id => new PartnerId(id));
    }

    /// <summary>Which of these partners' status the asker was told before.</summary>
    public async Task<IReadOnlyList<ToldBefore>> FindAsync(
        Asker asker,
        IEnumerable<PartnerId> partners,
        CancellationToken cancellationToken
    )
    {
        List<string> ids = [.. partners.Select(partner => partner.Value)];
        List<ToldBefore> found = [];
        await memory.TryAsync(
            async (db, until) =>
                found = await Of(db, asker)
                    .Where(row => ids.Contains(row.Partner) && row.StatusAt != null && row.Facts != null)
                    .Select(row => new ToldBefore(new(row.Partner), row.StatusAt!.Value, row.Facts!))
                    .ToListAsync(until),
            cancellationToken
        );
        return found;
    }

    public Task RememberAsync(
        Asker asker,
        string? conversation,
        IReadOnlyCollection<ToldNow> partners,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        memory.TryAsync(
            async (db, until) =>
            {
                await Of(db, asker).Where(row => row.At < at - Kept).ExecuteDeleteAsync(until);
                foreach (var partner in partners)
                {
                    await RememberAsync(db, asker, conversation, partner, at, until);
                }
            },
            cancellationToken
        );

    /// <summary>Forgets what is older than 90 days.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) => db.Told.Where(row => row.At < now - Kept).ExecuteDeleteAsync(until),
            cancellationToken
        );

    private static IQueryable<ToldRow> Of(PartnerBotDb db, Asker asker) =>
        db.Told.Where(row => row.Platform == asker.Platform && row.Realm == asker.Realm && row.Id == asker.Id);

    // One statement that both stores know, so that two questions at once can't collide.
    private static Task<int> RememberAsync(
        PartnerBotDb db,
        Asker asker,
        string? conversation,
        ToldNow told,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        long? statusAt = told.Facts is null ? null : at.UtcTicks;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Told" ("Platform", "Realm", "Id", "Partner", "Conversation", "At", "StatusAt", "Facts")
            VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {told.Partner.Value}, {conversation}, {at.UtcTicks}, {statusAt}, {told.Facts})
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
}
