using PartnerBot.Asking.Languages;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.People;

namespace PartnerBot.Asking.Topics;

/// <summary>Has the asker, or the room, be told when something changes.</summary>
public sealed class SubscribeTopic(
    Phrasebook phrasebook,
    Subscriptions subscriptions,
    Preferences preferences,
    Announcer announcer
) : ITopic
{
    public const string TopicName = "subscribe";

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
        var recipient = question.Recipient();
        var wanted = question.AboutWhich().ConvertAll(partner => new Scope(partner, question.Track));
        if (await subscriptions.FindAsync(recipient, cancellationToken) is not { } held)
        {
            return words.NotKept(this, question);
        }

        var fresh = wanted.FindAll(scope => !held.Exists(one => one.Scope.Covers(scope)));
        if (fresh.Count == 0)
        {
            var covering = held.Select(one => one.Scope).Where(scope => wanted.Exists(scope.Covers));
            var text = words["subscribed-already".For(recipient), words.Said(covering, names)];
            return words.Ordered(this, text, Next(wanted, question, words, names));
        }

        var said = words["subscribed".For(recipient), words.Said(fresh, names)];
        if (await announcer.ConfirmAsync(this, question, words, said, cancellationToken) is { } instead)
        {
            return instead;
        }

        var kept = await KeepAsync(recipient, fresh, question, cancellationToken);
        return kept
            ? words.Ordered(this, said, Next(wanted, question, words, names)) with
            {
                Notes = [.. words.RoomNotes(question), .. words.FirstPartners(question)],
            }
            : words.NotKept(this, question);
    }

    private async Task<bool> KeepAsync(
        Recipient recipient,
        List<Scope> fresh,
        Question question,
        CancellationToken cancellationToken
    )
    {
        var asked = question.Asked;
        var kept = await subscriptions.AddAsync(recipient, fresh, asked.Asker, asked.Name, cancellationToken);
        if (kept && recipient.IsRoom)
        {
            // A room is told in the words and the zone of who had it told first.
            var preference = new Preference(question.Language, question.Filters.Zone ?? asked.TimeZone?.Id);
            await preferences.ProposeAsync(recipient.Chooser(), preference, cancellationToken);
        }

        return kept;
    }

    private IEnumerable<MessageAction> Next(List<Scope> wanted, Question question, Words words, VisibleNames names)
    {
        var isRoom = question.Recipient().IsRoom;
        if (question.Asked.Room is not null && !isRoom)
        {
            yield return new(Name, words["action-subscribe-room"], words.AskOf(Name, wanted[0], names, here: true));
        }

        yield return new(
            UnsubscribeTopic.TopicName,
            words["action-unsubscribe"],
            words.AskOf(UnsubscribeTopic.TopicName, wanted[0], names, isRoom)
        );
        yield return new(
            SubscriptionsTopic.TopicName,
            words["action-subscriptions"],
            words.Command(SubscriptionsTopic.TopicName)
        );
    }
}
