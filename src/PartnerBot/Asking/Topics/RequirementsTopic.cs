using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>The programme's checklist and where a partner stands on each line; what is open comes first.</summary>
public sealed class RequirementsTopic(Phrasebook phrasebook) : ITopic
{
    public const string TopicName = "requirements";

    private const int ManyPartners = 10;

    // A usual checklist whole; a longer one a page at a time.
    private const int LinesOfOne = 20;
    private const int LinesOfEach = 10;
    private const int LongestText = 200;

    public string Name => TopicName;

    public int Precedence => 4;

    public bool AboutPartners => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var readings = await partners.FindEachAsync(question.Partners.Take(ManyPartners), cancellationToken);

        var message = new Message
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Notes = Notes(readings, question, words),
            Visibility = readings.Select(reading => (Visibility?)reading.Value.Visibility).Max(),
            Freshness = Freshness.Oldest(
                readings.Select(reading => new Freshness(reading.AsOf, reading.Value.LastConfirmed, reading.Stale))
            ),
        };
        return readings is [var only]
            ? Of(only.Value, message, question, words)
            : message with
            {
                Text = words["requirements"],
                Headline = new(words["requirements"], question.Track is { } track ? words.Of(track) : null, null),
                Sections = [.. readings.Select(reading => InShort(reading.Value, question, words))],
            };
    }

    private static Message Of(Partner partner, Message message, Question question, Words words)
    {
        var lines = Checklist(partner, question);
        var about = string.Join(", ", About(partner, question, words));
        if (lines.Count == 0)
        {
            return message with { Paragraphs = [words["requirements-none-of", partner.Name, about]] };
        }

        var page = lines.Page(question.Filters, LinesOfOne);
        var met = Met(lines, words);
        var title = words["requirements-of", partner.Name];
        return message with
        {
            Text = words["state", title, met],
            Headline = new(title, about, page.Pages == 1 ? met : $"{met} · {words.Range(page)}"),
            Sections =
            [
                .. page
                    .Shown.GroupBy(line => line.Track)
                    .Select(track => new Section(
                        words["state", words.Of(track.Key), Met(lines.FindAll(line => line.Track == track.Key), words)],
                        [.. track.Select(line => LineOf(line, words))]
                    )),
            ],
            Actions = [.. words.More(question, [partner.Name], page.Next), TimelineOf(partner, words)],
            NextPage = page.Next,
        };
    }

    /// <summary>For one of several: how many are met, and which are not.</summary>
    private Section InShort(Partner partner, Question question, Words words)
    {
        var lines = Checklist(partner, question);
        var open = lines.FindAll(IsOpen);
        var title = $"{partner.Name} · {string.Join(", ", About(partner, question, words))}";
        var ask = $"{words.Command(Name)} {partner.Name}";
        return new(
            title,
            [
                new(words["requirements-met"], lines.Count == 0 ? words["requirements-none"] : Met(lines, words), ask),
                .. open.Take(LinesOfEach).Select(line => LineOf(line, words)),
                .. open.Count > LinesOfEach
                    ? [new(words["requirements-rest", open.Count - LinesOfEach], ask, ask)]
                    : Array.Empty<Line>(),
            ]
        );
    }

    private static List<Requirement> Checklist(Partner partner, Question question) =>
        [
            .. partner
                .Requirements.Where(line => question.Track is null || line.Track == question.Track)
                .OrderBy(line => line.Track)
                .ThenBy(line => line.Status is RequirementStatus.Met)
                .ThenBy(line => line.Status),
        ];

    private static bool IsOpen(Requirement line) => line.Status is not RequirementStatus.Met;

    private static string Met(List<Requirement> lines, Words words) =>
        words["requirements-count", lines.Count(line => !IsOpen(line)), lines.Count];

    private static IEnumerable<string> About(Partner partner, Question question, Words words)
    {
        yield return partner.Programme?.Name ?? words["programme-none"];
        if (question.Track is { } track)
        {
            yield return words.Of(track);
        }
    }

    private static Line LineOf(Requirement line, Words words)
    {
        string?[] parts =
        [
            words.Of(line.Status),
            words.Of(line.Origin),
            line.Note is { } note ? PlainText.Shorten(note, LongestText) : null,
        ];
        return new(PlainText.Shorten(line.Title.In(words), LongestText), string.Join(" · ", parts.OfType<string>()));
    }

    private static IReadOnlyList<string> Notes(List<Reading<Partner>> readings, Question question, Words words) =>
        [
            .. readings.Exists(reading => reading.Value.Requirements.Count > 0)
                ? [words["requirements-same"]]
                : Array.Empty<string>(),
            .. question.Partners.Count > ManyPartners
                ? [words["first-partners", ManyPartners, question.Partners.Count]]
                : Array.Empty<string>(),
            .. readings.Exists(reading => reading.Value.Sample) ? [words["sample"]] : Array.Empty<string>(),
        ];

    private static MessageAction TimelineOf(Partner partner, Words words) =>
        new(
            TimelineTopic.TopicName,
            words["action-timeline", partner.Name],
            $"{words.Command(TimelineTopic.TopicName)} {partner.Name}"
        );
}
