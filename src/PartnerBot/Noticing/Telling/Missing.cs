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
        // The registry names them surely where the newest is from.
        if (view.Taken.Open is not [.., var last] || view.Recipient.Person is not { } id)
        {
            return new(view.Taken, [], Again: null);
        }

        try
        {
            var facts = await partners.ReadAsync(new(last.Partner), last.CreatedAt);
            var person = facts?.Partner.InCharge.FirstOrDefault(one => one.Id == id);
            return await IsFoundAsync(id, person?.Email, cancellationToken) switch
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
        if (work.View.Recipient.IsRoom)
        {
            await TellSubscriberAsync(work.View, isShared: reason is Delivery.Shared, cancellationToken);
        }

        List<NoticeRow> others = [.. work.View.Taken.Open.Except(letter.Notices)];
        return new(
            work.View.Taken,
            [
                .. work.Outcomes,
                .. letter.Became(NoticeState.Unreachable, clock.GetUtcNow(), reason: reason),
                .. Waiting(others.Where(one => work.Outcomes.All(outcome => outcome.Id != one.Id)), reason),
            ],
            work.View.Taken.IsWhole ? null : clock.GetUtcNow()
        );
    }

    private static IReadOnlyList<Outcome> Waiting(IEnumerable<NoticeRow> notices, string? reason) =>
        [.. notices.Select(notice => Outcome.Of(notice, NoticeState.Unreachable, reason))];

    // Once: a room that is reached again begins anew.
    private async Task TellSubscriberAsync(LaneView view, bool isShared, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var key = view.Recipient.Key;
        var lost = await db
            .Subscriptions.AsNoTracking()
            .Where(row => row.Recipient == key && row.LostAt == null)
            .ToListAsync(cancellationToken);
        foreach (var by in lost.GroupBy(row => row.By, StringComparer.Ordinal))
        {
            var mine = db.Subscriptions.Where(row => row.Recipient == key && row.By == by.Key && row.LostAt == null);
            var now = clock.GetUtcNow();
            if (await mine.ExecuteUpdateAsync(row => row.SetProperty(one => one.LostAt, now), cancellationToken) > 0)
            {
                var words = phrasebook.First(locale, view.Ways[0].Languages);
                var lostBy = words[
                    isShared ? "notice-room-shared" : "notice-room-lost",
                    words.Command("subscriptions")
                ];
                var message = OneSentence.Of(lostBy, words);
                var delivery = await announcer.SayAsync(new(by.Key), message, cancellationToken);
                if (delivery.Outcome is not DeliveryOutcome.Sent)
                {
                    LogNotTold(view.Recipient, delivery.Outcome, delivery.Reason);
                }
            }
        }
    }

    [LoggerMessage(
        72,
        LogLevel.Error,
        "Nothing can be told in {Room} any more, and neither could who subscribed it be told so: {Outcome}, {Reason}"
    )]
    private partial void LogNotTold(Recipient room, DeliveryOutcome outcome, string? reason);
}
