using PartnerBot.Asking.Focuses;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>How far it is with a partner, and whether it can be reached today.</summary>
public sealed class StatusTopic(Phrasebook phrasebook, FocusedStatus focused, TimeProvider clock) : ITopic
{
    public const string TopicName = "status";

    // A telephone's notification shows about this much.
    private const int LeadLength = 60;

    public string Name => TopicName;

    public bool AboutPartners => true;

    public bool IsGeneral => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        if (question.Focus is { } focus)
        {
            return await focused.AnswerAsync(focus, question, partners, words, cancellationToken);
        }

        var asked = question.Partners.Take(SinceLast.ManyPartners);
        var readings = await partners.FindEachAsync(asked, cancellationToken);
        var answers = readings.ConvertAll(reading => Answer(reading, question, words));
        return answers is [var only] ? only : Together(answers, question, words);
    }

    private Message Answer(Reading<Partner> reading, Question question, Words words)
    {
        var partner = reading.Value;
        var stage = words.Of(partner.Stage);
        var agreement = words.Agreement(partner.Stage, partner.Tracks);
        var state = agreement is null ? stage : words["state", stage, agreement];
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = Lead(partner, stage, agreement, words),
            Headline = new(partner.Name, partner.Programme?.Name ?? words["programme-none"], state),
            Facts =
            [
                .. AccessFacts(partner, words),
                .. TrackFacts(partner, question.Track, words),
                .. PromiseFacts(partner, words),
            ],
            Quote = partner.LatestMilestone is { } milestone ? words.Latest(milestone) : null,
            Notes = [.. partner.Remarks(words, named: question.Partners.Count > 1)],
            Visibility = VisibilityOf(partner),
            Freshness = reading.Freshness(),
            Actions = ActionsFor(partner, words),
        };
    }

    // Partner, stage and access come first, whatever else has to wait for the next sentence.
    private static string Lead(Partner partner, string stage, string? agreement, Words words)
    {
        var access = words.Access(partner.Access, Network.Own);
        var whole = words["lead", partner.Name, agreement is null ? stage : $"{stage}, {agreement}", access];
        if (whole.Length <= LeadLength)
        {
            return whole;
        }

        var rest = agreement is null ? "" : $" {Words.Capitalised(agreement)}.";
        var over = words["lead", partner.Name, stage, access].Length - LeadLength;
        var name = over > 0 ? PlainText.Shorten(partner.Name, Math.Max(1, partner.Name.Length - over)) : partner.Name;
        return words["lead", name, stage, access] + rest;
    }

    private static IEnumerable<Fact> AccessFacts(Partner partner, Words words)
    {
        var others = partner.Access.Any(fact => fact.Network is Network.Others)
            ? words["access-others", words.AccessSince(partner.Access, Network.Others)]
            : null;
        yield return new(
            FactGroup.Access,
            words["access"],
            words.AccessSince(partner.Access, Network.Own),
            others,
            Strong: true
        );
        if (partner.LatestMilestone is null)
        {
            yield return new(FactGroup.Access, words["milestone"], words["milestone-none"]);
        }
    }

    private static IEnumerable<Fact> TrackFacts(Partner partner, Track? asked, Words words)
    {
        foreach (var track in Enum.GetValues<Track>())
        {
            var state = partner.Tracks.GetValueOrDefault(track);
            yield return new(
                FactGroup.Tracks,
                words.Of(track),
                state is null ? words["not-recorded"] : words.Of(state.Status),
                asked == track ? state?.Note : null
            );
        }

        var met = partner.Requirements.Count(requirement => requirement.Status is RequirementStatus.Met);
        yield return new(
            FactGroup.Tracks,
            words["requirements-met"],
            partner.Requirements.Count == 0 ? words["requirements-none"] : words["of", met, partner.Requirements.Count]
        );
    }

    private static IEnumerable<Fact> PromiseFacts(Partner partner, Words words)
    {
        var date = partner.TargetDate is { } target ? words.Date(target) : words["date-none"];
        yield return new(FactGroup.Promise, words["date"], date);
        var open = partner.OpenCommitments().Select(commitment => commitment.Text.In(words)).ToList();
        yield return new(
            FactGroup.Promise,
            words["promised"],
            open.Count == 0 ? words["promised-none"] : string.Join("; ", open)
        );
    }

    // What is shown may be passed on only as far as the least public fact in it.
    private Visibility VisibilityOf(Partner partner)
    {
        var now = clock.GetUtcNow();
        var facts = partner.OpenCommitments().Select(commitment => commitment.VisibilityAt(now));
        var milestone = partner.LatestMilestone?.VisibilityAt(now) ?? Visibility.Public;
        return facts.Append(milestone).Append(partner.Visibility).Max();
    }

    private static IReadOnlyList<MessageAction> ActionsFor(Partner partner, Words words) =>
        [
            words.Action("timeline", words["action-timeline", partner.Name], partner),
            words.Action("requirements", words["action-requirements"], partner),
            words.Action("subscribe", words["action-subscribe"], partner),
            words.Action(TopicName, words["action-share"], partner) with
            {
                Topic = MessageAction.Share,
            },
        ];

    private Message Together(List<Message> answers, Question question, Words words)
    {
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = string.Join(' ', answers.Select(answer => answer.Text)),
            Sections = [.. answers.Select(answer => SectionOf(answer, words))],
            Notes =
            [
                .. words.FirstPartners(question),
                .. answers.SelectMany(answer => answer.Notes).Distinct(StringComparer.Ordinal),
            ],
            Visibility = answers.Max(answer => answer.Visibility),
            Freshness = Freshness.Oldest(answers.Select(answer => answer.Freshness!)),
        };
    }

    private static Section SectionOf(Message answer, Words words)
    {
        var (title, context, state) = answer.Headline!;
        var facts = answer.Facts.Select(fact => new Line(fact.Label, PlainAnswer.ValueOf(fact)));
        var quote = answer.Quote is { } said
            ? [new Line(said.Label, PlainAnswer.Said(said, words))]
            : Array.Empty<Line>();
        return new($"{title} · {context} · {state}", [.. facts, .. quote]);
    }
}
