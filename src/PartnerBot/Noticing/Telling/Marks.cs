using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Changes messages that were sent: what they say was corrected since, or somebody has acknowledged it.</summary>
internal sealed partial class Marks(
    IDbContextFactory<PartnerBotDb> contexts,
    Writing writing,
    NoticeMessages messages,
    Phrasebook phrasebook,
    Locale locale,
    TimeProvider clock,
    ILogger<Marks> log
)
{
    /// <summary>Changes one message of the lane.</summary>
    public async Task<Ended> MarkAsync(
        Work work,
        Func<ConversationAddress, IChatPlatform?> platformOf,
        CancellationToken cancellationToken
    )
    {
        var (view, marked) = (work.View, work.View.Changing.First());
        var left = view.Changing.Any(one => one.Message != marked.Message);
        Delivery? delivery = null;
        TimeSpan? later = null;
        try
        {
            delivery = await UpdateAsync(view, marked, platformOf, cancellationToken);
            later = delivery?.Outcome is DeliveryOutcome.Later or DeliveryOutcome.Unknown
                ? delivery.RetryAfter ?? Postman.PauseAfter(attempts: 3) // once more does no harm
                : null;
        }
        catch (RegistryUnavailableException)
        {
            later = Postman.PauseAfter(attempts: 1);
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db
            .Notices.Where(row => row.Message == marked.Message && row.Recipient == marked.Recipient)
            .Where(row => row.MarkDue == marked.MarkDue)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.MarkDue, later == null ? null : now + later),
                cancellationToken
            );
        DateTimeOffset? again =
            left ? now
            : later is { } pause ? now + pause
            : null;
        return new(
            view.Taken,
            work.Outcomes,
            work.Again is null || again < work.Again ? again : work.Again,
            Held: now + delivery?.RetryAfter
        );
    }

    /// <returns>Null where there is nothing to be changed any more.</returns>
    private async Task<Delivery?> UpdateAsync(
        LaneView view,
        NoticeRow marked,
        Func<ConversationAddress, IChatPlatform?> platformOf,
        CancellationToken cancellationToken
    )
    {
        if (
            marked.MessageId is not { } id
            || ConversationAddress.Parse(marked.Place) is not { } address
            || platformOf(address) is not { } platform
            || await ComposeAsync(view, marked, cancellationToken) is not { } message
        )
        {
            return null;
        }

        var delivery = await platform.UpdateAsync(address, id, message, cancellationToken);
        if (delivery.Outcome is DeliveryOutcome.Unreachable or DeliveryOutcome.Refused)
        {
            LogNotMarked(marked.Message!, delivery.Outcome, delivery.Reason);
        }

        return delivery;
    }

    private async Task<Message?> ComposeAsync(LaneView view, NoticeRow marked, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sequences = await db
            .Notices.Where(row => row.Message == marked.Message && row.Recipient == marked.Recipient)
            .Where(row => row.MessageId == marked.MessageId)
            .Select(row => row.Sequence)
            .ToListAsync(cancellationToken);
        var changes = await db
            .Changes.AsNoTracking()
            .Where(row => sequences.Contains(row.Sequence))
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);
        var (seen, asOf) = await writing.ReadAgainAsync(changes.Select(row => row.ToChange()));
        if (seen.Count == 0 || view.Ways.Count == 0)
        {
            return null;
        }

        var way = view.Ways[0];
        var words = phrasebook.First(locale, way.Languages);
        var occasion = seen.DistinctBy(one => one.Partner.Id).Skip(1).Any() ? Occasion.AfterQuiet : Occasion.OfPartner;
        var here = (clock.GetUtcNow(), way.Zone);
        var acknowledged = await SeenBy.ReadAsync(db, view.Recipient, seen, words, here, cancellationToken);
        var message = messages.Compose(
            seen,
            occasion,
            asOf,
            words,
            way.Zone,
            view.Recipient.IsRoom,
            [.. Superseded(seen, words, way.Zone), .. acknowledged]
        );
        return message with { NoticeId = marked.Message };
    }

    private static IEnumerable<string> Superseded(IReadOnlyList<SeenChange> seen, Words words, TimeZoneInfo zone) =>
        seen.Where(one => one.Milestone?.SupersededBy is not null)
            .Select(one => one.Milestones.FirstOrDefault(right => right.Id == one.Milestone!.SupersededBy)?.RecordedAt)
            .OfType<DateTimeOffset>()
            .Take(1)
            .Select(at => words["notice-superseded", words.Date(at, zone)]);

    [LoggerMessage(73, LogLevel.Warning, "The message {Id} could not be changed: {Outcome}, {Reason}")]
    private partial void LogNotMarked(string id, DeliveryOutcome outcome, string? reason);
}
