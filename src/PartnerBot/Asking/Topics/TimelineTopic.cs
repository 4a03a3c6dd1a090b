using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>What has been said and done about a partner, newest first, ten at a time.</summary>
public sealed class TimelineTopic(Phrasebook phrasebook, TimeProvider clock, Locale locale) : ITopic
{
    public const string TopicName = "timeline";

    private const int ManyPartners = 10;

    public string Name => TopicName;

    public int Precedence => 3;

    public bool AboutPartners => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var records = new List<Record>();
        foreach (var id in question.Partners.Take(ManyPartners))
        {
            if (
                await partners.FindAsync(id, cancellationToken) is { } partner
                && await partners.MilestonesAsync(id, cancellationToken) is { } milestones
            )
            {
                records.Add(
                    new(
                        partner.Value,
                        [.. milestones.Value.StandingFirst().Where(milestone => Matches(milestone, question))],
                        new(milestones.AsOf, partner.Value.LastConfirmed, milestones.Stale || partner.Stale)
                    )
                );
            }
        }

        return Answer(records, question, words);
    }

    private bool Matches(Milestone milestone, Question question)
    {
        if (question.Track is { } track && milestone.Track != track)
        {
            return false;
        }

        return question.Filters.Period is not { } period
            || (
                milestone.Date is { } date
                    ? period.MayHave(date, locale.ZoneFor(question))
                    : milestone.RecordedAt >= period.From
                        && (period.Until is null || milestone.RecordedAt < period.Until)
            );
    }

    private Message Answer(List<Record> records, Question question, Words words)
    {
        List<Entry> entries =
        [
            .. records.SelectMany(record => record.Milestones.Select(each => new Entry(record.Partner, each))),
        ];
        var names = records.ConvertAll(record => record.Partner.Name);
        var about = string.Join(", ", Narrowed(question, words));
        var title = names is [var name] ? words["timeline-of", name] : words["timeline-title"];
        var page = entries.Page(question.Filters);
        var range = words.Range(page);
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = entries.Count == 0 ? "" : words["state", title, range],
            Headline = entries.Count == 0 ? null : new(title, about.Length > 0 ? about : null, range),
            Paragraphs = entries.Count > 0 ? [] : [Nothing(names, about, words)],
            Sections =
            [
                .. page
                    .Shown.GroupBy(entry => (entry.Partner, Holds: entry.Milestone.SupersededBy is null))
                    .Select(group => SectionOf(group.Key.Partner, group.Key.Holds, group, words)),
            ],
            Notes =
            [
                .. question.Partners.Count > ManyPartners
                    ? [words["first-partners", ManyPartners, question.Partners.Count]]
                    : Array.Empty<string>(),
                .. records.Exists(record => record.Partner.Sample) ? [words["sample"]] : Array.Empty<string>(),
            ],
            Visibility = VisibilityOf(records, page.Shown),
            Freshness = Freshness.Oldest(records.Select(record => record.Freshness)),
            Actions =
            [
                .. words.More(question, names, page.Next),
                .. names.Count == 1 ? [StatusOf(names[0], words)] : Array.Empty<MessageAction>(),
            ],
            NextPage = page.Next,
        };
    }

    private IEnumerable<string> Narrowed(Question question, Words words)
    {
        if (question.Track is { } track)
        {
            yield return words.Of(track);
        }

        if (question.Filters.Period is { } period)
        {
            yield return words.Stretch(period, locale.ZoneFor(question));
        }
    }

    private static string Nothing(List<string> names, string about, Words words)
    {
        var partners = string.Join(", ", names);
        return about.Length == 0 ? words["timeline-none", partners] : words["timeline-none-of", partners, about];
    }

    private static Section SectionOf(Partner partner, bool holds, IEnumerable<Entry> entries, Words words) =>
        new(
            words["state", partner.Name, words[holds ? "timeline-standing" : "timeline-superseded"]],
            [.. entries.Select(entry => LineOf(entry.Milestone, words))]
        );

    private static Line LineOf(Milestone milestone, Words words)
    {
        var quote = words.Whole(milestone);
        var kind = words.Of(milestone.Kind);
        string?[] parts =
        [
            milestone.SupersededBy is null ? null : words["superseded"],
            kind,
            PlainAnswer.Said(quote, words),
        ];
        var label = Words.Capitalised(kind);
        return new(
            Words.Capitalised(words.Dated(milestone)),
            Words.Capitalised(string.Join(" · ", parts.OfType<string>())),
            Ask: null,
            // The line is named by the date already.
            quote with
            {
                Label = milestone.SupersededBy is null ? label : $"{label} · {words["superseded"]}",
            }
        );
    }

    // What is shown may be passed on only as far as the least public fact in it.
    private Visibility? VisibilityOf(List<Record> records, IReadOnlyList<Entry> shown)
    {
        var now = clock.GetUtcNow();
        return records
            .Select(record => (Visibility?)record.Partner.Visibility)
            .Concat(
                shown.Select(entry =>
                    (Visibility?)entry.Milestone.Visibility.EffectiveAt(entry.Milestone.AnnouncedAt, now)
                )
            )
            .Max();
    }

    private static MessageAction StatusOf(string name, Words words) =>
        new(StatusTopic.TopicName, words["action-status", name], $"{words.Command(StatusTopic.TopicName)} {name}");

    private sealed record Record(Partner Partner, IReadOnlyList<Milestone> Milestones, Freshness Freshness);

    private sealed record Entry(Partner Partner, Milestone Milestone);
}
