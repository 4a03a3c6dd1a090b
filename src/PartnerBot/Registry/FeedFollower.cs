using System.Collections.Concurrent;

namespace PartnerBot.Registry;

/// <summary>
/// Keeps the list of partners as the registry's feed says: it waits for entries, and reads anew just the partners that they
/// name. A registry without a feed is asked for one every 10 minutes.
/// </summary>
#pragma warning disable CA1001 // It ends with the process, and somebody may still be waiting then.
internal sealed partial class FeedFollower(
#pragma warning restore CA1001
    RegistryClient registry,
    PartnerSnapshots snapshots,
    TimeProvider time,
    ILogger log,
    CancellationToken ended
)
{
    /// <summary>How long the registry is to wait for an entry where there is none.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);

    private const int PageSize = 1000;
    private const int AtOnce = 8;

    /// <summary>So many partners are read one by one; for more, reading all is less work.</summary>
    private const int MostSingly = 200;

    /// <summary>No place in the feed: it has none, or the list has yet to be read from the start.</summary>
    private const long Nowhere = -1;

    /// <summary>What was imported silently is in no feed.</summary>
    private static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WithoutFeed = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WithoutWaiting = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim turn = new(1);
    private CancellationTokenSource moved = new();
    private long position = Nowhere;
    private int readings;
    private volatile bool lost;

    /// <summary>Whether what changes in the registry comes by itself.</summary>
    public bool Follows => Volatile.Read(ref position) != Nowhere && !lost;

    /// <summary>Whether it did, and can't any more.</summary>
    public bool Lost => Volatile.Read(ref position) != Nowhere && lost;

    /// <summary>Until the end of the service.</summary>
    public async Task RunAsync()
    {
        var pause = ShortestPause;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                if (await StepAsync())
                {
                    pause = ShortestPause;
                    continue;
                }

                _ = snapshots.Read(PartnerDirectory.BetweenReads);
                await Task.Delay(WithoutFeed, time, ended);
                continue;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (RegistryUnavailableException exception)
            {
                Lose(exception.Message);
            }
#pragma warning disable CA1031 // Nobody waits for this, so that it would be lost.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogDefect(log, exception);
                lost = true;
            }

            await Task.Delay(pause, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

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
                more = await TakeAsync(page, after) && position < page!.Head;
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

    /// <returns>False where there is no feed.</returns>
    private async Task<bool> StepAsync()
    {
        var move = Volatile.Read(ref moved).Token; // before the position, or a move in between would be missed
        var after = Volatile.Read(ref position);
        if (after == Nowhere)
        {
            return await InTurnAsync(StartAsync);
        }

        KeepWhole();
        var begun = time.GetTimestamp();
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ended, move);
        try
        {
            var wait = lost ? 0 : (int)Wait.TotalSeconds; // to know at once that it is back
            var page = await registry.ReadFeedAsync(after, PageSize, wait, until.Token);
            var taken = await InTurnAsync(() => TakeAsync(page, after));
            if (wait > 0 && page?.Changes.Count == 0 && time.GetElapsedTime(begun) < ShortestPause)
            {
                await Task.Delay(WithoutWaiting, time, until.Token); // this registry does not wait
            }

            return taken;
        }
        catch (OperationCanceledException) when (move.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>Notes where the feed ends, and then reads all: what comes after is in the feed.</summary>
    /// <returns>False where there is no feed.</returns>
    private async Task<bool> StartAsync()
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

    /// <param name="after">The sequence that the page was asked for with.</param>
    /// <returns>False where there is no feed.</returns>
    private async Task<bool> TakeAsync(FeedPage? page, long after)
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
            return await StartAsync();
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

    /// <summary>Reads all when it is time, when that failed, or when so many have changed that an index of all is worth it.</summary>
    private void KeepWhole()
    {
        var list = snapshots.Now?.List;
        if (list?.Replaced.Count > Math.Max(MostSingly, list?.Whole.Count / 100 ?? 0) || snapshots.Failed)
        {
            _ = snapshots.Read(PartnerDirectory.Apart(snapshots.Took));
        }
        else
        {
            _ = snapshots.Read(WholeEvery);
        }
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

    private void Lose(string reason)
    {
        if (!lost)
        {
            LogLost(log, reason);
            _ = snapshots.Now is null ? snapshots.Read(PartnerDirectory.BetweenReads) : null;
        }

        lost = true;
    }

    [LoggerMessage(13, LogLevel.Error, "The registry's feed could not be followed")]
    private static partial void LogDefect(ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Information, "The registry's feed is followed from {Sequence} on")]
    private static partial void LogFollowing(ILogger logger, long sequence);

    [LoggerMessage(
        12,
        LogLevel.Information,
        "The registry's feed can't be followed ({Reason}); until it can, the list of partners is read while somebody asks"
    )]
    private static partial void LogLost(ILogger logger, string reason);
}
