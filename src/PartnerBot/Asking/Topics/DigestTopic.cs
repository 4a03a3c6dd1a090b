using PartnerBot.Asking.Languages;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Asking.Topics;

/// <summary>Has the asker, or the room, be told once a day or once a week instead of at once.</summary>
public sealed class DigestTopic(
    Phrasebook phrasebook,
    Cadences cadences,
    Preferences preferences,
    Announcer announcer,
    TimeProvider clock,
    Locale locale
) : ITopic
{
    public const string TopicName = "digest";

    private const DayOfWeek UsualDay = DayOfWeek.Monday;

    private static readonly TimeOnly UsualTime = new(8, 30);

    public string Name => TopicName;

    public int Precedence => 7;

    public bool IsOrder => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var order = question.Order ?? new();
        var isSet = order.Weekly is not null || order.Weekday is not null || question.Filters.Times is not null;
        return isSet ? await SetAsync(order, question, words, cancellationToken)
            : order.Off ? await EndAsync(question, words, cancellationToken)
            : await TellAsync(question, words, cancellationToken);
    }

    private async Task<Message> SetAsync(
        Order order,
        Question question,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var recipient = question.Recipient();
        var zone = await preferences.ZoneForNewAsync(question, locale, cancellationToken);
        var chosen = new CadenceRow
        {
            Recipient = recipient.Key,
            DigestAt = question.Filters.Times is [var time, ..] ? time : UsualTime,
            DigestDay = order.Weekday ?? (order.Weekly is true ? UsualDay : null),
        };
        var said = words["digest-set".For(recipient), words.DigestTime(chosen, clock.GetUtcNow(), zone)];
        if (await announcer.ConfirmAsync(this, question, words, said, cancellationToken) is { } instead)
        {
            return instead;
        }

        await preferences.KeepZoneAsync(question, zone, cancellationToken);
        var kept = await cadences.ChangeAsync(
            recipient,
            row => (row.DigestAt, row.DigestDay) = (chosen.DigestAt, chosen.DigestDay),
            cancellationToken
        );
        return kept
            ? words.Ordered(this, said, End(question, words)) with
            {
                Notes = words.RoomNotes(question),
            }
            : words.NotKept(this, question);
    }

    private async Task<Message> EndAsync(Question question, Words words, CancellationToken cancellationToken)
    {
        var recipient = question.Recipient();
        return await cadences.ChangeAsync(
            recipient,
            row => (row.DigestAt, row.DigestDay) = (null, null),
            cancellationToken
        )
            ? words.Ordered(this, words["digest-off".For(recipient)])
            : words.NotKept(this, question);
    }

    private async Task<Message> TellAsync(Question question, Words words, CancellationToken cancellationToken)
    {
        var recipient = question.Recipient();
        var (now, example) = (clock.GetUtcNow(), words.File.Topics[Name].Example);
        var zone = await preferences.ZoneOfAsync(question, locale, cancellationToken);
        return await cadences.FindAsync(recipient, cancellationToken) is not { } cadence
                ? words.Ordered(this, words["subscriptions-unread"])
            : words.DigestTime(cadence, now, zone) is { } time
                ? words.Ordered(this, words["digest-set".For(recipient), time], End(question, words))
            : words.Ordered(
                this,
                words["digest-none".For(recipient), example],
                new MessageAction(Name, example, example)
            );
    }

    private MessageAction End(Question question, Words words) =>
        new(Name, words["action-end", words["digest"]], words.Off(Name, question.Recipient().IsRoom));
}
