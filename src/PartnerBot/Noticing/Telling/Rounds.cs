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

    /// <summary>What was read of a lane is too old after this: somebody may have muted it since.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>So long before the last moment that was taken comes, the next are, so that none is lost meanwhile.</summary>
    private static readonly TimeSpan BeforeLast = TimeSpan.FromMilliseconds(250);

    private const int MostLanes = 256;

    /// <summary>So many times what may be on its way at once is taken up: few and large steps cost less than many small ones.</summary>
    private const int Stock = 4;

    private const int Deep = 60;

    /// <summary>Where few lanes are taken up, more is read of each: what has gathered of one partner may stand far apart.</summary>
    private const int MostNotices = 6_000;

    /// <summary>Until nothing is due there any more, or the process ends.</summary>
    public async Task RunAsync(Realm realm, CancellationToken cancellationToken)
    {
        using var places = new Places(settings.InFlight > 0 ? settings.InFlight : MostLanes);
        using var gate = new Gate(settings.Between(realm.Platform), settings.Together(realm.Platform), clock);
        var exit = new Exit(places, gate);
        try
        {
            while (!cancellationToken.IsCancellationRequested && await RoundAsync(realm, exit, cancellationToken)) { }
        }
        finally
        {
            await places.AllAsync(); // what is under way
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> RoundAsync(Realm realm, Exit exit, CancellationToken cancellationToken)
    {
        var room = await exit.Places.TakeAsync(exit.Places.Capacity, cancellationToken);
        try
        {
            var most = Math.Min(MostLanes, Stock * exit.Places.Capacity);
            var (waiting, lanes, slots) = await TakeAsync(realm, most, cancellationToken);
            var until = clock.GetUtcNow() + Lease - LongestMessage;
            var works = await WriteAsync(await reader.ReadAsync(lanes, cancellationToken), cancellationToken);
            await postman.PrepareAsync(works, cancellationToken);
            var round = new Round(works, slots, until, clock.GetUtcNow() + Fresh);
            (var taken, room) = (room, 0);
            await DoAllAsync(round, exit, taken, cancellationToken);
            return waiting > 0;
        }
        finally
        {
            exit.Places.Return(room);
        }
    }

    private async Task DoAllAsync(Round round, Exit exit, int room, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            while (done < round.Works.Count && clock.GetUtcNow() <= round.Fresh)
            {
                var some = round.Works.Skip(done).Take(room).ToList();
                var begun = await BeginAsync(some, cancellationToken);
                Step.Note(Step.Begun);
                foreach (var work in some)
                {
                    var isMine = work.Letter is not { IsRepeat: false } letter || IsMine(letter, begun);
                    _ = DoAsync(work, isMine, round.Slots[done], round, exit, cancellationToken);
                    (done, room) = (done + 1, room - 1);
                }

                room +=
                    done < round.Works.Count
                        ? await exit.Places.TakeAsync(round.Works.Count - done, cancellationToken)
                        : 0;
            }
        }
        finally
        {
            exit.Places.Return(room);
            await ReturnAsync(round.Works.Skip(done));
        }
    }

    private static bool IsMine(Letter letter, IReadOnlySet<long> begun) =>
        letter.Notices.All(one => begun.Contains(one.Id));

    // They are taken up again at once, and read anew.
    private async Task ReturnAsync(IEnumerable<Work> works)
    {
        foreach (var work in works)
        {
            await closing.AddAsync(new(work.View, [], clock.GetUtcNow()));
        }
    }

    private async Task<(int Waiting, IReadOnlyList<TakenLane> Lanes, Slots Slots)> TakeAsync(
        Realm realm,
        int most,
        CancellationToken cancellationToken
    )
    {
        var waiting = await ledger.CountAsync(realm, most, cancellationToken);
        var slots = await pace.TakeAsync(realm, waiting, cancellationToken);
        if (waiting > 0 && slots.Count == 0)
        {
            var wait = slots.First - BeforeLast - clock.GetUtcNow();
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, cancellationToken);
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

    private async Task DoAsync(
        Work work,
        bool isMine,
        DateTimeOffset moment,
        Round round,
        Exit exit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (isMine && await DoAsync(work, moment, round, exit.Gate, cancellationToken) is { } ended)
            {
                await closing.AddAsync(ended);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogBroken(exception, work.View.Recipient);
        }
        finally
        {
            exit.Places.Return(1);
        }
    }

    /// <returns>Null where the lane has become somebody else's.</returns>
    private async Task<Ended?> DoAsync(
        Work work,
        DateTimeOffset moment,
        Round round,
        Gate gate,
        CancellationToken cancellationToken
    )
    {
        if (work.Letter is not { } letter)
        {
            return await postman.DoAsync(work, cancellationToken);
        }

        var isOut = await gate.PassAsync(moment, cancellationToken) && clock.GetUtcNow() <= round.Until;
        if (!isOut)
        {
            var now = clock.GetUtcNow(); // nothing was said
            return new(
                work.View,
                [.. work.Outcomes, .. letter.Became(NoticeState.Pending, now, begun: !letter.IsRepeat)],
                now
            );
        }

        // At the last moment: what is said again is so few times only, of which none is to be spent on what never left.
        return letter.IsRepeat && !IsMine(letter, await ledger.BeginAsync(letter.Beginnings(), cancellationToken))
            ? null
            : await postman.SendAsync(work, letter, cancellationToken);
    }

    [LoggerMessage(
        68,
        LogLevel.Error,
        "What waits for {Recipient} could not be told; it is taken up again in a minute"
    )]
    private partial void LogBroken(Exception exception, Recipient recipient);

    /// <summary>Through which all messages to a workspace or tenant leave.</summary>
    private sealed record Exit(Places Places, Gate Gate);

    /// <param name="Slots">At which a work's letter may leave, by its place.</param>
    /// <param name="Until">After which none must be begun to be said.</param>
    /// <param name="Fresh">Until when what was read is good.</param>
    private sealed record Round(IReadOnlyList<Work> Works, Slots Slots, DateTimeOffset Until, DateTimeOffset Fresh);
}
