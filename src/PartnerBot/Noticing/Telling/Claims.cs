using PartnerBot.Noticing.Ledger;

namespace PartnerBot.Noticing.Telling;

/// <summary>Lanes that were taken up.</summary>
/// <param name="Waiting">How many were due, as far as was counted.</param>
/// <param name="Slots">At which their messages may leave, by place.</param>
internal sealed record Claim(int Waiting, IReadOnlyList<TakenLane> Lanes, Slots Slots);

/// <summary>Takes up as many lanes of a workspace or tenant as there are moments for.</summary>
internal sealed class Claims(NoticeLedger ledger, Pace pace, Closing closing, TimeProvider clock)
{
    /// <summary>For how long a lane is a courier's: longer than a message may take, with all that comes before.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>So long before the last moment that was taken comes, the next are, so that none is lost meanwhile.</summary>
    private static readonly TimeSpan BeforeLast = TimeSpan.FromMilliseconds(250);

    private const int Deep = 60;

    /// <summary>Where few lanes are taken up, more is read of each: what has gathered of one partner may stand far apart.</summary>
    private const int MostNotices = 6_000;

    /// <returns>What may leave within the next two seconds, or at once where there is no limit: up to so many; perhaps nothing.</returns>
    public async Task<Claim> TakeAsync(Realm realm, int most, CancellationToken cancellationToken)
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
        return new(waiting, lanes, slots);
    }
}
