using PartnerBot.Asking.Languages;
using PartnerBot.Noticing.Subscribing;

namespace PartnerBot.Asking.Topics;

/// <summary>Has the asker, or the room, hear nothing of partners for a while: 24 hours, where it isn't said how long.</summary>
public sealed class MuteTopic(Phrasebook phrasebook, Mutes mutes, TimeProvider clock, Locale locale) : ITopic
{
    public const string TopicName = "mute";

    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    public string Name => TopicName;

    public int Precedence => 7;

    public bool AboutPartners => true;

    public bool MayBeOfAll => true;

    public bool IsOrder => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var names = await partners.NamesAsync(cancellationToken);
        var (recipient, now, zone) = (question.Recipient(), clock.GetUtcNow(), locale.ZoneFor(question));
        var wanted = question.AboutWhich().ConvertAll(partner => new Scope(partner, null));
        var (until, isCut) =
            EndOf(question, now, zone) is var end && end - now > Mutes.Longest
                ? (now + Mutes.Longest, true)
                : (end, false);
        if (!await mutes.SetAsync(recipient, wanted.ConvertAll(scope => scope.Partner), until, cancellationToken))
        {
            return words.NotKept(this, question);
        }

        var text = words["muted".For(recipient), words.Said(wanted, names), words.At(until, now, zone)];
        return words.Ordered(this, text, End(wanted[0], question, words, names)) with
        {
            Notes =
            [
                .. isCut ? [words["mute-longest", Mutes.Longest.Days]] : Array.Empty<string>(),
                .. question.Track is null ? Array.Empty<string>() : [words["mute-whole"]],
                .. words.FirstPartners(question),
            ],
        };
    }

    private static MessageAction End(Scope scope, Question question, Words words, VisibleNames names) =>
        new(
            UnmuteTopic.TopicName,
            words["action-unmute", words.Said(scope, names)],
            words.AskOf(UnmuteTopic.TopicName, scope, names, question.Recipient().IsRoom)
        );

    // "Until 5 pm" is the next time that a clock shows it, "until friday" the beginning of that day unless a time is said.
    private static DateTimeOffset EndOf(Question question, DateTimeOffset now, TimeZoneInfo zone)
    {
        var time = question.Filters.Times is [var first, ..] ? first : (TimeOnly?)null;
        if (question.Order is { For: { } length })
        {
            return now + length;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var day = question.Order?.Until ?? (time is null ? null : today);
        if (day is not { } until)
        {
            return now + Usual;
        }

        var end = until.At(time ?? TimeOnly.MinValue, zone);
        return end > now ? end : until.AddDays(1).At(time ?? TimeOnly.MinValue, zone);
    }
}
