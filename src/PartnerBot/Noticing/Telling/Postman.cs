using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Says a letter on its platform, and does what else is to be done in a lane.</summary>
internal sealed partial class Postman(
    NoticeLedger ledger,
    IEnumerable<IChatPlatform> platforms,
    Doubts doubts,
    Marks marks,
    Missing missing,
    DeliverySettings settings,
    TimeProvider clock,
    ILogger<Postman> log
)
{
    /// <summary>For how long something is tried; what an operator has tried again later, at least <see cref="Fewest"/> times.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const int Fewest = 20;

    /// <summary>After which a message that was said is surely shown by whoever is asked for it.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>These are about to be done.</summary>
    public async Task PrepareAsync(IEnumerable<Work> works, CancellationToken cancellationToken)
    {
        foreach (
            var there in works.Select(work => work.Letter?.Address).OfType<ConversationAddress>().GroupBy(PlatformOf)
        )
        {
            await (there.Key?.PrepareAsync([.. there], cancellationToken) ?? Task.CompletedTask);
        }
    }

    /// <summary>What is to be done where there is no letter.</summary>
    public async Task<Ended> DoAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.View.Doubtful.Count > 0)
        {
            return await doubts.LookAsync(work.View, cancellationToken);
        }

        if (work.View.Ways.Count == 0)
        {
            return await missing.FindAsync(work.View, cancellationToken);
        }

        var isFree = work.Moved is null && work.View.Taken.Lane.HeldUntil <= clock.GetUtcNow();
        return isFree && work.View.Changing.Any() && work.Outcomes.Count == 0
            ? await marks.MarkAsync(work, PlatformOf, cancellationToken)
            : new(work.View.Taken, work.Outcomes, work.Again, Moved: work.Moved);
    }

    private IChatPlatform? PlatformOf(ConversationAddress address) => platforms.Named(address.Platform);

    /// <returns>Null where the lane has become somebody else's.</returns>
    public async Task<Ended?> SendAsync(Work work, Letter letter, CancellationToken cancellationToken)
    {
        var (said, delivery) = await SayAsync(work.View, letter);
        if (delivery is null)
        {
            return null;
        }

        Step.Note(delivery is { Outcome: DeliveryOutcome.Later, RetryAfter: not null } ? Step.Held : Step.Answered);
        return await BecameAsync(work, said, delivery, cancellationToken);
    }

    // Where they can't be reached in one place, another of theirs is tried at once, which is noted before: whoever takes the lane
    // up after an end in the middle asks there.
    private async Task<(Letter Said, Delivery? Delivery)> SayAsync(LaneView view, Letter letter)
    {
        var delivery = new Delivery(DeliveryOutcome.Unreachable);
        foreach (var way in view.Ways)
        {
            var there = letter.Address with
            {
                Platform = way.Address.Platform,
                Realm = way.Address.Realm,
                Id = way.Address.Id,
            };
            if (there != letter.Address && !await BeginElsewhereAsync(letter with { Address = there }))
            {
                return (letter, null);
            }

            letter = letter with { Address = there };
            delivery = PlatformOf(there) is { } platform
                ? await SayAsync(platform, letter)
                : new(DeliveryOutcome.Unreachable, Reason: "platform is off");
            if (delivery.Outcome is not DeliveryOutcome.Unreachable)
            {
                break;
            }
        }

        return (letter, delivery);
    }

    private async Task<bool> BeginElsewhereAsync(Letter letter)
    {
        var begun = await ledger.BeginElsewhereAsync(letter.Beginnings(), CancellationToken.None);
        return letter.Notices.All(one => begun.Contains(one.Id));
    }

    // Not given up when the process ends: it is waited for a moment, and nobody would know what became of it.
    private async Task<Delivery> SayAsync(IChatPlatform platform, Letter letter)
    {
        try
        {
            return await platform.SendAsync(letter.Address, letter.Message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogBroken(exception, letter.Address.Platform, letter.Id);
            return new(DeliveryOutcome.Refused, Reason: "defect");
        }
    }

    private async Task<Ended> BecameAsync(
        Work work,
        Letter letter,
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var gap = now + settings.Gap(letter.Address.Platform);
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Sent:
                return Sent(work, letter, delivery.MessageId, gap);
            case DeliveryOutcome.Unknown:
                // What is said again is looked into as what a process left behind is: of itself, unknown is the end of that.
                var doubt = letter.IsRepeat ? NoticeState.Sending : NoticeState.Unknown;
                return Ends(work, letter.Became(doubt, now, reason: delivery.Reason), now + Settled);
            case DeliveryOutcome.Later when IsToBeTried(letter.Notices[0], now):
                var due = now + (delivery.RetryAfter ?? PauseAfter(letter.Notices[0].Attempts));
                // Other partners' changes don't wait for it.
                var again = First(work.Again, due);
                return Ends(work, letter.Became(NoticeState.Pending, due, reason: delivery.Reason), again) with
                {
                    Held = delivery.RetryAfter is null ? null : due,
                };
            case DeliveryOutcome.Unreachable:
                return await missing.UnreachableAsync(work, letter, delivery.Reason, cancellationToken);
            default:
                return Refused(work, letter, delivery, gap);
        }
    }

    private static Ended Sent(Work work, Letter letter, string? messageId, DateTimeOffset gap)
    {
        List<string> partners = [.. letter.Notices.Select(notice => notice.Partner).Distinct()];
        var ended = Ends(
            work,
            letter.Became(NoticeState.Sent, letter.Notices[0].Due, messageId),
            First(work.Again, MarkDue(work))
        );
        return ended with
        {
            Again = ended.Again is { } again && again < gap ? gap : ended.Again,
            Told = partners,
            Thread = letter.ThreadOf(work.View.Recipient, messageId),
        };
    }

    private Ended Refused(Work work, Letter letter, Delivery delivery, DateTimeOffset gap)
    {
        if (letter.Notices.Count > 1 && delivery.Outcome is DeliveryOutcome.Refused)
        {
            return Ends(work, letter.Became(NoticeState.Pending, clock.GetUtcNow(), reason: Turn.Alone), gap);
        }

        var reason = delivery.Reason ?? delivery.Outcome.ToString();
        Step.Note(Step.GivenUp);
        log.GivenUp(work.View.Recipient, letter.Notices[0].Sequence, reason);
        return Ends(work, letter.Became(NoticeState.Failed, clock.GetUtcNow(), reason: reason), work.Again ?? gap);
    }

    public static bool IsToBeTried(NoticeRow notice, DateTimeOffset now) =>
        now - notice.CreatedAt < Longest || notice.Attempts < Fewest;

    private static Ended Ends(Work work, IEnumerable<Outcome> outcomes, DateTimeOffset? again) =>
        new(work.View.Taken, [.. work.Outcomes, .. outcomes], again);

    private static DateTimeOffset? MarkDue(Work work) =>
        work.View.Marked.Count > 0 ? work.View.Marked[0].MarkDue : null;

    private static DateTimeOffset? First(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = ShortestPause * Math.Pow(2, Math.Min(attempts, 10));
        return (pause < LongestPause ? pause : LongestPause) * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }

    [LoggerMessage(70, LogLevel.Error, "The message {Id} could not be rendered for {Platform}")]
    private partial void LogBroken(Exception exception, string platform, string id);
}
