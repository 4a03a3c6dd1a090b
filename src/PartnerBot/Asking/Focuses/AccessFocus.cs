using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Focuses;

/// <summary>Can it be reached, who closed or opened it, and since when; the stage beside it, from which none of it follows.</summary>
public sealed class AccessFocus : IFocus
{
    public Focus Focus => Focus.Access;

    public Task<Focused?> AnswerAsync(
        Reading<Partner> reading,
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var partner = reading.Value;
        var access = words["focus-access", partner.Name, On(Network.Own), On(Network.Others)];
        return Task.FromResult<Focused?>(
            new(
                $"{access} {words["focus-access-stage", words.StateAside(partner)]}",
                partner.Visibility,
                reading.Freshness(),
                [words.Action(StatusTopic.TopicName, words["action-status", partner.Name], partner)],
                Sections: []
            )
        );

        string On(Network network) => Say(partner.Access.FirstOrDefault(fact => fact.Network == network), words);
    }

    private static string Say(AccessFact? fact, Words words)
    {
        if (fact is null)
        {
            return words["not-recorded"];
        }

        var state = fact switch
        {
            { State: AccessState.Closed, By: { } by } => words.Of(by),
            { By: AccessBy.Us } => words["opened-by-us"],
            { By: AccessBy.Partner } => words["opened-by-partner"],
            { By: AccessBy.Authority } => words["opened-by-authority"],
            _ => words.Of(fact.State),
        };
        return fact.Since is { } since ? words["since", state, words.Date(since)]
            : fact.By is null ? state
            : words["since-unknown", state];
    }
}
