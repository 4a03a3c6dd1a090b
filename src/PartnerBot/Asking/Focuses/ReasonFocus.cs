using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Focuses;

/// <summary>Why is it not done? The tracks that are not met, each with its note and its open requirements.</summary>
public sealed class ReasonFocus : IFocus
{
    public Focus Focus => Focus.Reason;

    public Task<Focused?> AnswerAsync(
        Reading<Partner> reading,
        Question question,
        VisiblePartners partners,
        Words words,
        CancellationToken cancellationToken
    )
    {
        var partner = reading.Value;
        List<Track> tracks = question.Track is { } only ? [only] : [.. Enum.GetValues<Track>()];
        var unmet = tracks.Where(track => StatusOf(partner, track) is not TrackStatus.Met).ToList();
        var lines = unmet.Select(track => LineOf(partner, track, words)).ToList();
        return Task.FromResult<Focused?>(
            new(
                Say(partner, question.Track, unmet, words),
                partner.Visibility,
                reading.Freshness(),
                [words.Action("requirements", words["action-requirements"], partner)],
                lines.Count == 0 ? [] : [new(words["focus-reason-title", partner.Name], lines)]
            )
        );
    }

    private static TrackStatus? StatusOf(Partner partner, Track track) =>
        partner.Tracks.GetValueOrDefault(track)?.Status;

    private static string Say(Partner partner, Track? asked, List<Track> unmet, Words words)
    {
        var stage = words.Of(partner.Stage);
        return asked is { } track ? SayOne(partner, track, stage, words)
            : unmet.Count == 0 ? words["focus-reason-met", partner.Name, stage]
            : partner.Tracks.Count == 0 ? words["focus-reason-unrecorded", partner.Name, stage]
            : partner.Tracks.Values.All(state => state.Status is TrackStatus.NotStarted)
                ? words["focus-reason-not-started", partner.Name, stage]
            : words["focus-reason", partner.Name, stage, string.Join(", ", unmet.Select(words.Of))];
    }

    private static string SayOne(Partner partner, Track track, string stage, Words words) =>
        StatusOf(partner, track) switch
        {
            null => words["focus-reason-track-unrecorded", partner.Name, words.Of(track), stage],
            TrackStatus.Met => words["focus-reason-track-met", partner.Name, words.Of(track), stage],
            TrackStatus.NotStarted => words["focus-reason-track-not-started", partner.Name, words.Of(track), stage],
            _ => words["focus-reason", partner.Name, stage, words.Of(track)],
        };

    private static Line LineOf(Partner partner, Track track, Words words)
    {
        var state = partner.Tracks.GetValueOrDefault(track);
        var open = partner
            .Requirements.Where(requirement =>
                requirement.Track == track && requirement.Status is not RequirementStatus.Met
            )
            .Select(requirement => $"{requirement.Title.In(words)} ({words.Of(requirement.Status)})")
            .ToList();
        string?[] parts =
        [
            state is null ? words["not-recorded"] : words.Of(state.Status),
            state?.Note,
            open.Count == 0 ? null : words["focus-reason-open", string.Join("; ", open)],
        ];
        return new(words.Of(track), string.Join(" · ", parts.OfType<string>()));
    }
}
