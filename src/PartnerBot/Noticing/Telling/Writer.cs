using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>What is to be done in a lane now: a letter is sent, or what is open is looked into; or nothing.</summary>
/// <param name="Outcomes">Of notices that are not told.</param>
/// <param name="Again">When to look again, after that; null where nothing else waits.</param>
/// <param name="Letter">With its notices not begun yet.</param>
/// <param name="Moved">Where the recipient is told by now, if that is elsewhere; it has a pace of its own.</param>
internal sealed record Work(
    LaneView View,
    IReadOnlyList<Outcome> Outcomes,
    DateTimeOffset? Again,
    Letter? Letter = null,
    Realm? Moved = null
);

/// <summary>Writes what is told next in a lane.</summary>
internal sealed partial class Writer(
    Writing writing,
    IDbContextFactory<PartnerBotDb> contexts,
    NoticeMessages messages,
    Phrasebook phrasebook,
    DeliverySettings settings,
    Locale locale,
    TimeProvider clock,
    ILogger<Writer> log
)
{
    private static readonly TimeSpan RegistryPause = TimeSpan.FromSeconds(5);

    public async Task<Work> WriteAsync(LaneView view, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (view.Doubtful.Count > 0 || view.Ways.Count == 0)
        {
            return new(view, [], now); // the postman asks the platform
        }

        var (lane, at) = (view.Taken.Lane, view.Ways[0].Address);
        if ((at.Platform, at.Realm) != (lane.Platform, lane.Realm))
        {
            return new(view, [], now, Moved: new(at.Platform, at.Realm));
        }

        if (lane.HeldUntil > now)
        {
            return new(view, [], lane.HeldUntil);
        }

        var told = Told.Read(view.Taken.Lane.Told, now, settings.Gathering);
        var turn = Turn.Next(view.Taken.Open, view.Cadence, told, now, settings.Gathering);
        var again = turn.Again ?? (view.Taken.IsWhole ? null : now);
        if (turn.Notices.Count == 0)
        {
            return new(view, [], again);
        }

        try
        {
            return await WriteAsync(view, turn, again, cancellationToken);
        }
        catch (RegistryUnavailableException)
        {
            return new(view, [], now + RegistryPause);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(exception, view.Recipient, turn.Notices[0].Sequence);
            return new(view, Poisoned(turn.Notices, now), now);
        }
    }

    /// <summary>What can't be said together is said one by one, and what can't be said alone never.</summary>
    public static IReadOnlyList<Outcome> Poisoned(IReadOnlyList<NoticeRow> notices, DateTimeOffset now) =>
        notices is [var one]
            ? [Outcome.Of(one, NoticeState.Failed, "defect")]
            : [.. notices.Select(notice => Outcome.Of(notice, NoticeState.Pending, Turn.Alone, now))];

    private async Task<Work> WriteAsync(
        LaneView view,
        Turn turn,
        DateTimeOffset? again,
        CancellationToken cancellationToken
    )
    {
        var written = await writing.ReadAsync(view, turn.Notices, cancellationToken);
        foreach (var failed in written.Others.Where(outcome => outcome.State is NoticeState.Failed))
        {
            log.GivenUp(view.Recipient, turn.Notices.First(notice => notice.Id == failed.Id).Sequence, failed.Reason);
        }

        if (written.Notices.Count == 0)
        {
            return new(view, written.Others, clock.GetUtcNow()); // perhaps something else is to be told now
        }

        var way = view.Ways[0];
        var words = phrasebook.First(locale, way.Languages);
        string[] repeat = written.Notices.Any(notice => notice.Repeated) ? [words["notice-repeat"]] : [];
        var acknowledged = await AcknowledgedAsync(view, written, words, way.Zone, cancellationToken);
        var message = messages.Compose(
            written.Seen,
            turn.Occasion,
            written.AsOf,
            words,
            way.Zone,
            view.Recipient.IsRoom,
            [.. repeat, .. acknowledged]
        );
        var id = NameOf(view, written);
        var letter = new Letter(
            id,
            written.Notices,
            message with
            {
                NoticeId = id,
            },
            PlaceOf(view, turn.Occasion, written.Notices)
        );
        return new(view, written.Others, Sooner(again, written.Others), letter);
    }

    // What is of one partner stands where it was told first; a digest is a beginning of its own.
    private static ConversationAddress PlaceOf(LaneView view, Occasion occasion, IReadOnlyList<NoticeRow> notices)
    {
        var (at, partner) = (view.Ways[0].Address, notices[0].Partner);
        return occasion is Occasion.Digest || notices.Any(one => one.Partner != partner)
            ? at
            : at with
            {
                Thread = view.Threads.GetValueOrDefault(partner),
            };
    }

    // Others were told before the owner was, who gathers changes for a while, say.
    private async Task<IReadOnlyList<string>> AcknowledgedAsync(
        LaneView view,
        Written written,
        Words words,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        if (!SeenBy.IsOwner(view.Recipient, written.Seen))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var here = (clock.GetUtcNow(), zone);
        return await SeenBy.ReadAsync(db, view.Recipient, written.Seen, words, here, cancellationToken);
    }

    // What is said again keeps its name. What was split may not: each part would be found where another one was told.
    private static string NameOf(LaneView view, Written written) =>
        written.Notices[0] is { Message: { } before, Reason: not Turn.Alone }
        && view.Taken.Open.Where(notice => notice.Message == before)
            .All(notice => written.Notices.Contains(notice) || IsOver(notice, written.Others))
            ? before
            : Guid.NewGuid().ToString("N");

    private static bool IsOver(NoticeRow notice, IReadOnlyList<Outcome> others) =>
        others.Any(outcome => outcome.Id == notice.Id && outcome.State is not NoticeState.Pending);

    // What waits for its announcement, or for something else, is looked at when that has come.
    private static DateTimeOffset? Sooner(DateTimeOffset? again, IReadOnlyList<Outcome> others) =>
        others
            .Where(outcome => outcome.State is NoticeState.Pending)
            .Select(outcome => (DateTimeOffset?)new DateTimeOffset(outcome.Due, TimeSpan.Zero))
            .Append(again)
            .Min();

    [LoggerMessage(69, LogLevel.Error, "The change {Sequence} could not be put in words for {Recipient}")]
    private partial void LogBroken(Exception exception, Recipient recipient, long sequence);
}
