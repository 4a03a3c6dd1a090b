using PartnerBot.Asking.Languages;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Asking.Topics;

/// <summary>What the asker, and the room, is told of and when; and on which platform.</summary>
public sealed class SubscriptionsTopic(
    Phrasebook phrasebook,
    Subscriptions subscriptions,
    Mutes mutes,
    Cadences cadences,
    PreferredAccounts accounts,
    Preferences preferences,
    TimeProvider clock,
    Locale locale
) : ITopic
{
    public const string TopicName = "subscriptions";

    /// <summary>The subject of "tell me here".</summary>
    internal const string TellHere = "here";

    private const int MostEnds = 10;

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
        if (question.Subject is TellHere)
        {
            return await accounts.ChooseAsync(question.Asked.Asker, cancellationToken)
                ? words.Ordered(this, words["told-here"])
                : words.NotKept(this, question);
        }

        var names = await partners.NamesAsync(cancellationToken);
        var zone = await preferences.ZoneOfAsync(question with { Order = null }, locale, cancellationToken);
        var own = await ReadAsync(Recipient.Of(question.Asked.Asker), cancellationToken);
        var room = question.Asked is { Room: { } id, Asker: var asker }
            ? await ReadAsync(Recipient.OfRoom(asker.Platform, asker.Realm, id), cancellationToken)
            : null;
        return own is null || (room is null && question.Asked.Room is not null)
            ? words.Ordered(this, words["subscriptions-unread"])
            : Say([own, .. room is null ? Array.Empty<Held>() : [room]], words, names, zone);
    }

    private sealed record Held(Recipient Who, List<Subscription> Subscriptions, List<Mute> Mutes, CadenceRow Cadence);

    private async Task<Held?> ReadAsync(Recipient who, CancellationToken cancellationToken) =>
        await subscriptions.FindAsync(who, cancellationToken) is { } subscribed
        && await mutes.FindAsync(who, cancellationToken) is { } muted
        && await cadences.FindAsync(who, cancellationToken) is { } cadence
            ? new(who, subscribed, muted, cadence)
            : null;

    private Message Say(List<Held> all, Words words, VisibleNames names, TimeZoneInfo zone)
    {
        List<(Held Held, List<Told> Told)> told = all.ConvertAll(held =>
            (held, Tell(held, words, names, zone).ToList())
        );
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs =
            [
                .. told.Where(each => each.Told.Count == 0)
                    .Select(each => words["subscriptions-none".For(each.Held.Who)]),
            ],
            Sections =
            [
                .. told.Where(each => each.Told.Count > 0)
                    .Select(each => new Section(
                        words["subscriptions".For(each.Held.Who)],
                        each.Told.ConvertAll(one => one.Line)
                    )),
            ],
            Notes = [words["subscriptions-language", words.File.Name]],
            Actions =
            [
                .. told.SelectMany(each => each.Told).Select(one => one.End).Take(MostEnds),
                .. told[0].Held.Subscriptions.Count == 0 ? [Example(words)] : Array.Empty<MessageAction>(),
            ],
        };
    }

    private static MessageAction Example(Words words)
    {
        var example = words.File.Topics[SubscribeTopic.TopicName].Example;
        return new(SubscribeTopic.TopicName, example, example);
    }

    private sealed record Told(Line Line, MessageAction End);

    private IEnumerable<Told> Tell(Held held, Words words, VisibleNames names, TimeZoneInfo zone)
    {
        var here = held.Who.IsRoom;
        // A partner that is seen no more is as if it had never been.
        foreach (
            var one in held.Subscriptions.Where(one => one.Scope.Partner is not { } id || names.Find(id) is not null)
        )
        {
            var said = words.Said(one.Scope, names);
            var ask = words.AskOf(UnsubscribeTopic.TopicName, one.Scope, names, here);
            yield return new(
                new(said, SinceWhen(one, here, words, zone), ask),
                new(UnsubscribeTopic.TopicName, words["action-end".For(held.Who), said], ask)
            );
        }

        foreach (var mute in held.Mutes.Where(mute => mute.Partner is not { } id || names.Find(id) is not null))
        {
            var scope = new Scope(mute.Partner, null);
            var said = words.Said(scope, names);
            var ask = words.AskOf(UnmuteTopic.TopicName, scope, names, here);
            yield return new(
                new(said, words["muted-until", words.At(mute.Until, clock.GetUtcNow(), zone)], ask),
                new(UnmuteTopic.TopicName, words["action-unmute", said], ask)
            );
        }

        foreach (var (topic, label, said) in words.When(held.Cadence, clock.GetUtcNow(), zone))
        {
            var ask = words.Off(topic, here);
            yield return new(new(label, said, ask), new(topic, words["action-end".For(held.Who), label], ask));
        }
    }

    private static string SinceWhen(Subscription one, bool isRoom, Words words, TimeZoneInfo zone)
    {
        var at = words.DateAndTime(one.At, zone);
        return isRoom && one.By is { Length: > 0 } by
            ? words["subscribed-by", PlainText.Echo(by), at]
            : words["subscribed-at", at];
    }
}
