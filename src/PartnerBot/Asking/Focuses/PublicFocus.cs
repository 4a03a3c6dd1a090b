using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Focuses;

/// <summary>What may be passed on? Public facts alone, and what will be public, with its moment.</summary>
public sealed class PublicFocus(TimeProvider clock, Locale locale) : IFocus
{
    private const int MostMilestones = 10;

    public Focus Focus => Focus.Public;

    public async Task<Focused?> AnswerAsync(
        Reading<Partner> reading,
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var partner = reading.Value;
        if (await partners.MilestonesAsync(partner.Id, cancellationToken) is not { } milestones)
        {
            return null;
        }

        var valid = milestones.Value.Where(milestone => milestone.SupersededBy is null).ToList();
        var open = valid.Where(milestone => milestone.VisibilityAt(clock.GetUtcNow()) is Visibility.Public).ToList();
        List<Line> facts =
        [
            .. Standing(partner, words),
            .. Promises(partner, words),
            .. open.Take(MostMilestones).Select(words.QuoteLine),
        ];
        List<Line> ahead = [.. Ahead(partner, valid, question, words)];
        return new(
            Say(partner, facts.Count, open.Count, words),
            facts.Count == 0 ? Worst(partner.Visibility, Visibility.Internal)
                : ahead.Count == 0 ? Visibility.Public
                : Visibility.Internal,
            reading.Freshness(milestones),
            [
                words.Action(StatusTopic.TopicName, words["action-status", partner.Name], partner),
                words.Action("timeline", words["action-timeline", partner.Name], partner),
            ],
            [
                .. facts.Count == 0 ? Array.Empty<Section>() : [new(words["focus-public-title", partner.Name], facts)],
                .. ahead.Count == 0 ? Array.Empty<Section>() : [new(words["focus-public-ahead", partner.Name], ahead)],
            ]
        );
    }

    private static string Say(Partner partner, int facts, int milestones, Words words) =>
        facts == 0 ? words["focus-public-none", partner.Name]
        : milestones > MostMilestones
            ? words["focus-public-more", partner.Name, MostMilestones, milestones - MostMilestones]
        : words["focus-public", partner.Name];

    private static Visibility Worst(Visibility one, Visibility other) => one > other ? one : other;

    // Where it stands is as public as the partner itself.
    private static IEnumerable<Line> Standing(Partner partner, Words words)
    {
        if (partner.Visibility is not Visibility.Public)
        {
            yield break;
        }

        yield return new(words["focus-stage"], words.StateAside(partner));
        yield return new(words["access"], words.AccessSince(partner.Access, Network.Own));
        if (partner.TargetDate is { } date)
        {
            yield return new(words["date"], words.Date(date));
        }
    }

    private IEnumerable<Line> Promises(Partner partner, Words words) =>
        partner
            .OpenCommitments()
            .Where(promise => promise.VisibilityAt(clock.GetUtcNow()) is Visibility.Public)
            .Select(promise => new Line(words["promised"], promise.Text.In(words)));

    private IEnumerable<Line> Ahead(Partner partner, IEnumerable<Milestone> milestones, Question question, Words words)
    {
        var now = clock.GetUtcNow();
        var zone = locale.ZoneFor(question);
        var promises = partner.OpenCommitments().Select(promise => (promise.Text, promise.AnnouncedAt));
        return promises
            .Concat(milestones.Select(milestone => (Text: milestone.Title, milestone.AnnouncedAt)))
            .Where(fact => fact.AnnouncedAt > now)
            .OrderBy(fact => fact.AnnouncedAt)
            .Take(MostMilestones)
            .Select(fact => new Line(
                fact.Text.In(words),
                words["focus-public-until", words.At(fact.AnnouncedAt!.Value, now, zone)]
            ));
    }
}
