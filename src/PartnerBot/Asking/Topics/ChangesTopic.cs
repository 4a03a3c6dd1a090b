using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>What changed, newest first, one line a change, ten at a time: of the partners named, else of all.</summary>
public sealed class ChangesTopic(Phrasebook phrasebook, TimeProvider clock, Locale locale) : ITopic
{
    public const string TopicName = "changes";

    private const int ManyPartners = 10;
    private const int UsualDays = 7;
    private const int MostReads = 10;
    private const int ReadAtOnce = 100;

    public string Name => TopicName;

    public int Precedence => 6;

    public bool MayNamePartners => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var names = await partners.NamesAsync(cancellationToken);
        var named = question.Partners.Take(ManyPartners).ToList();
        var reader = new ChangeReader(partners, question.Track, cancellationToken);
        return await ReadAsync(reader, named, question) is { } changes
            ? Answer(changes, reader, named.ConvertAll(id => names.Find(id)?.Name ?? id.Value), question, words)
            : NoFeed(words);
    }

    private async Task<List<SeenChange>?> ReadAsync(ChangeReader reader, List<PartnerId> named, Question question)
    {
        var most = MostOf(question);
        var period = PeriodOf(question);
        List<PartnerId?> about = named.Count == 0 ? [null] : named.ConvertAll(id => (PartnerId?)id);
        var all = new List<SeenChange>();
        foreach (var partner in about)
        {
            var query = new ChangeQuery(partner, period.From, period.Until, Limit: ReadAtOnce);
            if (await reader.ReadAsync(query, most, MostReads / about.Count) is not { } some)
            {
                return null;
            }

            all.AddRange(some);
        }

        return [.. all.OrderByDescending(seen => seen.Change.Sequence).Take(most)];
    }

    // As many as the page ends with, and one more to know whether others follow.
    private static int MostOf(Question question) =>
        Math.Clamp(Paging.Number(question.Filters), 1, MostReads * ReadAtOnce / Paging.Usual) * Paging.Usual + 1;

    private Period PeriodOf(Question question) =>
        question.Filters.Period ?? new(Dates.DaysBefore(clock.GetUtcNow(), UsualDays, locale.ZoneFor(question)));

    private Message NoFeed(Words words)
    {
        var example = words.File.Topics[TimelineTopic.TopicName].Example;
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [words["changes-no-feed"]],
            Actions = [new(TimelineTopic.TopicName, example, example)],
        };
    }

    private Message Answer(
        List<SeenChange> changes,
        ChangeReader reader,
        List<string> names,
        Question question,
        Words words
    )
    {
        var about = string.Join(", ", Narrowed(question, words));
        var title = names.Count == 0 ? words["changes"] : words["changes-of", string.Join(", ", names)];
        var page = changes.Page(question.Filters);
        var range =
            changes.Count < MostOf(question) && !reader.GaveUp
                ? words.Range(page)
                : words["changes-range", page.First, page.First + page.Shown.Count - 1];
        var zone = locale.ZoneFor(question);
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = changes.Count == 0 ? "" : words["state", title, range],
            Headline = changes.Count == 0 ? null : new(title, Words.Capitalised(about), range),
            Paragraphs =
                changes.Count > 0 ? []
                : reader.GaveUp ? [words["changes-cut"]]
                : [Nothing(names, about, words)],
            Sections =
                changes.Count == 0
                    ? []
                    : [new(words["changes-newest"], [.. page.Shown.Select(seen => seen.LineOf(zone, words))])],
            Notes =
            [
                .. reader.GaveUp && changes.Count > 0 && page.Next is null
                    ? [words["changes-cut"]]
                    : Array.Empty<string>(),
                .. question.Partners.Count > ManyPartners
                    ? [words["first-partners", ManyPartners, question.Partners.Count]]
                    : Array.Empty<string>(),
                .. page.Shown.Any(seen => seen.Partner.Sample) ? [words["sample"]] : Array.Empty<string>(),
            ],
            Visibility = page.Shown.Select(seen => seen.VisibilityAt(clock.GetUtcNow())).Max(),
            Freshness = reader.Freshness,
            Actions = words.More(question, names, page.Next),
            NextPage = page.Next,
        };
    }

    private IEnumerable<string> Narrowed(Question question, Words words)
    {
        if (question.Track is { } track)
        {
            yield return words.Of(track);
        }

        var zone = locale.ZoneFor(question);
        yield return question.Filters.Period is { } period
            ? words.Stretch(period, zone)
            : words["changes-usual", UsualDays, words.Stretch(PeriodOf(question), zone)];
    }

    private static string Nothing(List<string> names, string about, Words words) =>
        names.Count == 0 ? words["changes-none", about] : words["changes-none-of", string.Join(", ", names), about];
}
