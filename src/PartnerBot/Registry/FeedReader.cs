using System.Collections.Concurrent;

namespace PartnerBot.Registry;

/// <summary>
/// Where in the registry's feed the list of partners stands. What the feed has gained is taken in by one at a time: just the
/// partners that it names are read anew.
/// </summary>
#pragma warning disable CA1001 // It ends with the process, and somebody may still be waiting then.
internal sealed partial class FeedReader(
#pragma warning restore CA1001
    RegistryClient registry,
    PartnerSnapshots snapshots,
    ILogger log,
    CancellationToken ended
)
{
    public const int PageSize = 1000;

    /// <summary>So many partners are read one by one; for more, reading all is less work.</summary>
    public const int MostSingly = 200;

    /// <summary>No place in the feed: it has none, or the list has yet to be read from the start.</summary>
    public const long Nowhere = -1;

    private const int AtOnce = 8;

    private readonly SemaphoreSlim turn = new(1);
    private CancellationTokenSource moved = new();
    private long position = Nowhere;
    private int readings;
    private volatile bool lost;

    /// <summary>The last sequence that was taken in, or <see cref="Nowhere"/>.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>Cancelled when who waits for entries after the position need wait no longer, because it is another.</summary>
    public CancellationToken Moved => Volatile.Read(ref moved).Token;

    /// <summary>Whether the registry could not be asked for the feed the last time.</summary>
    public bool Lost
    {
        get => lost;
        set => lost = value;
    }

    /// <summary>Whether what changes in the registry comes by itself.</summary>
    public bool Follows => Position != Nowhere && !lost;

    /// <summary>Takes in what the feed has gained by now, unless somebody does so between the call and its turn.</summary>
    public async Task CatchUpAsync()
    {
        var before = Volatile.Read(ref readings);
        try
        {
            await turn.WaitAsync(ended);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            var more = before == readings;
            while (more && position != Nowhere)
            {
                readings++;
                var after = position;
                var page = await registry.ReadFeedAsync(after, PageSize, wait: 0, ended);
                more = await TakeInTurnAsync(page, after) && position < page!.Head;
            }
        }
        catch (Exception exception) when (exception is RegistryUnavailableException or OperationCanceledException)
        {
            // Who waits for entries meets the same, and says so.
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Notes where the feed ends, and then reads all: what comes after is in the feed.</summary>
    /// <returns>False where there is no feed.</returns>
    /// <exception cref="RegistryUnavailableException">Feed or list can't be read.</exception>
    public Task<bool> StartAsync() => InTurnAsync(StartInTurnAsync);

    /// <summary>Takes in a page.</summary>
    /// <param name="page">Null where it turned out that there is no feed.</param>
    /// <param name="after">The sequence that the page was asked for with.</param>
    /// <returns>False where there is no feed.</returns>
    /// <exception cref="RegistryUnavailableException">A partner that it names can't be read.</exception>
    public Task<bool> TakeAsync(FeedPage? page, long after) => InTurnAsync(() => TakeInTurnAsync(page, after));

    private async Task<bool> StartInTurnAsync()
    {
        if (position != Nowhere)
        {
            return true; // It was done by who had the turn before.
        }

        if (await registry.ReadFeedAsync(after: 0, limit: 1, wait: 0, ended) is not { } start)
        {
            return false;
        }

        if (!await snapshots.ReadAnew())
        {
            ended.ThrowIfCancellationRequested();
            throw new RegistryUnavailableException("the list of partners can't be read");
        }

        Find(start.Head);
        return true;
    }

    private async Task<bool> TakeInTurnAsync(FeedPage? page, long after)
    {
        if (position < after)
        {
            return true; // It was begun anew while this page was on its way.
        }

        if (page is null)
        {
            Move(Nowhere);
            return false;
        }

        if (page.Head < after)
        {
            // The registry was restored from a backup: what it says now counts, and what was read since is no more.
            Move(Nowhere);
            return await StartInTurnAsync();
        }

        try
        {
            await ReadAsync([.. page.Changes.Where(change => change.Sequence > position)]);
        }
        catch (RegistryUnavailableException)
        {
            Move(Nowhere); // A partner that can't be read by itself may still be in the list.
            throw;
        }

        Find(Math.Max(position, page.Next));
        if (page.Next >= page.Head && !snapshots.Failed)
        {
            snapshots.Confirm();
        }

        return true;
    }

    private async Task ReadAsync(IReadOnlyList<Change> changes)
    {
        HashSet<PartnerId> changed =
        [
            .. changes
                .Where(change => change.Kind != ChangeKind.Confirmation)
                .Select(change => change.Partner)
                .OfType<PartnerId>(),
        ];
        if (changed.Count > MostSingly || changes.Any(change => change.Partner is null))
        {
            _ = snapshots.ReadAnew();
        }

        if (changed.Count is 0 or > MostSingly)
        {
            return;
        }

        var now = new ConcurrentDictionary<PartnerId, PartnerSummary?>();
        await Parallel.ForEachAsync(
            changed,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ended },
            async (id, stop) => now[id] = (await registry.ReadPartnerAnewAsync(id, stop))?.ToSummary()
        );
        snapshots.Mend(now);
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await turn.WaitAsync(ended);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private void Find(long sequence)
    {
        if (!Follows)
        {
            LogFollowing(log, sequence);
        }

        lost = false;
        if (position == Nowhere)
        {
            Move(sequence);
        }

        Volatile.Write(ref position, sequence);
    }

    /// <summary>Who waits for entries after another sequence need wait no longer.</summary>
    private void Move(long sequence)
    {
        Volatile.Write(ref position, sequence);
        Interlocked.Exchange(ref moved, new()).Cancel();
    }

    [LoggerMessage(11, LogLevel.Information, "The registry's feed is followed from {Sequence} on")]
    private static partial void LogFollowing(ILogger logger, long sequence);
}
