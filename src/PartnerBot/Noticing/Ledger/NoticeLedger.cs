using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>
/// The ledger of notices, which is the queue too. What waits for one recipient is a lane, which one courier takes up at a time,
/// under a lease. A database that fails throws.
/// </summary>
internal sealed class NoticeLedger(IDbContextFactory<PartnerBotDb> contexts, TimeProvider clock)
{
    /// <summary>Adds notices to the transaction of the context; what is in the ledger already stays as it is.</summary>
    public static async Task AddAsync(
        PartnerBotDb db,
        IReadOnlyCollection<NewNotice> notices,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (notices.Count == 0)
        {
            return;
        }

        List<AddedNotice> rows =
        [
            .. notices
                .OrderBy(notice => notice.Sequence)
                .Select(notice => new AddedNotice(notice.Recipient.Key, notice.Sequence, notice.Partner)),
        ];
        List<OpenedLane> lanes =
        [
            .. notices
                .DistinctBy(notice => notice.Recipient)
                .OrderBy(notice => notice.Recipient.Key, StringComparer.Ordinal)
                .Select(notice => new OpenedLane(notice.Recipient.Key, notice.Platform, notice.Realm)),
        ];
        await ExecuteAsync(db, LedgerSql.AddNotices, [LedgerJson.Write(rows), now.UtcTicks], cancellationToken);
        var opened = LedgerJson.Write(lanes);
        await LockAsync(db, opened, cancellationToken);
        await ExecuteAsync(db, LedgerSql.OpenLanes, [opened, now.UtcTicks], cancellationToken);
        await ExecuteAsync(db, LedgerSql.TryAgain, [opened, now.UtcTicks], cancellationToken);
    }

    /// <summary>Where something is due that nobody has taken up.</summary>
    public async Task<IReadOnlyList<Realm>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db
            .Lanes.Where(lane => lane.Due != null && lane.Due <= now && lane.LeasedUntil <= now)
            .Select(lane => new { lane.Platform, lane.Realm })
            .Distinct()
            .ToListAsync(cancellationToken);
        return due.ConvertAll(realm => new Realm(realm.Platform, realm.Realm));
    }

    /// <summary>How many lanes are due there, up to so many.</summary>
    public async Task<int> CountAsync(Realm realm, int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db
            .Lanes.Where(lane =>
                lane.Platform == realm.Platform
                && lane.Realm == realm.Name
                && lane.Due != null
                && lane.Due <= now
                && lane.LeasedUntil <= now
            )
            .Take(most)
            .CountAsync(cancellationToken);
    }

    /// <summary>Takes up lanes, with the first of what is open in each. They are the caller's alone once this is back.</summary>
    /// <param name="owner">Who takes them up, and nobody else.</param>
    /// <param name="most">How many lanes.</param>
    /// <param name="deep">How many notices of each; more where it would else part what was begun in one message.</param>
    public async Task<IReadOnlyList<TakenLane>> TakeAsync(
        Realm realm,
        string owner,
        int most,
        int deep,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sql = LedgerSql.For(db, LedgerSql.Claim);
        var lanes = await db
            .Lanes.FromSqlRaw(sql, owner, (now + lease).UtcTicks, realm.Platform, realm.Name, now.UtcTicks, most)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (lanes.Count == 0)
        {
            return [];
        }

        var keys = LedgerJson.Write<string>(lanes.ConvertAll(lane => lane.Recipient));
        var read = db.Database.IsNpgsql() ? LedgerSql.ReadOnPostgres : LedgerSql.ReadOnSqlite;
        var open = await db.Notices.FromSqlRaw(read, keys, deep).AsNoTracking().ToListAsync(cancellationToken);
        open.AddRange(await RestOfMessagesAsync(db, open, deep, cancellationToken));
        var byLane = open.ToLookup(notice => notice.Recipient, StringComparer.Ordinal);
        return lanes.ConvertAll(lane => new TakenLane(
            lane,
            [.. byLane[lane.Recipient].OrderBy(notice => notice.Sequence)],
            IsWhole: byLane[lane.Recipient].Count() < deep
        ));
    }

    // By its one name a message is looked for: a part of it under that name would be taken for all of it.
    private static async Task<List<NoticeRow>> RestOfMessagesAsync(
        PartnerBotDb db,
        List<NoticeRow> open,
        int deep,
        CancellationToken cancellationToken
    )
    {
        var cut = open.GroupBy(row => row.Recipient).Where(lane => lane.Count() >= deep).SelectMany(lane => lane);
        List<NoticeRow> begun = [.. cut.Where(row => row.Message is not null)];
        List<string> messages = [.. begun.Select(row => row.Message!).Distinct()];
        if (messages.Count == 0)
        {
            return [];
        }

        List<string> recipients = [.. begun.Select(row => row.Recipient).Distinct()];
        List<long> known = [.. begun.Select(row => row.Id)];
        return await db
            .Notices.AsNoTracking()
            .Where(row => EF.Parameter(recipients).Contains(row.Recipient) && messages.Contains(row.Message!))
            .Where(row =>
                row.State == NoticeState.Pending
                || row.State == NoticeState.Sending
                || (row.State == NoticeState.Unknown && !row.Repeated)
            )
            .Where(row => !EF.Parameter(known).Contains(row.Id))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Notes that these are told from now on.</summary>
    /// <returns>The ids of those that nobody else has begun meanwhile.</returns>
    public Task<IReadOnlySet<long>> BeginAsync(IReadOnlyList<Beginning> begun, CancellationToken cancellationToken) =>
        BeginAsync(LedgerSql.Begin, begun, cancellationToken);

    /// <summary>Notes that these, which are begun, are told elsewhere from now on; it is the same attempt.</summary>
    /// <returns>The ids of those that are still the caller's.</returns>
    public Task<IReadOnlySet<long>> BeginElsewhereAsync(
        IReadOnlyList<Beginning> begun,
        CancellationToken cancellationToken
    ) => BeginAsync(LedgerSql.BeginElsewhere, begun, cancellationToken);

    private async Task<IReadOnlySet<long>> BeginAsync(
        string how,
        IReadOnlyList<Beginning> begun,
        CancellationToken cancellationToken
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sql = LedgerSql.For(db, how);
        var ids = await db
            .Database.SqlQueryRaw<long>(sql, LedgerJson.Write(begun), clock.GetUtcNow().UtcTicks)
            .ToListAsync(cancellationToken);
        return ids.ToHashSet();
    }

    /// <summary>Notes what became of notices and leaves their lanes, those that are still the owner's.</summary>
    /// <param name="reached">The rooms in which something was told.</param>
    /// <returns>Whether one of those is due again at once.</returns>
    public async Task<bool> FinishAsync(
        string owner,
        IReadOnlyList<Outcome> outcomes,
        IReadOnlyList<LaneEnd> lanes,
        IReadOnlyList<ThreadRow> threads,
        IReadOnlyList<string> reached,
        CancellationToken cancellationToken
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (outcomes.Count > 0)
        {
            await ExecuteAsync(db, LedgerSql.FinishNotices, [LedgerJson.Write(outcomes)], cancellationToken);
        }

        foreach (var thread in threads)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Thread" ("Recipient", "Partner", "Root")
                VALUES ({thread.Recipient}, {thread.Partner}, {thread.Root})
                ON CONFLICT ("Recipient", "Partner") DO NOTHING
                """,
                cancellationToken
            );
        }

        await Reachable.ReachedAsync(db, reached, cancellationToken);
        var ends = LedgerJson.Write<LaneEnd>([.. lanes.OrderBy(lane => lane.Recipient, StringComparer.Ordinal)]);
        await LockAsync(db, ends, cancellationToken);
        var now = clock.GetUtcNow().UtcTicks;
        var due = await db
            .Database.SqlQueryRaw<long?>(LedgerSql.For(db, LedgerSql.CloseLanes), ends, now, owner)
            .ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Exists(at => at <= now);
    }

    /// <summary>What a service that ended had taken up is free again; for a database that one service has to itself.</summary>
    public async Task FreeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!db.Database.IsNpgsql())
        {
            await db
                .Lanes.Where(lane => lane.Owner != null)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(lane => lane.Owner, (string?)null)
                            .SetProperty(lane => lane.LeasedUntil, DateTimeOffset.MinValue),
                    cancellationToken
                );
        }
    }

    private static async Task LockAsync(PartnerBotDb db, string lanes, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            var sql = LedgerSql.For(db, LedgerSql.LockLanes);
            await db.Database.SqlQueryRaw<string>(sql, lanes).ToListAsync(cancellationToken);
        }
    }

    private static Task<int> ExecuteAsync(
        PartnerBotDb db,
        string sql,
        object[] arguments,
        CancellationToken cancellationToken
    ) => db.Database.ExecuteSqlRawAsync(LedgerSql.For(db, sql), arguments, cancellationToken);
}

/// <summary>A lane with the first of what is open in it, in order.</summary>
/// <param name="IsWhole">Nothing else is open in it.</param>
internal sealed record TakenLane(LaneRow Lane, IReadOnlyList<NoticeRow> Open, bool IsWhole)
{
    public Recipient Recipient { get; } = new(Lane.Recipient);
}
