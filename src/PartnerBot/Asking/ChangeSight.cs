using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Which changes are told, and to whom.</summary>
internal static class ChangeSight
{
    /// <summary>Whether people are told of it at all: stage, access, track, requirement, date, promise, milestone, correction, announcement.</summary>
    public static bool IsTold(this Change change) =>
        change.Partner is not null
        && change.Kind
            is not (ChangeKind.Other or ChangeKind.Details or ChangeKind.Confirmation or ChangeKind.Programme);

    /// <summary>A milestone, its correction or its announcement, and a promise, are only as visible as they are in the partner.</summary>
    /// <param name="partner">As somebody may see it.</param>
    /// <param name="milestone">What the change came with, where they may see it.</param>
    public static bool IsSeen(this Change change, Partner partner, Milestone? milestone) =>
        change.Kind switch
        {
            ChangeKind.Milestone or ChangeKind.Correction or ChangeKind.Announcement => milestone is not null,
            ChangeKind.Commitment => partner.Commitments.Any(commitment => commitment.IsOf(change)),
            _ => true,
        };

    /// <summary>Whether it is about a track.</summary>
    public static bool IsOn(this Change change, Track track, Partner partner, Milestone? milestone) =>
        milestone?.Track == track
        || change.Kind switch
        {
            ChangeKind.Track => string.Equals(change.Field, track.ToString(), StringComparison.OrdinalIgnoreCase),
            ChangeKind.Requirement => partner.Requirements.Any(line =>
                line.Track == track && string.Equals(line.Id, change.Field, StringComparison.Ordinal)
            ),
            _ => false,
        };
}
