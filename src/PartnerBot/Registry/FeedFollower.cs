namespace PartnerBot.Registry;

/// <summary>
/// Keeps the list of partners as the registry's feed says: it waits for entries, and has them taken in. A registry without a
/// feed is asked for one every 10 minutes.
/// </summary>
internal sealed partial class FeedFollower(
    RegistryClient registry,
    FeedReader reader,
    PartnerSnapshots snapshots,
    TimeProvider time,
    ILogger log,
    CancellationToken ended
)
{
    /// <summary>How long the registry is to wait for an entry where there is none.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);

    /// <summary>What was imported silently is in no feed.</summary>
    private static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WithoutFeed = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WithoutWaiting = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

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
                reader.Lost = true;
            }

            await Task.Delay(pause, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <returns>False where there is no feed.</returns>
    private async Task<bool> StepAsync()
    {
        var moved = reader.Moved; // before the position, or a move in between would be missed
        var after = reader.Position;
        if (after == FeedReader.Nowhere)
        {
            return await reader.StartAsync();
        }

        KeepWhole();
        var begun = time.GetTimestamp();
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ended, moved);
        try
        {
            var wait = reader.Lost ? 0 : (int)Wait.TotalSeconds; // to know at once that it is back
            var page = await registry.ReadFeedAsync(after, FeedReader.PageSize, wait, until.Token);
            var taken = await reader.TakeAsync(page, after);
            if (wait > 0 && page?.Changes.Count == 0 && time.GetElapsedTime(begun) < ShortestPause)
            {
                await Task.Delay(WithoutWaiting, time, until.Token); // this registry does not wait
            }

            return taken;
        }
        catch (OperationCanceledException) when (moved.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>Reads all when it is time, when that failed, or when so many have changed that an index of all is worth it.</summary>
    private void KeepWhole()
    {
        var list = snapshots.Now?.List;
        if (list?.Replaced.Count > Math.Max(FeedReader.MostSingly, list?.Whole.Count / 100 ?? 0) || snapshots.Failed)
        {
            _ = snapshots.Read(PartnerDirectory.Apart(snapshots.Took));
        }
        else
        {
            _ = snapshots.Read(WholeEvery);
        }
    }

    private void Lose(string reason)
    {
        if (!reader.Lost)
        {
            LogLost(log, reason);
            _ = snapshots.Now is null ? snapshots.Read(PartnerDirectory.BetweenReads) : null;
        }

        reader.Lost = true;
    }

    [LoggerMessage(13, LogLevel.Error, "The registry's feed could not be followed")]
    private static partial void LogDefect(ILogger logger, Exception exception);

    [LoggerMessage(
        12,
        LogLevel.Information,
        "The registry's feed can't be followed ({Reason}); until it can, the list of partners is read while somebody asks"
    )]
    private static partial void LogLost(ILogger logger, string reason);
}
