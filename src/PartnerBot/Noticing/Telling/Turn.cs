using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

internal enum Occasion
{
    /// <summary>Changes of one partner.</summary>
    OfPartner,

    /// <summary>What gathered in quiet hours, of all partners.</summary>
    AfterQuiet,

    /// <summary>What gathered since the last digest, of all partners.</summary>
    Digest,
}

/// <summary>What is told next in a lane, in one message, and when to look again.</summary>
/// <param name="Notices">In order; none where nothing is due.</param>
/// <param name="Again">Null where nothing else waits.</param>
internal sealed record Turn(IReadOnlyList<NoticeRow> Notices, Occasion Occasion, DateTimeOffset? Again)
{
    /// <summary>A reason for which a notice waits, while others of its partner go on.</summary>
    public const string Embargo = "embargo";

    /// <summary>A reason for which a notice goes in a message of its own: with others it was refused.</summary>
    public const string Alone = "alone";

    /// <summary>What follows a message within this time is gathered into the next one, unless <c>Delivery:GatherSeconds</c> says otherwise.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(60);

    /// <summary>More go in a message of their own, so that none becomes too long.</summary>
    private const int Most = 20;

    /// <param name="open">What is to be told in the lane, in order.</param>
    /// <param name="told">When something of a partner was told last, as long as what follows is gathered.</param>
    /// <param name="gathering">How long that is; null is <see cref="Gathering"/>.</param>
    public static Turn Next(
        IReadOnlyList<NoticeRow> open,
        Cadence cadence,
        IReadOnlyDictionary<string, DateTimeOffset> told,
        DateTimeOffset now,
        TimeSpan? gathering = null
    )
    {
        List<NoticeRow> ready = [];
        DateTimeOffset? again = null;
        foreach (var partner in open.GroupBy(notice => notice.Partner, StringComparer.Ordinal))
        {
            foreach (var notice in partner)
            {
                if (DueOf(notice, cadence, told, gathering ?? Gathering, now) is var due && due <= now)
                {
                    ready.Add(notice);
                    continue;
                }

                again = again < due ? again : due;
                if (notice.Reason is not Embargo)
                {
                    break; // what comes after it must not overtake it
                }
            }
        }

        var occasion =
            cadence.DigestAt is not null ? Occasion.Digest
            : ready.Exists(notice => cadence.IsQuiet(notice.CreatedAt)) ? Occasion.AfterQuiet
            : Occasion.OfPartner;
        var together = Together(ready, occasion);
        return new(together, occasion, together.Count < ready.Count ? now : again);
    }

    // What may have been told already goes alone, since it is marked so.
    private static List<NoticeRow> Together(List<NoticeRow> ready, Occasion occasion)
    {
        if (ready.Find(notice => notice.Repeated) is { Message: { } message })
        {
            return ready.FindAll(notice => notice.Repeated && notice.Message == message);
        }

        var all = ready.OrderBy(notice => notice.Sequence).ToList();
        return
        [
            .. all.Where(notice => occasion is not Occasion.OfPartner || notice.Partner == all[0].Partner)
                .TakeWhile(notice => notice == all[0] || AreOneMessage(notice, all[0]))
                .Take(Most),
        ];
    }

    // What was begun in one message goes in one again, and under its name: should the first one be there after all, it is found.
    private static bool AreOneMessage(NoticeRow notice, NoticeRow first) =>
        notice.Reason is not Alone && first.Reason is not Alone && notice.Message == first.Message;

    private static DateTimeOffset DueOf(
        NoticeRow notice,
        Cadence cadence,
        IReadOnlyDictionary<string, DateTimeOffset> told,
        TimeSpan gathering,
        DateTimeOffset now
    )
    {
        var due = notice.Due;
        if (cadence.DigestAt is not null)
        {
            due = Later(due, cadence.DigestAfter(notice.CreatedAt));
        }
        else if (told.TryGetValue(notice.Partner, out var last))
        {
            due = Later(due, last + gathering);
        }

        return cadence.IsQuiet(now) ? Later(due, cadence.QuietEnd(now)) : due;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
