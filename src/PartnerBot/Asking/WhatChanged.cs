using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>What is different of a partner since it was last told, one phrase a change.</summary>
internal static class WhatChanged
{
    private const int Most = 12;

    /// <summary>Stage, access, tracks, requirements, date, promises, milestone; the first 12 and how many more.</summary>
    public static IReadOnlyList<string> Since(ToldFacts before, Partner partner, Words words)
    {
        var now = ToldFacts.Of(partner);
        List<string> changes =
        [
            .. Changed(words["focus-stage"], words.Of(before.Stage), words.Of(now.Stage), words),
            .. Access(before, now, words),
            .. Tracks(before, now, words),
            .. Requirements(before, partner, words),
            .. Changed(words["date"], Date(before.TargetDate), Date(now.TargetDate), words),
            .. Promises(before, partner, words),
            .. LatestMilestone(before, partner, words),
        ];
        return changes.Count <= Most ? changes : [.. changes.Take(Most), words["told-more", changes.Count - Most]];

        string Date(DateOnly? date) => date is { } day ? words.Date(day) : words["date-none"];
    }

    private static IEnumerable<string> Changed(string what, string before, string now, Words words) =>
        string.Equals(before, now, StringComparison.Ordinal) ? [] : [words["told-change", what, before, now]];

    private static IEnumerable<string> Access(ToldFacts before, ToldFacts now, Words words)
    {
        return
        [
            .. Changed(words["access"], Say(before, Network.Own), Say(now, Network.Own), words),
            .. Changed(words["told-access-others"], Say(before, Network.Others), Say(now, Network.Others), words),
        ];

        string Say(ToldFacts facts, Network network) =>
            facts.Access.GetValueOrDefault(network) is { } access
                ? words.Access([new(network, access.State, access.By, Since: null)], network)
                : words["not-recorded"];
    }

    private static IEnumerable<string> Tracks(ToldFacts before, ToldFacts now, Words words)
    {
        return Enum.GetValues<Track>()
            .SelectMany(track => Changed(words.Of(track), Say(before, track), Say(now, track), words));

        string Say(ToldFacts facts, Track track) =>
            facts.Tracks.TryGetValue(track, out var status) ? words.Of(status) : words["not-recorded"];
    }

    private static IEnumerable<string> Requirements(ToldFacts before, Partner partner, Words words)
    {
        var gone = before
            .Requirements.Keys.Except(
                partner.Requirements.Select(requirement => requirement.Id),
                StringComparer.Ordinal
            )
            .Count();
        return
        [
            .. partner.Requirements.SelectMany(requirement =>
                Changed(requirement.Title.In(words), Then(requirement.Id), words.Of(requirement.Status), words)
            ),
            .. gone == 0 ? Array.Empty<string>() : [words["told-requirements-gone", gone]],
        ];

        string Then(string id) =>
            before.Requirements.TryGetValue(id, out var status) ? words.Of(status) : words["not-recorded"];
    }

    private static IEnumerable<string> Promises(ToldFacts before, Partner partner, Words words)
    {
        foreach (var promise in partner.Commitments)
        {
            var known = before.Promises.Contains(promise.Id, StringComparer.Ordinal);
            if (known != promise.Status is CommitmentStatus.Open)
            {
                yield return words[
                    known ? "told-promise-kept" : "told-promise-new",
                    promise.Text.In(words).TrimEnd('.')
                ];
            }
        }

        var there = partner.Commitments.Select(promise => promise.Id);
        if (before.Promises.Except(there, StringComparer.Ordinal).Count() is var gone and > 0)
        {
            yield return words["told-promises-gone", gone];
        }
    }

    private static IEnumerable<string> LatestMilestone(ToldFacts before, Partner partner, Words words) =>
        string.Equals(before.Milestone, partner.LatestMilestone?.Id, StringComparison.Ordinal) ? []
        : partner.LatestMilestone is { } latest ? [words["told-milestone", latest.Title.In(words).TrimEnd('.')]]
        : [words["told-milestone-gone"]];
}
