using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>
/// Tells what is due in one workspace or tenant: takes lanes up, as many as may leave within the next second, writes their
/// messages, notes that they are begun, and has them said at their moments.
/// </summary>
internal sealed partial class Rounds(
    NoticeLedger ledger,
    Pace pace,
    LaneReader reader,
    Writer writer,
    Postman postman,
    Closing closing,
    DeliverySettings settings,
    TimeProvider clock,
    ILogger<Rounds> log
)
{
    /// <summary>For how long a lane is a courier's: longer than a message may take, with all that comes before.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>A message is not begun so late that somebody else may have taken its lane up before it is said.</summary>
    private static readonly TimeSpan LongestMessage = TimeSpan.FromSeconds(25);

    private const int MostLanes = 256;
    private const int Deep = 60;

    /// <summary>Where few lanes are taken up, more is read of each: what has gathered of one partner may stand far apart.</summary>
    private const int MostNotices = 6_000;

    /// <summary>Until nothing is due there any more, or the process ends.</summary>
    public async Task RunAsync(Realm realm, CancellationToken cancellationToken)
    {
        using var free = new SemaphoreSlim(settings.InFlight > 0 ? settings.InFlight : MostLanes);
        var capacity = free.CurrentCount;
        while (!cancellationToken.IsCancellationRequested && await RoundAsync(realm, free, cancellationToken)) { }

        for (var left = capacity; left > 0; left--)
        {
            await free.WaitAsync(CancellationToken.None); // what is under way
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> RoundAsync(Realm realm, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        var room = 1;
        while (room < MostLanes && free.Wait(0, CancellationToken.None))
        {
            room++;
        }

        var used = 0;
        try
        {
            var (waiting, lanes, slots) = await TakeAsync(realm, room, cancellationToken);
            var until = clock.GetUtcNow() + Lease - LongestMessage;
            var works = await WriteAsync(await reader.ReadAsync(lanes, cancellationToken), cancellationToken);
            var begun = await BeginAsync(works, cancellationToken);
            Step.Note(Step.Begun);
            for (; used < works.Count; used++)
            {
                var work = works[used];
                var isMine =
                    work.Letter is not { IsRepeat: false } letter || letter.Notices.All(one => begun.Contains(one.Id));
                _ = DoAsync(
                    work,
                    isMine,
                    slots.Count > used ? slots[used] : slots.First,
                    until,
                    free,
                    cancellationToken
                );
            }

            return waiting > 0;
        }
        finally
        {
            if (room > used)
            {
                free.Release(room - used);
            }
        }
    }

    private async Task<(int Waiting, IReadOnlyList<TakenLane> Lanes, Slots Slots)> TakeAsync(
        Realm realm,
        int room,
        CancellationToken cancellationToken
    )
    {
        var waiting = await ledger.CountAsync(realm, room, cancellationToken);
        var slots = await pace.TakeAsync(realm, waiting, cancellationToken);
        if (waiting > 0 && slots.Count == 0)
        {
            // Half of what is taken ahead is still there then, so that no moment is lost meanwhile.
            await Task.Delay(slots.First - (Pace.Ahead / 2) - clock.GetUtcNow(), clock, cancellationToken);
            slots = await pace.TakeAsync(realm, waiting, cancellationToken);
        }

        var lanes =
            slots.Count == 0
                ? []
                : await ledger.TakeAsync(
                    realm,
                    closing.Owner,
                    slots.Count,
                    Math.Max(Deep, MostNotices / slots.Count),
                    Lease,
                    cancellationToken
                );
        Step.Note(Step.Claimed);
        await pace.ReturnAsync(realm, slots, slots.Count - lanes.Count, cancellationToken);
        return (waiting, lanes, slots);
    }

    private async Task<IReadOnlyList<Work>> WriteAsync(
        IReadOnlyList<LaneView> views,
        CancellationToken cancellationToken
    )
    {
        var works = new Work[views.Count];
        await Parallel.ForAsync(
            0,
            views.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (index, stop) => works[index] = await writer.WriteAsync(views[index], stop)
        );
        return works;
    }

    private async Task<IReadOnlySet<long>> BeginAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken)
    {
        List<Beginning> beginnings =
        [
            .. works.SelectMany(work => work.Letter is { IsRepeat: false } letter ? letter.Beginnings() : []),
        ];
        return beginnings.Count == 0 ? new HashSet<long>() : await ledger.BeginAsync(beginnings, cancellationToken);
    }

    // At the last moment: what is said again is so few times only, of which none is to be spent on what never left.
    private async Task<bool> BeginRepeatAsync(Work work, DateTimeOffset slot, CancellationToken cancellationToken)
    {
        if (work.Letter is not { IsRepeat: true } letter)
        {
            return true;
        }

        if (slot - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }

        var begun = await ledger.BeginAsync(letter.Beginnings(), cancellationToken);
        return letter.Notices.All(one => begun.Contains(one.Id));
    }

    private async Task DoAsync(
        Work work,
        bool isMine,
        DateTimeOffset slot,
        DateTimeOffset until,
        SemaphoreSlim free,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (isMine && await BeginRepeatAsync(work, slot, cancellationToken))
            {
                await closing.AddAsync(await postman.DoAsync(work, slot, until, cancellationToken));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogBroken(exception, work.View.Recipient);
        }
        finally
        {
            free.Release();
        }
    }

    [LoggerMessage(
        68,
        LogLevel.Error,
        "What waits for {Recipient} could not be told; it is taken up again in a minute"
    )]
    private partial void LogBroken(Exception exception, Recipient recipient);
}
