using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>A message for one recipient, with the notices that it tells.</summary>
/// <param name="Id">Ours, opaque, noted on the message where the platform can.</param>
internal sealed record Letter(string Id, IReadOnlyList<NoticeRow> Notices, Message Message, ConversationAddress Address)
{
    /// <summary>It may have been said already.</summary>
    public bool IsRepeat => Notices.Any(notice => notice.Repeated);

    public IReadOnlyList<Beginning> Beginnings() =>
        [.. Notices.Select(notice => new Beginning(notice.Id, notice.Attempts, Id, Address.Text))];

    /// <summary>Once it is said: the thread that it begins in a room; null where it begins none.</summary>
    public ThreadRow? ThreadOf(Recipient recipient, string? messageId) =>
        Address is { Kind: AddressKind.Room, Thread: null }
        && messageId is not null
        && Notices.Select(notice => notice.Partner).Distinct().ToList() is [var partner]
            ? new()
            {
                Recipient = recipient.Key,
                Partner = partner,
                Root = messageId,
            }
            : null;

    /// <summary>What became of all of it.</summary>
    /// <param name="begun">It was begun to be told, which counts as an attempt.</param>
    public IReadOnlyList<Outcome> Became(
        NoticeState state,
        DateTimeOffset due,
        string? messageId = null,
        string? reason = null,
        bool begun = true,
        bool? repeated = null
    ) =>
        [
            .. Notices.Select(notice => new Outcome(
                notice.Id,
                notice.Attempts + (begun ? 1 : 0),
                state,
                due.UtcTicks,
                repeated ?? notice.Repeated,
                messageId,
                begun ? Address.Text : null,
                reason
            )),
        ];
}

/// <summary>How a lane is left after its turn.</summary>
/// <param name="Again">When to look again; null where nothing waits.</param>
/// <param name="Held">The platform wants no message there before.</param>
/// <param name="Told">The partners of which something was told now.</param>
/// <param name="Moved">The platform and realm that the lane belongs to from now on; null where it stays.</param>
/// <param name="Thread">The message that begins a thread about a partner.</param>
internal sealed record Ended(
    TakenLane Taken,
    IReadOnlyList<Outcome> Outcomes,
    DateTimeOffset? Again,
    DateTimeOffset? Held = null,
    IReadOnlyList<string>? Told = null,
    Realm? Moved = null,
    ThreadRow? Thread = null
);
