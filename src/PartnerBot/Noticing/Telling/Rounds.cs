using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>
/// Tells what is due in one workspace or tenant: takes lanes up, as many as may leave within the next two seconds, writes their
/// messages, notes that they are begun, and has them said at their moments.
/// </summary>
internal sealed partial class Rounds(
    NoticeLedger ledger,
    Claims claims,
    LaneReader reader,
    Writer writer,
    Postman postman,
    Closing closing,
    DeliverySettings settings,
    TimeProvider clock,
    ILogger<Rounds> log
)
{
    /// <summary>A message is not begun so late that somebody else may have taken its lane up before it is said.</summary>
    private static readonly TimeSpan LongestMessage = TimeSpan.FromSeconds(25);

    /// <summary>What was read of a lane is too old after this: somebody may have muted it since.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private const int MostLanes = 256;

    /// <summary>So many times what may be on its way at once is taken up: few and large steps cost less than many small ones.</summary>
    private const int Stock = 4;

    /// <summary>So many times what may be on its way at once is noted as begun at one time; what then is not begun is given back.</summary>
    private const int BegunAhead = 2;

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
            var claim = await claims.TakeAsync(realm, most, cancellationToken);
            var until = clock.GetUtcNow() + Claims.Lease - LongestMessage;
            var works = await WriteAsync(claim.Lanes, cancellationToken);
            var round = new Round(works, claim.Slots, until, clock.GetUtcNow() + Fresh);
            (var taken, room) = (room, 0);
            await DoAllAsync(round, exit, taken, cancellationToken);
            return claim.Waiting > 0;
        }
        finally
        {
            exit.Places.Return(room);
        }
    }

    private async Task DoAllAsync(Round round, Exit exit, int room, CancellationToken cancellationToken)
    {
        var done = 0;
        IReadOnlySet<long> begun = new HashSet<long>();
        try
        {
            for (var ends = 0; done < round.Works.Count && clock.GetUtcNow() <= round.Fresh; done++, room--)
            {
                if (done == ends)
                {
                    List<Work> some = [.. round.Works.Skip(done).Take(BegunAhead * exit.Places.Capacity)];
                    (begun, ends) = (await BeginAsync(some, cancellationToken), done + some.Count);
                    Step.Note(Step.Begun);
                }

                room = room > 0 ? room : await exit.Places.TakeAsync(round.Works.Count - done, cancellationToken);
                _ = DoAsync(
                    round.Works[done],
                    IsMine(round.Works[done], begun),
                    round.Slots[done],
                    round,
                    exit,
                    cancellationToken
                );
            }
        }
        finally
        {
            exit.Places.Return(room);
            foreach (var work in round.Works.Skip(done))
            {
                await closing.AddAsync(Unsaid(work, IsMine(work, begun)));
            }
        }
    }

    private static bool IsMine(Work work, IReadOnlySet<long> begun) =>
        work.Letter is not { IsRepeat: false } letter || IsMine(letter, begun);

    private static bool IsMine(Letter letter, IReadOnlySet<long> begun) =>
        letter.Notices.All(one => begun.Contains(one.Id));

    // It is taken up again at once, and read anew.
    private Ended Unsaid(Work work, bool isMine)
    {
        var now = clock.GetUtcNow();
        IEnumerable<Outcome> waits =
            isMine && work.Letter is { IsRepeat: false } letter ? letter.Became(NoticeState.Pending, now) : [];
        return new(work.View.Taken, [.. work.Outcomes, .. waits], now);
    }

    private async Task<IReadOnlyList<Work>> WriteAsync(
        IReadOnlyList<TakenLane> lanes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var views = await reader.ReadAsync(lanes, cancellationToken);
            var works = new Work[views.Count];
            await Parallel.ForAsync(
                0,
                views.Count,
                new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
                async (index, stop) => works[index] = await writer.WriteAsync(views[index], stop)
            );
            await postman.PrepareAsync(works, cancellationToken);
            return works;
        }
        catch
        {
            foreach (var lane in lanes)
            {
                await closing.AddAsync(new(lane, [], clock.GetUtcNow() + Courier.Often)); // or it would wait for its lease to end
            }

            throw;
        }
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
            return Unsaid(work, isMine: true);
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
