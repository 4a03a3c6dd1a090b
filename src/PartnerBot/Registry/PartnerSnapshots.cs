namespace PartnerBot.Registry;

/// <summary>
/// The list of partners in memory: read whole from time to time, by one reader at a time, and mended where single partners
/// have changed since.
/// </summary>
internal sealed partial class PartnerSnapshots(
    RegistryClient registry,
    TimeProvider time,
    ILogger log,
    CancellationToken ended
)
{
    /// <summary>How long reading all pages may take, whoever waits.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly Dictionary<PartnerId, PartnerSummary?> mended = [];
    private volatile Snapshot? now;
    private volatile bool failed;
    private Task<bool> reading = Task.FromResult(false);
    private DateTimeOffset begunAt = DateTimeOffset.MinValue;
    private TimeSpan took;
    private bool busy;
    private bool again;

    /// <summary>What was mended while the whole is being read, which may have been read before.</summary>
    private HashSet<PartnerId> meanwhile = [];

    /// <param name="AsOf">When the registry last confirmed it.</param>
    internal sealed record Snapshot(PartnerList List, DateTimeOffset AsOf);

    /// <summary>Null until the whole was read for the first time.</summary>
    public Snapshot? Now => now;

    /// <summary>Whether the last reading of the whole came to nothing.</summary>
    public bool Failed => failed;

    /// <summary>Called with each new whole, on the thread that read it, before anybody sees it.</summary>
    public Action<IReadOnlyList<PartnerSummary>>? WhenRead { get; set; }

    /// <summary>How long ago the last reading of the whole began.</summary>
    public TimeSpan SinceRead
    {
        get
        {
            lock (gate)
            {
                return time.GetUtcNow() - begunAt;
            }
        }
    }

    /// <summary>How long the last reading of the whole took that came to its end.</summary>
    public TimeSpan Took
    {
        get
        {
            lock (gate)
            {
                return took;
            }
        }
    }

    /// <summary>Done, with whether it worked, when the reading that is under way is.</summary>
    public Task<bool> Reading
    {
        get
        {
            lock (gate)
            {
                return reading;
            }
        }
    }

    /// <summary>Reads the whole, unless that is under way or was begun less than so long ago.</summary>
    public Task<bool> Read(TimeSpan apart)
    {
        lock (gate)
        {
            return busy || time.GetUtcNow() - begunAt < apart ? reading : Begin();
        }
    }

    /// <summary>Reads the whole, by a reading that begins from now on.</summary>
    public Task<bool> ReadAnew()
    {
        lock (gate)
        {
            again = busy;
            return busy ? reading : Begin();
        }
    }

    /// <summary>The registry says that the list still holds.</summary>
    public void Confirm()
    {
        lock (gate)
        {
            now = now is null ? null : now with { AsOf = time.GetUtcNow() };
        }
    }

    /// <summary>Puts partners, as they are now, in place of what is known of them; null is one that is gone.</summary>
    public void Mend(IReadOnlyDictionary<PartnerId, PartnerSummary?> partners)
    {
        lock (gate)
        {
            if (now is null)
            {
                return;
            }

            var known = now.List.Find(partners.Keys);
            foreach (var (id, partner) in partners)
            {
                // While the whole is being read, what it will say of this partner may be older than what is known.
                if (busy || !PartnerList.Same(known.GetValueOrDefault(id), partner))
                {
                    mended[id] = partner;
                    meanwhile.Add(id);
                }
            }

            now = now with { List = Mended(now.List.Whole, now.List) };
        }
    }

    private Task<bool> Begin()
    {
        BeginOnce();
        busy = true;
        return reading = Task.Run(ReadAsync);
    }

    private void BeginOnce()
    {
        begunAt = time.GetUtcNow();
        meanwhile = [];
        again = false;
    }

    private async Task<bool> ReadAsync()
    {
        while (true)
        {
            failed = !await TryReadAsync();
            lock (gate)
            {
                if (failed || !again)
                {
                    busy = false;
                    return !failed;
                }

                BeginOnce();
            }
        }
    }

    private async Task<bool> TryReadAsync()
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ended);
        var begun = time.GetTimestamp();
        try
        {
            var partners = new List<PartnerSummary>();
            await foreach (var partner in registry.ReadAllAsync(until.Token))
            {
                partners.Add(partner);
            }

            Take(partners, time.GetElapsedTime(begun));
            return true;
        }
        catch (RegistryUnavailableException)
        {
            return false; // logged where it arose
        }
        catch (OperationCanceledException)
        {
            if (!ended.IsCancellationRequested)
            {
                LogTooSlow(log, Budget.TotalSeconds);
            }
            return false;
        }
#pragma warning disable CA1031 // Nobody need be waiting, so that it would be lost.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDefect(log, exception);
            return false;
        }
    }

    private void Take(List<PartnerSummary> partners, TimeSpan elapsed)
    {
        partners.Sort(PartnerList.ByName);
        IReadOnlyList<PartnerSummary> whole =
            now is { } last && PartnerList.Same(last.List.Whole, partners) ? last.List.Whole : partners;
        if (whole == partners)
        {
            WhenRead?.Invoke(whole);
        }

        lock (gate)
        {
            foreach (var id in mended.Keys.Where(id => !meanwhile.Contains(id)).ToList())
            {
                mended.Remove(id);
            }

            now = new(Mended(whole, now?.List), time.GetUtcNow());
            took = elapsed;
        }
    }

    /// <summary>The list before, where nothing has changed in it.</summary>
    private PartnerList Mended(IReadOnlyList<PartnerSummary> whole, PartnerList? before)
    {
        List<PartnerSummary> newer = [.. mended.Values.OfType<PartnerSummary>()];
        return
            before is not null
            && before.Whole == whole
            && before.Replaced.SetEquals(mended.Keys)
            && before.Newer.SequenceEqual(newer)
            ? before
            : new(whole, mended.Keys.ToHashSet(), newer);
    }

    [LoggerMessage(2, LogLevel.Warning, "The list of partners was not read to its end within {Seconds} s")]
    private static partial void LogTooSlow(ILogger logger, double seconds);

    [LoggerMessage(10, LogLevel.Error, "The list of partners could not be taken in")]
    private static partial void LogDefect(ILogger logger, Exception exception);
}
