using PartnerBot.Asking.Languages;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>Partners side by side: the same rows for each, in alphabetical order, so that everybody can check that the rules are the same.</summary>
public sealed class CompareTopic(Phrasebook phrasebook, Told told, TimeProvider clock, Locale locale) : ITopic
{
    public const string TopicName = "compare";

    private const int MostPartners = 8;
    private const int LongestTitle = 80;

    public string Name => TopicName;

    public int Precedence => 7;

    public bool AboutPartners => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var names = await partners.NamesAsync(cancellationToken);
        // A second name that isn't clear is asked about, not replaced.
        var other = question is { Partners: [var one], Unclear: [] }
            ? await OtherAsync(one, question, names, cancellationToken)
            : null;
        var compared = question.Partners.Take(MostPartners).Concat(other is null ? [] : [other.Id]);
        var readings = await partners.FindEachAsync(compared, cancellationToken);

        if (readings is [var alone])
        {
            return WithWhom(alone.Value, await partners.ListAsync(cancellationToken), words);
        }

        var message = SideBySide(readings, question, words);
        return other is null ? message : message with { Notes = [words["compare-last", other.Name], .. message.Notes] };
    }

    private async Task<PartnerSummary?> OtherAsync(
        PartnerId one,
        Question question,
        VisibleNames names,
        CancellationToken cancellationToken
    ) =>
        await told.LastAsync(question.Asked.Asker, question.Asked.Conversation, clock.GetUtcNow(), cancellationToken)
            is { } last
        && last != one
            ? names.Find(last)
            : null;

    private Message WithWhom(Partner partner, Reading<IReadOnlyList<PartnerSummary>> all, Words words)
    {
        var other = all.Value.FirstOrDefault(each => each.Id != partner.Id);
        var ask = other is null
            ? words.File.Topics[Name].Example
            : $"{words.Command(Name)} {partner.Name} {other.Name}";
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs = [words["compare-with", partner.Name, ask]],
            Actions = other is null ? [] : [new(Name, ask, ask)],
        };
    }

    private Message SideBySide(List<Reading<Partner>> readings, Question question, Words words)
    {
        List<Partner> all =
        [
            .. readings
                .Select(reading => reading.Value)
                .OrderBy(partner => partner.Name, StringComparer.InvariantCultureIgnoreCase)
                .ThenBy(partner => partner.Id.Value, StringComparer.Ordinal),
        ];
        var columns = all.ConvertAll(partner => ColumnOf(partner, all));
        var title = words["compare-title", string.Join(", ", columns)];
        var zone = locale.ZoneFor(question);
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = title,
            Headline = new(title, null, null),
            Table = new(
                columns,
                [.. Rows(zone, words).Select(row => new TableRow(row.Label, all.ConvertAll(row.Cell)))]
            ),
            Notes =
            [
                words["compare-same"],
                .. question.Partners.Count > MostPartners
                    ? [words["first-partners", MostPartners, question.Partners.Count]]
                    : Array.Empty<string>(),
                .. all.Exists(partner => partner.Sample) ? [words["sample"]] : Array.Empty<string>(),
            ],
            Visibility = all.Select(VisibilityOf).Max(),
            Freshness = Freshness.Oldest(
                readings.Select(reading => new Freshness(reading.AsOf, reading.Value.LastConfirmed, reading.Stale))
            ),
        };
    }

    // Two of one name could not be told apart.
    private static string ColumnOf(Partner partner, List<Partner> all) =>
        all.Count(other => string.Equals(other.Name, partner.Name, StringComparison.OrdinalIgnoreCase)) == 1
            ? partner.Name
            : $"{partner.Name} ({partner.Id})";

    private IEnumerable<(string Label, Converter<Partner, string> Cell)> Rows(TimeZoneInfo zone, Words words)
    {
        var now = clock.GetUtcNow();
        yield return (words["row-programme"], partner => partner.Programme?.Name ?? words["not-recorded"]);
        yield return (words["row-stage"], partner => words.Of(partner.Stage));
        yield return (words["row-access-own"], partner => words.AccessSince(partner.Access, Network.Own));
        yield return (words["row-access-others"], partner => words.AccessSince(partner.Access, Network.Others));
        foreach (var track in Enum.GetValues<Track>())
        {
            yield return (
                words.Of(track),
                partner =>
                    partner.Tracks.GetValueOrDefault(track) is { } state
                        ? words.Of(state.Status)
                        : words["not-recorded"]
            );
        }

        yield return (words["requirements-met"], partner => Met(partner, words));
        yield return (
            words["row-target-date"],
            partner => partner.TargetDate is { } target ? words.Date(target) : words["date-none"]
        );
        yield return (words["milestone"], partner => Latest(partner, words));
        yield return (
            words["row-confirmed"],
            partner => partner.LastConfirmed is { } at ? words.Ago(at, now, zone) : words["not-recorded"]
        );
    }

    private static string Met(Partner partner, Words words) =>
        partner.Requirements.Count == 0
            ? words["requirements-none"]
            : words[
                "of",
                partner.Requirements.Count(line => line.Status is RequirementStatus.Met),
                partner.Requirements.Count
            ];

    private static string Latest(Partner partner, Words words)
    {
        if (partner.LatestMilestone is not { } milestone)
        {
            return words["milestone-none"];
        }

        var quote = words.Latest(milestone);
        return words[
            "milestone-label",
            PlainText.Shorten(quote.Translation is { } text ? words["translation", text] : quote.Text, LongestTitle),
            words.Dated(milestone)
        ];
    }

    // What is shown may be passed on only as far as the least public fact in it.
    private Visibility? VisibilityOf(Partner partner) =>
        partner.LatestMilestone is { } latest
        && latest.Visibility.EffectiveAt(latest.AnnouncedAt, clock.GetUtcNow()) is var milestone
        && milestone > partner.Visibility
            ? milestone
            : partner.Visibility;
}
