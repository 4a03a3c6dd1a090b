namespace PartnerBot.Registry;

/// <summary>
/// Every partner's names, so that words can be read as partners without a question to the registry. The whole list is kept
/// in memory and read anew in the background, at most every 30 s and only while somebody asks.
/// </summary>
public sealed partial class PartnerDirectory
{
    /// <summary>How long somebody who asks waits for a list where there is none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>The same where the registry is inside: it is then only as slow as this process, at a cold start above all.</summary>
    private static readonly TimeSpan PatienceInside = TimeSpan.FromSeconds(15);

    /// <summary>How long for a newer one, where there is an old one.</summary>
    private static readonly TimeSpan PatienceForNewer = TimeSpan.FromSeconds(0.5);

    /// <summary>How long reading all pages may take, whoever waits.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OldAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);

    private readonly RegistryClient registry;
    private readonly TimeProvider time;
    private readonly ILogger<PartnerDirectory> log;
    private readonly TimeSpan patience;
    private readonly CancellationToken ended;
    private readonly Func<Task> end;
    private readonly Lock gate = new();
    private volatile Snapshot? snapshot;
    private volatile bool failed;
    private volatile bool late;
    private Task reading = Task.CompletedTask;
    private DateTimeOffset startedAt = DateTimeOffset.MinValue;

    private sealed record Snapshot(PartnerList List, DateTimeOffset AsOf);

    public PartnerDirectory(
        RegistryClient registry,
        RegistrySettings settings,
        TimeProvider time,
        ILogger<PartnerDirectory> log
    )
    {
        (this.registry, this.time, this.log) = (registry, time, log);
        patience = settings.Embedded ? PatienceInside : Patience;
        // Not disposed of: a host may be stopped twice, the second time after its container.
        var ending = new CancellationTokenSource();
        (ended, end) = (ending.Token, ending.CancelAsync);
        // Who asks for a partner has its id from here, so the list is out of date.
        registry.WhenMissing = () => _ = Start();
    }

    /// <summary>
    /// All partners, by name. The list is the same instance as before while nothing in it has changed. It is stale when the
    /// last attempt to read it anew failed and it is older than 30 s.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public async Task<Reading<PartnerList>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Age() >= FreshFor)
        {
            var read = Start();
            if (snapshot is null)
            {
                await WaitAsync(read, patience, cancellationToken);
            }
            // Where the registry failed a moment ago or has kept somebody waiting, nobody else waits.
            else if (Age() >= OldAfter && !failed && !late)
            {
                await WaitAsync(read, PatienceForNewer, cancellationToken);
            }
        }
        return snapshot is { } now
            ? new(now.List, now.AsOf, Stale: failed && Age() >= FreshFor)
            : throw new RegistryUnavailableException("The list of partners could not be read yet.");
    }

    /// <summary>
    /// Reads the list anew, because it seems to lack a name; at most once every 5 s. Returns when
    /// that is done or has taken 1.5 s (15 s inside), whether it worked or not.
    /// </summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => WaitAsync(Start(), patience, cancellationToken);

    /// <summary>Begins to read the list, so that the first question needn't wait for it.</summary>
    public void Begin() => _ = Start();

    /// <summary>Gives up a read that is under way, for which the end of the process would wait. May be called again.</summary>
    public async Task EndAsync()
    {
        await end();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan Age() => snapshot is { } now ? time.GetUtcNow() - now.AsOf : TimeSpan.MaxValue;

    private Task Start()
    {
        lock (gate)
        {
            if (reading.IsCompleted && time.GetUtcNow() - startedAt >= BetweenReads)
            {
                startedAt = time.GetUtcNow();
                late = false;
                reading = Task.Run(ReadAllAsync);
            }
            return reading;
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
            late = true; // It goes on; what is known is used meanwhile.
        }
    }

    private async Task ReadAllAsync()
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ended);
        try
        {
            var partners = new List<PartnerSummary>();
            await foreach (var partner in registry.ReadAllAsync(until.Token))
            {
                partners.Add(partner);
            }

            partners.Sort(ByName);
            var same = snapshot is { } last && SameAs(last.List.Whole, partners);
            snapshot = new(same ? snapshot!.List : new(partners), time.GetUtcNow());
            failed = false;
        }
        catch (RegistryUnavailableException)
        {
            failed = true; // logged where it arose
        }
        catch (OperationCanceledException)
        {
            failed = true;
            if (!ended.IsCancellationRequested)
            {
                LogTooSlow(Budget.TotalSeconds);
            }
        }
    }

    private static int ByName(PartnerSummary one, PartnerSummary other) =>
        StringComparer.InvariantCultureIgnoreCase.Compare(one.Name, other.Name) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Id.Value, other.Id.Value);

    private static bool SameAs(IReadOnlyList<PartnerSummary> some, List<PartnerSummary> others) =>
        some.Count == others.Count && some.Zip(others).All(pair => Same(pair.First, pair.Second));

    // Records compare their lists by reference; these by content.
    private static bool Same(PartnerSummary one, PartnerSummary other) =>
        one
            == other with
            {
                Aliases = one.Aliases,
                RestrictedTo = one.RestrictedTo,
                Access = one.Access,
                Tracks = one.Tracks,
            }
        && Equal(one.Aliases, other.Aliases)
        && Equal(one.RestrictedTo.People, other.RestrictedTo.People)
        && Equal(one.RestrictedTo.Groups, other.RestrictedTo.Groups)
        && one.Access.SequenceEqual(other.Access)
        && one.Tracks.All(track => other.Tracks.GetValueOrDefault(track.Key) == track.Value);

    private static bool Equal(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.SequenceEqual(others, StringComparer.Ordinal);

    [LoggerMessage(2, LogLevel.Warning, "The list of partners was not read to its end within {Seconds} s")]
    private partial void LogTooSlow(double seconds);
}
