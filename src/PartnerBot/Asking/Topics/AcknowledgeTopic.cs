using PartnerBot.Asking.Languages;
using PartnerBot.Noticing.Subscribing;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>The asker has seen what changed; the partner's owner is shown so.</summary>
public sealed class AcknowledgeTopic(
    Phrasebook phrasebook,
    Acknowledgements acknowledgements,
    TimeProvider clock,
    Locale locale
) : ITopic
{
    public const string TopicName = "acknowledge";

    public string Name => TopicName;

    public int Precedence => 7;

    public bool AboutPartners => true;

    public bool IsOrder => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var named = question.Partners.Take(OrderSaying.ManyPartners);
        var said = new List<string>();
        foreach (var partner in await partners.FindEachAsync(named, cancellationToken))
        {
            if (await AcknowledgeAsync(partner.Value, question, cancellationToken) is not { } done)
            {
                return words.NotKept(this, question);
            }

            said.Add(Say(partner.Value, done, question, words));
        }

        return words.Ordered(this, "") with
        {
            Paragraphs = said,
            Notes = [.. words.FirstPartners(question)],
        };
    }

    private Task<Acknowledged?> AcknowledgeAsync(
        Partner partner,
        Question question,
        CancellationToken cancellationToken
    )
    {
        var (asker, name, room) = (question.Asked.Asker, question.Asked.Name, question.Asked.Room);
        return acknowledgements.AddAsync(new(asker, name, room), partner.Id, partner.Owner?.Id, cancellationToken);
    }

    private string Say(Partner partner, Acknowledged done, Question question, Words words)
    {
        var latest = done.Latest is { } at ? words.At(at, clock.GetUtcNow(), locale.ZoneFor(question)) : null;
        return (done.Changes, latest) switch
        {
            (0, _) => words["acknowledged-none", partner.Name],
            (1, null) => words["acknowledged.one", partner.Name],
            (1, _) => words["acknowledged-at.one", partner.Name, latest],
            (_, null) => words["acknowledged.other", partner.Name, done.Changes],
            _ => words["acknowledged-at.other", partner.Name, done.Changes, latest],
        };
    }
}
