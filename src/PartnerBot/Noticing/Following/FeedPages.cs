using Microsoft.EntityFrameworkCore;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

internal enum FeedStep
{
    /// <summary>Something was taken in, by us or somebody else, and there may be more.</summary>
    Taken,

    /// <summary>The feed has not grown.</summary>
    Nothing,

    /// <summary>The registry keeps none.</summary>
    NoFeed,

    /// <summary>It has become one that keeps a feed, which is followed from the next step on; until then it is compared.</summary>
    Compared,

    /// <summary>The registry says that it keeps none, and has kept one until now.</summary>
    Lost,
}

/// <summary>Takes in the registry's feed a page at a time, from the stored bookmark on. At the first start nothing old is told.</summary>
internal sealed partial class FeedPages(
    RegistryClient registry,
    IDbContextFactory<PartnerBotDb> contexts,
    ChangeIntake intake,
    Comparing comparing,
    ILogger<FeedPages> log
)
{
    private const int PageSize = 1000;

    /// <param name="wait">How long the registry is to wait for an entry where there is none.</param>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked now.</exception>
    public async Task<FeedStep> StepAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (await BookmarkAsync(cancellationToken) is not { } from)
        {
            return await StartAsync(cancellationToken);
        }

        await intake.TakeUnreadAsync(from, cancellationToken);
        var after = Math.Max(0, from.Position - from.Ahead);
        var seconds = from.Derived ? 0 : (int)wait.TotalSeconds;
        if (await registry.ReadFeedAsync(after, PageSize, seconds, cancellationToken) is not { } page)
        {
            return from.IsOfFeed ? FeedStep.Lost : FeedStep.NoFeed;
        }

        if (from.Derived)
        {
            return await GoOverAsync(page.Head, cancellationToken);
        }

        if (page.Head < after || !from.IsOfFeed)
        {
            // It was restored from a backup, or has become one with a feed before anything was told.
            LogRestarted(after, page.Head);
            await ResumeAsync(from, page.Head, cancellationToken);
            return FeedStep.Taken;
        }

        if (page.Changes.Count == 0)
        {
            return FeedStep.Nothing;
        }

        Step.Note(Step.PageRead);
        await intake.TakeAsync(from, page.Changes, page.Next + from.Ahead, cancellationToken);
        return FeedStep.Taken;
    }

    // What was compared is all that the feed has up to its head, unless one can't be read or that has moved on; then it is tried again.
    private async Task<FeedStep> GoOverAsync(long head, CancellationToken cancellationToken)
    {
        var isWhole = await comparing.StepAsync(cancellationToken);
        var after = await registry.ReadFeedAsync(head, limit: 1, wait: 0, cancellationToken);
        if (!isWhole || after?.Head != head || await BookmarkAsync(cancellationToken) is not { } from)
        {
            return FeedStep.Compared;
        }

        LogHasFeed(head);
        await ResumeAsync(from, head, cancellationToken);
        return FeedStep.Taken;
    }

    private async Task<BookmarkRow?> BookmarkAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db
            .Bookmarks.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Name == BookmarkRow.Registry, cancellationToken);
    }

    private async Task<FeedStep> StartAsync(CancellationToken cancellationToken)
    {
        var start = await registry.ReadFeedAsync(after: 0, limit: 1, wait: 0, cancellationToken);
        var (head, ahead) = start is null ? (0L, 1L) : (start.Head, 0L); // see BookmarkRow.Ahead
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Bookmark" ("Name", "Position", "Ahead", "Derived")
            VALUES ({BookmarkRow.Registry}, {head}, {ahead}, {false})
            ON CONFLICT ("Name") DO NOTHING
            """,
            cancellationToken
        );
        LogStarted(start?.Head);
        return start is null ? FeedStep.NoFeed : FeedStep.Taken;
    }

    private async Task ResumeAsync(BookmarkRow from, long head, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db
            .Bookmarks.Where(row => row.Name == from.Name && row.Position == from.Position && row.Ahead == from.Ahead)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Ahead, from.Position - head).SetProperty(one => one.Derived, false),
                cancellationToken
            );
    }

    [LoggerMessage(62, LogLevel.Information, "Changes are told from sequence {Head} of the registry's feed on")]
    private partial void LogStarted(long? head);

    [LoggerMessage(
        63,
        LogLevel.Warning,
        "The registry's feed ends at {Head}, before {After} where it was read last: it seems to be restored from a backup, and is followed from its end on"
    )]
    private partial void LogRestarted(long after, long head);

    [LoggerMessage(86, LogLevel.Information, "The registry keeps a feed now, and is followed from {Head} on")]
    private partial void LogHasFeed(long head);
}
