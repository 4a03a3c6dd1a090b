namespace PartnerBot.Registry;

/// <summary>
/// Every partner's names, so that words can be read as partners without a question to the registry. The whole list is kept
/// in memory. A service follows the registry's feed; without one, and in a command, the list is read anew in the background,
/// at most every 30 s and only while somebody asks.
/// </summary>
public sealed class PartnerDirectory
{
    /// <summary>However much is asked, the whole is begun to be read no more often.</summary>
    internal static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);

    /// <summary>How long somebody who asks waits for a list where there is none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>The same where the registry is inside: it is then only as slow as this process, at a cold start above all.</summary>
    private static readonly TimeSpan PatienceInside = TimeSpan.FromSeconds(15);

    /// <summary>How long for a newer one, where there is an old one.</summary>
    private static readonly TimeSpan PatienceForNewer = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OldAfter = TimeSpan.FromMinutes(2);

    private readonly TimeProvider time;
    private readonly TimeSpan patience;
    private readonly Func<Task> end;
    private readonly PartnerSnapshots snapshots;
    private readonly FeedReader feed;
    private readonly FeedFollower follower;
    private readonly Lock gate = new();
    private Task following = Task.CompletedTask;
    private volatile Task? late;

    public PartnerDirectory(
        RegistryClient registry,
        RegistrySettings settings,
        TimeProvider time,
        ILogger<PartnerDirectory> log
    )
    {
        this.time = time;
        patience = settings.Embedded ? PatienceInside : Patience;
        // Not disposed of: a host may be stopped twice, the second time after its container.
        var ending = new CancellationTokenSource();
        end = ending.CancelAsync;
        snapshots = new(registry, time, log, ending.Token);
        feed = new(registry, snapshots, log, ending.Token);
        follower = new(registry, feed, snapshots, time, log, ending.Token);
        registry.WhenMissing = Miss;
    }

    /// <summary>
    /// Called with each new <see cref="PartnerList.Whole"/>, in the background, before anybody sees it: an index of it can be
    /// made without a question that waits.
    /// </summary>
    public Action<IReadOnlyList<PartnerSummary>>? WhenRead
    {
        get => snapshots.WhenRead;
        set => snapshots.WhenRead = value;
    }

    /// <summary>Whether what changes in the registry comes by itself.</summary>
    internal bool Follows => feed.Follows;

    /// <summary>
    /// All partners, by name. The list is the same instance as before while nothing in it has changed. It is stale when it is
    /// older than 30 s and the registry could not be reached the last time.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<PartnerList>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Age() >= FreshFor)
        {
            var read = snapshots.Read(BetweenReads);
            if (snapshots.Now is null)
            {
                await WaitAsync(read, patience, cancellationToken);
            }
            // Where the registry failed a moment ago or has kept somebody waiting, nobody else waits.
            else if (Age() >= OldAfter && !snapshots.Failed && late != read)
            {
                await WaitAsync(read, PatienceForNewer, cancellationToken);
            }
        }
        return snapshots.Now is { } now
            ? new(
                now.List,
                now.AsOf,
                Stale: (snapshots.Failed || (feed.Lost && feed.Position != FeedReader.Nowhere)) && Age() >= FreshFor
            )
            : throw new RegistryUnavailableException("The list of partners could not be read yet.");
    }

    /// <summary>
    /// Makes the list newer, because it seems to lack a name: by what the feed has gained, where it is followed; else by
    /// reading it all, at most every 5 s and 5 % of the time. Returns when that is done or has taken 1.5 s (15 s inside),
    /// whether it worked or not.
    /// </summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        WaitAsync(Follows ? feed.CatchUpAsync() : snapshots.Read(Apart(snapshots.Took)), patience, cancellationToken);

    /// <summary>Begins to follow the registry and to read the list, so that the first question needn't wait for it.</summary>
    public void Begin()
    {
        lock (gate)
        {
            following = following.IsCompleted ? Task.Run(follower.RunAsync) : following;
        }
    }

    /// <summary>Gives up what is being read or followed, for which the end of the process would wait. May be called again.</summary>
    public async Task EndAsync()
    {
        await end();
        await Task.WhenAll(following, snapshots.Reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>How far apart readings of the whole are, which last so long: together no more than 5 % of the time.</summary>
    internal static TimeSpan Apart(TimeSpan took) => took * 20 > BetweenReads ? took * 20 : BetweenReads;

    private TimeSpan Age() => snapshots.Now is { } now ? time.GetUtcNow() - now.AsOf : TimeSpan.MaxValue;

    // Who asks for a partner has its id from here, so the list is out of date.
    private void Miss(PartnerId id)
    {
        if (Follows)
        {
            snapshots.Mend(new Dictionary<PartnerId, PartnerSummary?> { [id] = null });
        }
        else
        {
            _ = snapshots.Read(Apart(snapshots.Took));
        }
    }

    private async Task WaitAsync(Task read, TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            await read.WaitAsync(most, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            late = read; // It goes on; what is known is used meanwhile.
        }
    }
}
