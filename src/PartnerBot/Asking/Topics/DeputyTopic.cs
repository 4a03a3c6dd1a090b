using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.Storage;

namespace PartnerBot.Asking.Topics;

/// <summary>Who is told in the asker's place, up to the end of a day at most a year ahead.</summary>
public sealed class DeputyTopic(
    Phrasebook phrasebook,
    Deputies deputies,
    Announcer announcer,
    TimeProvider clock,
    Locale locale
) : ITopic
{
    public const string TopicName = "deputy";

    private const int MostDeputies = 5;

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
        var asker = question.Asked.Asker;
        var mentioned = (question.Asked.Mentioned ?? []).DistinctBy(one => one.Who).Take(MostDeputies).ToList();
        return mentioned.Count == 0
            ? question.Order is { Off: true }
                ? await EndAsync(question, words, cancellationToken)
                : question.Order is { Until: not null } or { For: not null }
                    ? Say(words["deputy-who"], words)
                    : await TellAsync(question, words, cancellationToken)
            : mentioned.Exists(one => one.Who == asker)
                ? Say(words["deputy-self"], words)
                : LastDayOf(question) is not { } last
                    ? Say(words["deputy-until", string.Join(", ", mentioned.Select(Shown))], words)
                    : last > Today(question).AddYears(1)
                        ? Say(words["deputy-longest"], words)
                        : await SetAsync(mentioned, last, question, words, cancellationToken);
    }

    private static string Shown(Mentioned one) => PlainText.Echo(one.Name);

    private Message Say(string text, Words words, params IEnumerable<MessageAction> next) =>
        words.Ordered(this, text, next);

    private DateOnly Today(Question question) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), locale.ZoneFor(question)).DateTime);

    private DateOnly? LastDayOf(Question question) =>
        question.Order is { For: { } length }
            ? Today(question).AddDays((int)Math.Ceiling(length.TotalDays))
            : question.Order?.Until;

    private async Task<Message> SetAsync(
        List<Mentioned> mentioned,
        DateOnly last,
        Question question,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var zone = locale.ZoneFor(question);
        var until = last.AddDays(1).At(TimeOnly.MinValue, zone);
        var before = await deputies.FindAsync(question.Asked.Asker, cancellationToken) ?? [];
        if (!await deputies.SetAsync(question.Asked.Asker, mentioned, until, cancellationToken))
        {
            return words.NotKept(this, question);
        }

        var notes = new List<string>();
        // Who knows it already is not told again.
        foreach (var one in mentioned.Where(one => !before.Exists(row => IsSame(row, one, until))))
        {
            if (!await TellAsync(one, last, question, cancellationToken))
            {
                notes.Add(words["deputy-not-told", Shown(one)]);
            }
        }

        var names = string.Join(", ", mentioned.Select(Shown));
        return Say(words["deputy-set", names, words.Date(last)], words, End(words)) with { Notes = notes };
    }

    private static bool IsSame(DeputyRow row, Mentioned one, DateTimeOffset until) =>
        row.Until == until && string.Equals(row.Deputy, Recipient.Of(one.Who).Key, StringComparison.Ordinal);

    // In the words of who asks, since it is their message that is passed on.
    private async Task<bool> TellAsync(
        Mentioned deputy,
        DateOnly last,
        Question question,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var text = question.Asked.Name is { Length: > 0 } name
            ? words["deputy-told", PlainText.Echo(name), words.Date(last)]
            : words["deputy-told-of-somebody", words.Date(last)];
        var message = Say(text, words) with { Text = text };
        var delivery = await announcer.SayAsync(Recipient.Of(deputy.Who), message, cancellationToken);
        return delivery.Outcome is DeliveryOutcome.Sent or DeliveryOutcome.Unknown;
    }

    private async Task<Message> EndAsync(Question question, Words words, CancellationToken cancellationToken) =>
        await deputies.SetAsync(question.Asked.Asker, [], clock.GetUtcNow(), cancellationToken)
            ? Say(words["deputy-off"], words)
            : words.NotKept(this, question);

    private async Task<Message> TellAsync(Question question, Words words, CancellationToken cancellationToken)
    {
        if (await deputies.FindAsync(question.Asked.Asker, cancellationToken) is not { } found)
        {
            return Say(words["subscriptions-unread"], words);
        }

        if (found.Count == 0)
        {
            return Say(words["deputy-none"], words);
        }

        var zone = locale.ZoneFor(question);
        var names = string.Join(", ", found.Select(row => PlainText.Echo(row.Name ?? words["deputy-somebody"])));
        var last = TimeZoneInfo.ConvertTime(found[0].Until.AddTicks(-1), zone);
        return Say(words["deputy-set", names, words.Date(DateOnly.FromDateTime(last.DateTime))], words, End(words));
    }

    private MessageAction End(Words words) =>
        new(Name, words["action-end", words["deputy"]], words.Off(Name, here: false));
}
