using PartnerBot.Asking.Languages;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;

namespace PartnerBot.Asking.Topics;

/// <summary>When the asker, or the room, is left alone.</summary>
public sealed class QuietTopic(
    Phrasebook phrasebook,
    Cadences cadences,
    Preferences preferences,
    Announcer announcer,
    TimeProvider clock,
    Locale locale
) : ITopic
{
    public const string TopicName = "quiet";

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
        return question switch
        {
            { Filters.Times: [var from, var until, ..] } when from != until => await SetAsync(
                (from, until),
                question,
                words,
                cancellationToken
            ),
            { Filters.Times: not null } => words.Ordered(
                this,
                words["quiet-how", words.File.Topics[Name].Example],
                Example(words)
            ),
            { Order.Off: true } => await EndAsync(question, words, cancellationToken),
            _ => await TellAsync(question, words, cancellationToken),
        };
    }

    private async Task<Message> SetAsync(
        (TimeOnly From, TimeOnly Until) hours,
        Question question,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var recipient = question.Recipient();
        var zone = await preferences.ZoneForNewAsync(question, locale, cancellationToken);
        var said = words[
            "quiet-set".For(recipient),
            words["quiet-hours", words.Clock(hours.From), words.Clock(hours.Until), words.Zone(clock.GetUtcNow(), zone)]
        ];
        if (await announcer.ConfirmAsync(this, question, words, said, cancellationToken) is { } instead)
        {
            return instead;
        }

        await preferences.KeepZoneAsync(question, zone, cancellationToken);
        var kept = await cadences.ChangeAsync(
            recipient,
            row => (row.QuietFrom, row.QuietUntil) = (hours.From, hours.Until),
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
            row => (row.QuietFrom, row.QuietUntil) = (null, null),
            cancellationToken
        )
            ? words.Ordered(this, words["quiet-off".For(recipient)])
            : words.NotKept(this, question);
    }

    private async Task<Message> TellAsync(Question question, Words words, CancellationToken cancellationToken)
    {
        var recipient = question.Recipient();
        var zone = await preferences.ZoneOfAsync(question, locale, cancellationToken);
        return await cadences.FindAsync(recipient, cancellationToken) is not { } cadence
                ? words.Ordered(this, words["subscriptions-unread"])
            : words.QuietHours(cadence, clock.GetUtcNow(), zone) is { } hours
                ? words.Ordered(this, words["quiet-set".For(recipient), hours], End(question, words))
            : words.Ordered(this, words["quiet-none".For(recipient), words.File.Topics[Name].Example], Example(words));
    }

    private MessageAction Example(Words words) =>
        new(Name, words.File.Topics[Name].Example, words.File.Topics[Name].Example);

    private MessageAction End(Question question, Words words) =>
        new(Name, words["action-end", words["quiet"]], words.Off(Name, question.Recipient().IsRoom));
}
