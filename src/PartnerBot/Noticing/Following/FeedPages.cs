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
}

/// <summary>Takes in the registry's feed a page at a time, from the stored bookmark on. At the first start nothing old is told.</summary>
internal sealed partial class FeedPages(
    RegistryClient registry,
    IDbContextFactory<PartnerBotDb> contexts,
    ChangeIntake intake,
    ILogger<FeedPages> log
)
{
    private const int PageSize = 1000;

    /// <param name="wait">How long the registry is to wait for an entry where there is none.</param>
    /// <exception cref="RegistryUnavailableException">Feed or partner can't be read now.</exception>
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
            return FeedStep.NoFeed;
        }

        if (from.Derived || page.Head < after)
        {
            // It was restored from a backup, or has become one with a feed: what was compared until now holds.
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
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Bookmark" ("Name", "Position", "Ahead", "Derived")
            VALUES ({BookmarkRow.Registry}, {start?.Head ?? 0L}, 0, {false})
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
}
