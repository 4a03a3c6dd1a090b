using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Finds out what became of messages of which nobody knows whether they were said.</summary>
internal sealed class Doubts(IEnumerable<IChatPlatform> platforms, TimeProvider clock)
{
    /// <summary>So often something is said of which the platform never tells whether it was: each time but the first it says so.</summary>
    private const int Most = 5;

    /// <summary>What was said so long before may have come to light since.</summary>
    public static readonly TimeSpan Earlier = TimeSpan.FromMinutes(10);

    public async Task<Ended> LookAsync(LaneView view, CancellationToken cancellationToken)
    {
        var (doubtful, now) = (view.Doubtful, clock.GetUtcNow());
        var tried = doubtful.Max(notice => notice.TriedAt ?? notice.CreatedAt);
        if (tried + Postman.Settled > now)
        {
            return new(view.Taken, [], tried + Postman.Settled);
        }

        var address = ConversationAddress.Parse(doubtful[0].Place);
        var first = doubtful.Max(notice => notice.Attempts) > 1 ? tried - Earlier : tried;
        var sighting =
            address is not null && platforms.Named(address.Platform) is { } platform
                ? await platform.FindAsync(address, doubtful[0].Message!, new(first, tried), cancellationToken)
                : new(Seen.NeverKnown);
        var letter = new Letter(doubtful[0].Message!, doubtful, Message: null!, address ?? view.Ways[0].Address);
        return sighting.Seen switch
        {
            Seen.Yes => new(
                view.Taken,
                letter.Became(NoticeState.Sent, now, sighting.MessageId, begun: false),
                now,
                Told: [.. doubtful.Select(notice => notice.Partner).Distinct()],
                Thread: letter.ThreadOf(view.Recipient, sighting.MessageId)
            ),
            Seen.No => new(view.Taken, letter.Became(NoticeState.Pending, now, begun: false), now),
            Seen.NotNow when Postman.IsToBeTried(doubtful[0], now) => new(
                view.Taken,
                letter.Became(NoticeState.Unknown, now, reason: sighting.Reason, begun: false),
                now + (sighting.RetryAfter ?? Postman.PauseAfter(doubtful[0].Attempts))
            ),
            _ when doubtful[0].Attempts < Most => new(
                view.Taken,
                letter.Became(NoticeState.Pending, now, begun: false, repeated: true),
                now
            ),
            // Said so often, perhaps, that it is not said once more.
            _ => new(
                view.Taken,
                letter.Became(NoticeState.Unknown, now, reason: sighting.Reason, begun: false, repeated: true),
                now
            ),
        };
    }
}
