using PartnerBot.Asking.Languages;
using PartnerBot.Noticing.Subscribing;

namespace PartnerBot.Asking.Topics;

/// <summary>Ends subscriptions: what is named, and what is narrower. A wider one stays, and is told.</summary>
public sealed class UnsubscribeTopic(Phrasebook phrasebook, Subscriptions subscriptions) : ITopic
{
    public const string TopicName = "unsubscribe";

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
        if (await subscriptions.RemoveAsync(recipient, wanted, cancellationToken) is not { } ended)
        {
            return words.NotKept(this, question);
        }

        var held = await subscriptions.FindAsync(recipient, cancellationToken) ?? [];
        var wider = held.Select(one => one.Scope).Where(scope => wanted.Exists(scope.Covers)).ToList();
        var text =
            ended.Count > 0 ? words["unsubscribed".For(recipient), words.Said(Named(ended, wanted), names)]
            : wider.Count > 0 ? words["unsubscribed-wider".For(recipient), words.Said(wider, names)]
            : wanted.Contains(Scope.Everything) ? words["subscriptions-none".For(recipient)]
            : words["unsubscribed-none".For(recipient), words.Said(wanted, names)];
        return words.Ordered(this, text, Next(wider, question, words, names)) with
        {
            Notes =
            [
                .. ended.Count > 0 && wider.Count > 0
                    ? [words["unsubscribed-still".For(recipient), words.Said(wider, names)]]
                    : Array.Empty<string>(),
                .. words.FirstPartners(question),
            ],
        };

        // Of what was ended because all was, the names may be of partners that are seen no more.
        static IEnumerable<Scope> Named(List<Scope> ended, List<Scope> wanted) =>
            wanted.Exists(scope => scope.Partner is null) ? wanted : ended;
    }

    private IEnumerable<MessageAction> Next(List<Scope> wider, Question question, Words words, VisibleNames names)
    {
        var isRoom = question.Recipient().IsRoom;
        foreach (var scope in wider)
        {
            var ask = words.AskOf(Name, scope, names, isRoom);
            yield return new(Name, words["action-end", words.Said(scope, names)], ask);
        }

        yield return new(
            SubscriptionsTopic.TopicName,
            words["action-subscriptions"],
            words.Command(SubscriptionsTopic.TopicName)
        );
    }
}
