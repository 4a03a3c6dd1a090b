using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>A way to a recipient: a room, or one of somebody's accounts.</summary>
/// <param name="Languages">The tags of languages, the most wanted first; some may be null.</param>
internal sealed record Way(ConversationAddress Address, string?[] Languages, TimeZoneInfo Zone);

/// <summary>A lane with all that decides when, where and how it is told.</summary>
/// <param name="Ways">The most wanted first; none where nobody knows any.</param>
/// <param name="Muted">The partners of which nothing is told now; the empty name is all.</param>
/// <param name="Changes">Of the notices, by sequence.</param>
/// <param name="Marked">Notices whose messages are to be changed, once they are surely there.</param>
/// <param name="Threads">By partner.</param>
/// <param name="Others">Notices of the same changes under other names of the same person.</param>
internal sealed record LaneView(
    TakenLane Taken,
    Audience Audience,
    IReadOnlyList<Way> Ways,
    Cadence Cadence,
    IReadOnlySet<string> Muted,
    IReadOnlyDictionary<long, Change> Changes,
    IReadOnlyList<NoticeRow> Marked,
    IReadOnlyDictionary<string, string> Threads,
    IReadOnlyList<NoticeRow> Others
)
{
    public Recipient Recipient => Taken.Recipient;

    /// <summary>Notices whose messages are to be changed now.</summary>
    public IEnumerable<NoticeRow> Changing => Marked.Where(notice => notice.State is NoticeState.Sent);

    /// <summary>Notices that somebody began to tell, and of which nobody knows whether they were told: those of one message.</summary>
    public IReadOnlyList<NoticeRow> Doubtful { get; } =
        Taken
            .Open.Where(notice => notice.State is NoticeState.Sending or NoticeState.Unknown)
            .GroupBy(notice => notice.Message, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.ToList()
        ?? [];

    /// <summary>
    /// Whether the person is told of it under another name: what waits for an account goes before what waits for its person, as it
    /// can only be from before one was known to be the other's.
    /// </summary>
    public bool IsDouble(NoticeRow notice) =>
        Others.Any(other =>
            other.Sequence == notice.Sequence
            && (Recipient.Person is not null || other.State is not (NoticeState.Pending or NoticeState.Unreachable))
        );

    public bool IsMuted(string partner) => Muted.Contains(partner) || Muted.Contains("");
}
