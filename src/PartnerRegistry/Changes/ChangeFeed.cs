using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Changes;

/// <summary>Reads the feed: after a sequence, in order, waiting for growth when asked to; or from its end, newest first.</summary>
public sealed class ChangeFeed(IDbContextFactory<RegistryDb> databases, FeedSignal signal, TimeProvider clock)
{
    // Another process on the same database can't ring our signal, so a waiting reader looks this often by itself.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <param name="stopping">Ends the waiting, not the reading.</param>
    /// <returns>At most <paramref name="limit"/> changes; none when the feed did not grow within <paramref name="wait"/>.</returns>
    public async Task<ChangePage> ReadAsync(
        long after,
        int limit,
        TimeSpan wait,
        CancellationToken stopping,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var deadline = clock.GetUtcNow() + wait;
        while (true)
        {
            var grown = signal.Next;
            var page = await ReadNowAsync(after, limit, cancellationToken);
            var left = deadline - clock.GetUtcNow();
            if (page.Changes.Count > 0 || left <= TimeSpan.Zero || stopping.IsCancellationRequested)
            {
                return page;
            }

            await Task.WhenAny(grown, Task.Delay(left < LookAgain ? left : LookAgain, clock, ended.Token));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <returns>Newest first, with the sequence of its last entry as <c>Next</c>; 0 where there is nothing before.</returns>
    public async Task<ChangePage> ReadNewestAsync(FeedSelection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Before the page, which may then be newer than the head says, but never lacks what the head promises.
        var head = await HeadAsync(db, cancellationToken);
        var changes = await selection.NewestFirst(db.Changes.AsNoTracking()).ToListAsync(cancellationToken);
        var next = changes.LastOrDefault()?.Sequence ?? 0;
        return new([.. changes.Select(ChangeView.From)], next, Math.Max(head, changes.FirstOrDefault()?.Sequence ?? 0));
    }

    private async Task<ChangePage> ReadNowAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var changes = await db
            .Changes.AsNoTracking()
            .Where(change => change.Sequence > after)
            .OrderBy(change => change.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
        var next = changes.LastOrDefault()?.Sequence ?? after;
        // A page that is not full ends at the head.
        var head = changes.Count > 0 && changes.Count < limit ? next : await HeadAsync(db, cancellationToken);
        return new([.. changes.Select(ChangeView.From)], next, head);
    }

    private static Task<long> HeadAsync(RegistryDb db, CancellationToken cancellationToken) =>
        db.FeedHead.Select(row => row.Sequence).SingleAsync(cancellationToken);
}

/// <summary>Which changes, newest first.</summary>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
/// <param name="Before">Before this sequence.</param>
public sealed record FeedSelection(
    string? Partner,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    long? Before,
    int Limit
)
{
    internal IQueryable<Change> NewestFirst(IQueryable<Change> changes)
    {
        changes = Partner is null ? changes : changes.Where(change => change.PartnerId == Partner);
        changes = From is null ? changes : changes.Where(change => change.At >= From);
        changes = Until is null ? changes : changes.Where(change => change.At < Until);
        changes = Before is null ? changes : changes.Where(change => change.Sequence < Before);
        return changes.OrderByDescending(change => change.Sequence).Take(Limit);
    }
}

/// <param name="Next">What to ask for next: <c>after=</c> this; <c>before=</c> this where it is newest first.</param>
/// <param name="Head">The newest sequence there is.</param>
public sealed record ChangePage(IReadOnlyList<ChangeView> Changes, long Next, long Head);

/// <param name="Before">What it was, as that kind's JSON; null where there was nothing.</param>
/// <param name="After">What it is; null where nothing is left.</param>
/// <param name="Milestone">Id of the milestone that it came with.</param>
public sealed record ChangeView(
    long Sequence,
    DateTimeOffset At,
    string Actor,
    string? Partner,
    string? Programme,
    ChangeKind Kind,
    string? Field,
    JsonElement? Before,
    JsonElement? After,
    string? Milestone
)
{
    public static ChangeView From(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(
            change.Sequence,
            change.At,
            change.Actor,
            change.PartnerId,
            change.ProgrammeId,
            change.Kind,
            change.Field,
            Parse(change.Before),
            Parse(change.After),
            change.MilestoneId
        );
    }

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
