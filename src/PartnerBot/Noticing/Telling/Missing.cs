using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Recipients to whom there is no way: people whose account nobody knows, or who don't have the app, and rooms that the bot has left.</summary>
internal sealed partial class Missing(
    Accounts accounts,
    PartnerNow partners,
    Announcer announcer,
    IDbContextFactory<PartnerBotDb> contexts,
    Phrasebook phrasebook,
    Locale locale,
    TimeProvider clock,
    ILogger<Missing> log
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Looks for an account of a person of the registry.</summary>
    public async Task<Ended> FindAsync(LaneView view, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (view.Taken.Open.Count == 0 || view.Recipient.Person is not { } id)
        {
            return new(view.Taken, [], Again: null);
        }

        try
        {
            var email = await EmailAsync(id, view.Taken.Open);
            return await IsFoundAsync(id, email, cancellationToken) switch
            {
                true => new(view.Taken, [], now),
                false => new(view.Taken, Waiting(view.Taken.Open, "no account"), view.Taken.IsWhole ? null : now),
                null => new(view.Taken, [], now + Pause),
            };
        }
        catch (RegistryUnavailableException)
        {
            return new(view.Taken, [], now + Pause);
        }
    }

    // The registry names them surely where the newest is from; else of the next of their partners that can be read.
    private async Task<string?> EmailAsync(string person, IReadOnlyList<NoticeRow> open)
    {
        RegistryUnavailableException? unreadable = null;
        foreach (var notice in open.Reverse().DistinctBy(notice => notice.Partner))
        {
            try
            {
                var facts = await partners.ReadAsync(new(notice.Partner), notice.CreatedAt);
                return facts?.Partner.InCharge.FirstOrDefault(one => one.Id == person)?.Email;
            }
            catch (RegistryUnavailableException exception) when (exception.IsUnreadable)
            {
                unreadable = exception;
            }
        }

        throw unreadable!;
    }

    private async Task<bool?> IsFoundAsync(string person, string? email, CancellationToken cancellationToken) =>
        (await accounts.OfPersonAsync(person, email, cancellationToken)).Count > 0
            ? true
            // Also without an address in the registry: an operator may have imported one.
            : await accounts.LookAsync(person, email ?? "", cancellationToken);

    public async Task<Ended> UnreachableAsync(
        Work work,
        Letter letter,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var (taken, first) = (work.View.Taken, letter.Notices[0]);
        var later = work.View.Recipient.IsRoom
            ? await TellSubscribersAsync(work.View, letter, isShared: reason is Delivery.Shared, cancellationToken)
            : null;
        var now = clock.GetUtcNow();
        if (now + later is { } due && Postman.IsToBeTried(first, now))
        {
            // A room is not given up before who subscribed it knows.
            IReadOnlyList<Outcome> waits = letter.Became(NoticeState.Pending, due, reason: reason);
            return new(taken, [.. work.Outcomes, .. waits], due, Held: due);
        }

        List<NoticeRow> others = [.. taken.Open.Except(letter.Notices)];
        return new(
            taken,
            [
                .. work.Outcomes,
                .. letter.Became(NoticeState.Unreachable, now, reason: reason),
                .. Waiting(others.Where(one => work.Outcomes.All(outcome => outcome.Id != one.Id)), reason),
            ],
            taken.IsWhole ? null : now
        );
    }

    private static IReadOnlyList<Outcome> Waiting(IEnumerable<NoticeRow> notices, string? reason) =>
        [.. notices.Select(notice => Outcome.Of(notice, NoticeState.Unreachable, reason))];

    // Once: a room in which something is told again begins anew.
    /// <returns>After how long to try again, for who could not be told now; null where nobody is left.</returns>
    private async Task<TimeSpan?> TellSubscribersAsync(
        LaneView view,
        Letter letter,
        bool isShared,
        CancellationToken cancellationToken
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var key = view.Recipient.Key;
        var untold = db.Subscriptions.Where(row => row.Recipient == key && row.LostAt == null);
        var words = phrasebook.First(locale, view.Ways[0].Languages);
        var lost = words[isShared ? "notice-room-shared" : "notice-room-lost", words.Command("subscriptions")];
        var message = OneSentence.Of(lost, words) with { NoticeId = letter.Id };
        TimeSpan? later = null;
        foreach (var by in await untold.Select(row => row.By).Distinct().ToListAsync(cancellationToken))
        {
            if (await TellAsync(new(by), view.Recipient, message, letter.Notices[0], cancellationToken) is { } pause)
            {
                later = later > pause ? later : pause;
                continue;
            }

            var now = clock.GetUtcNow();
            await untold
                .Where(row => row.By == by)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.LostAt, now), cancellationToken);
        }

        return later;
    }

    /// <param name="tried">A notice that was tried in the room each time before.</param>
    /// <returns>After how long to try again; null where they know, or never will.</returns>
    private async Task<TimeSpan?> TellAsync(
        Recipient by,
        Recipient room,
        Message message,
        NoticeRow tried,
        CancellationToken cancellationToken
    )
    {
        var pause = Postman.PauseAfter(tried.Attempts);
        if (tried is { Attempts: > 0, TriedAt: { } before })
        {
            var sighting = await FindAsync(by, message, before, cancellationToken);
            if (sighting.Seen is Seen.Yes or Seen.NotNow)
            {
                return sighting.Seen is Seen.Yes ? null : sighting.RetryAfter ?? pause;
            }
        }

        var delivery = await announcer.SayAsync(by, message, cancellationToken);
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Sent:
                return null;
            case DeliveryOutcome.Later:
                return delivery.RetryAfter ?? pause;
            case DeliveryOutcome.Unknown:
                // Where the platform never says, they are not told twice.
                var seen = (await FindAsync(by, message, clock.GetUtcNow(), cancellationToken)).Seen;
                return seen is Seen.Yes or Seen.NeverKnown ? null : Postman.Settled;
            default:
                LogNotTold(room, delivery.Outcome, delivery.Reason);
                return null;
        }
    }

    private Task<Sighting> FindAsync(
        Recipient by,
        Message message,
        DateTimeOffset tried,
        CancellationToken cancellationToken
    ) => announcer.FindAsync(by, message.NoticeId!, new(tried - Doubts.Earlier, tried), cancellationToken);

    [LoggerMessage(
        72,
        LogLevel.Error,
        "Nothing can be told in {Room} any more, and neither could who subscribed it be told so: {Outcome}, {Reason}"
    )]
    private partial void LogNotTold(Recipient room, DeliveryOutcome outcome, string? reason);
}
