using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Reading;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Focuses;

/// <summary>Was it really said? What is on record that shares words with the claim, or is by whom it names; never a yes or no.</summary>
public sealed class StatementFocus : IFocus
{
    private const int Shown = 3;

    // Inflected words share at least their beginning: "regulation", "regulasi", "regulations".
    private const int Stem = 5;

    private readonly HashSet<string> everyday;
    private readonly TimeProvider clock;

    public StatementFocus(Phrasebook phrasebook, TimeProvider clock)
    {
        this.clock = clock;
        everyday =
        [
            .. phrasebook
                .All.SelectMany(words =>
                    words.File.Reading.Markers.Concat(words.File.Topics.Values.SelectMany(topic => topic.Names))
                )
                .SelectMany(WordsOf),
        ];
    }

    public Focus Focus => Focus.Statement;

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

        var claim = ClaimOf(question, partner);
        var valid = milestones
            .Value.Where(milestone => milestone is { SupersededBy: null, Kind: not MilestoneKind.Step })
            .ToList();
        return Say(reading, milestones, [.. Nearest(claim, valid).Take(Shown)], words);
    }

    // What a statement is about is in its title, which counts twice, as does who made it; what a text mentions counts where
    // neither says it.
    private static IEnumerable<Milestone> Nearest(List<string> claim, List<Milestone> milestones)
    {
        var titled = claim.FindAll(word => milestones.Exists(milestone => IsAbout(milestone, word)));
        return milestones
            .Select(milestone => (Milestone: milestone, Shared: claim.Sum(word => Shared(milestone, word))))
            .Where(found => found.Shared > 0)
            .OrderByDescending(found => found.Shared)
            .Select(found => found.Milestone);

        int Shared(Milestone milestone, string word) =>
            IsAbout(milestone, word) ? 2
            : !titled.Contains(word) && milestone.Text is { } text && Says(text, word) ? 1
            : 0;
    }

    private Focused Say(
        Reading<Partner> reading,
        Reading<IReadOnlyList<Milestone>> milestones,
        List<Milestone> said,
        Words words
    )
    {
        var partner = reading.Value;
        var now = clock.GetUtcNow();
        return new(
            words[said.Count == 0 ? "focus-statement-none" : "focus-statement", partner.Name],
            said.Select(milestone => milestone.VisibilityAt(now)).Append(partner.Visibility).Max(),
            reading.Freshness(milestones),
            [words.Action("timeline", words["action-timeline", partner.Name], partner)],
            said.Count == 0
                ? []
                : [new(words["focus-statement-title", partner.Name], [.. said.Select(words.QuoteLine)])]
        );
    }

    // What is left of the words without everyday ones and the partner's names.
    private List<string> ClaimOf(Question question, Partner partner)
    {
        var names = partner
            .Aliases.Concat(question.Corrections.Select(correction => correction.Words))
            .Append(partner.Name)
            .Append(partner.Id.Value)
            .SelectMany(WordsOf)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. WordsOf(question.Asked.Words)
                .Where(word => word.Length > 1 && !everyday.Contains(word) && !names.Contains(word))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static bool IsAbout(Milestone milestone, string word) =>
        Says(milestone.Title, word)
        || (milestone.Spokesperson is { } person && WordsOf(person.Name).Contains(word, StringComparer.Ordinal));

    private static bool Says(LocalizedText text, string word) =>
        WordsOf(text) is var words && (words.Contains(word) || words.Any(other => Akin(word, other)));

    private static HashSet<string> WordsOf(LocalizedText text) =>
        text.Texts.Values.SelectMany(WordsOf).ToHashSet(StringComparer.Ordinal);

    private static bool Akin(string one, string other) =>
        one.Length >= Stem && other.Length >= Stem && one.AsSpan(0, Stem).SequenceEqual(other.AsSpan(0, Stem));

    private static string[] WordsOf(string text) => Token.KeyOf(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
