using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Topics;

/// <summary>Every partner in one line, by stage, ten at a time.</summary>
public sealed class ListTopic(Phrasebook phrasebook) : ITopic
{
    public const string TopicName = "list";

    public string Name => TopicName;

    public bool IsGeneral => true;

    public int Precedence => 2;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var reading = await partners.ListAsync(cancellationToken);
        var filters = question.Filters;
        var matching = reading
            .Value.Where(partner => Matches(partner, filters))
            .OrderBy(partner => partner.Stage)
            .ToList();
        var about = string.Join(", ", Describe(filters, words));
        return matching.Count > 0 ? Page(matching, reading, filters, about, words) : Nothing(reading, about, words);
    }

    private static bool Matches(PartnerSummary partner, Filters filters) =>
        (filters.Stage is null || partner.Stage == filters.Stage)
        && !HasReached(partner, filters.NotStage)
        && (filters.Track is not { } track || partner.Tracks.GetValueOrDefault(track)?.Status is not TrackStatus.Met)
        && (
            filters.Access is not { } access
            || partner.Access.Any(fact => fact.Network is Network.Own && fact.State == access)
        );

    // Who is live has agreed.
    private static bool HasReached(PartnerSummary partner, Stage? stage) =>
        partner.Stage == stage || (stage is Stage.Agreed && partner.Stage is Stage.Live);

    private static IEnumerable<string> Describe(Filters filters, Words words)
    {
        if (filters.Stage is { } stage)
        {
            yield return words.Of(stage);
        }

        if (filters.NotStage is { } other)
        {
            yield return words["list-not", words.Of(other)];
        }

        if (filters.Track is { } track)
        {
            yield return words["list-track", words.Of(track)];
        }

        if (filters.Access is { } access)
        {
            yield return words["access-is", words.Of(access)];
        }
    }

    private Message Page(
        List<PartnerSummary> matching,
        Reading<IReadOnlyList<PartnerSummary>> reading,
        Filters filters,
        string about,
        Words words
    )
    {
        var page = matching.Page(filters);
        var shown = page.Shown;
        var range = words.Range(page);
        return new()
        {
            Topic = Name,
            Language = words.Code,
            Text = words["state", words["list-title"], range],
            Headline = new(words["list-title"], about.Length > 0 ? Words.Capitalised(about) : null, range),
            Sections = [.. shown.GroupBy(partner => partner.Stage).Select(group => SectionOf(group, words))],
            Notes = shown.Any(partner => partner.Sample) ? [words["sample"]] : [],
            Visibility = shown.Max(partner => partner.Visibility),
            Freshness = new(reading.AsOf, LastConfirmed: null, reading.Stale),
            Actions = page.Next is not { } next ? [] : [new(Name, words["action-more"], AskFor(filters, next, words))],
            NextPage = page.Next,
        };
    }

    private Message Nothing(Reading<IReadOnlyList<PartnerSummary>> reading, string about, Words words) =>
        new()
        {
            Topic = Name,
            Language = words.Code,
            Text = "",
            Paragraphs =
            [
                reading.Value.Count == 0 ? words["list-empty"] : words["list-nothing", about, words.Command(Name)],
            ],
            Freshness = new(reading.AsOf, LastConfirmed: null, reading.Stale),
            Actions = reading.Value.Count == 0 ? [] : [new(Name, words.Command(Name), words.Command(Name))],
        };

    private static Section SectionOf(IGrouping<Stage, PartnerSummary> partners, Words words) =>
        new(Words.Capitalised(words.Of(partners.Key)), [.. partners.Select(partner => LineOf(partner, words))]);

    private static Line LineOf(PartnerSummary partner, Words words)
    {
        var met = partner.Tracks.Values.Count(track => track.Status is TrackStatus.Met);
        string[] facts =
        [
            partner.Programme?.Name ?? words["programme-none"],
            words["access-is", words.Access(partner.Access, Network.Own)],
            words["agreement-some", met, Enum.GetValues<Track>().Length],
        ];
        return new(partner.Name, string.Join(" · ", facts), $"{words.Command(StatusTopic.TopicName)} {partner.Name}");
    }

    // The same list once more, in words that the reader understands.
    private string AskFor(Filters filters, string page, Words words)
    {
        var vocabulary = words.File.Vocabulary;
        string?[] parts =
        [
            words.Command(Name),
            filters.Stage is { } stage ? vocabulary.Stages[stage][0] : null,
            filters.NotStage is { } other ? $"{words.File.Reading.Negations[0]} {vocabulary.Stages[other][0]}" : null,
            filters.Track is { } track ? vocabulary.Tracks[track][0] : null,
            filters.Access is { } access ? vocabulary.Access[access][0] : null,
            vocabulary.Page[0],
            page,
        ];
        return string.Join(' ', parts.OfType<string>());
    }
}
