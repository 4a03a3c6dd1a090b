using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

/// <summary>Partners as the registry could hold them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 7, 5, 0, TimeSpan.Zero);

    public static Milestone Milestone { get; } =
        new(
            "m1",
            MilestoneKind.Statement,
            Text(
                id: "Pembicaraan berlangsung intensif; titik temu belum ditemukan",
                en: "Talks are intensive; no meeting point has been found yet"
            ),
            Text(id: "Mudah-mudahan segera.", en: "Hopefully soon."),
            Wording.Paraphrase,
            Date: null,
            Track: null,
            new("Siti Choiriana", "Director Consumer Service"),
            new("Suara.com", "KLIKPOSITIF", null),
            Visibility.Internal,
            AnnouncedAt: null,
            RecordedAt: Now.AddDays(-6)
        );

    public static Partner Netflix { get; } =
        Of("netflix", "Netflix") with
        {
            Aliases = ["NFLX"],
            Requirements = [.. Enumerable.Range(1, 12).Select(Requirement)],
            LatestMilestone = Milestone,
            Commitments =
            [
                new(
                    "c1",
                    PromisedBy: null,
                    Text(
                        id: "publik akan diberi tahu setelah diputuskan",
                        en: "the public will be told once it is decided"
                    ),
                    CommitmentStatus.Open,
                    Visibility.Internal,
                    AnnouncedAt: null
                ),
            ],
            LastConfirmed = Now.AddDays(-6),
        };

    /// <summary>Closed by us, negotiating on IndiHome, no track met, and nothing else on record.</summary>
    public static Partner Of(string id, string name) =>
        new(
            new(id),
            name,
            Aliases: [],
            Visibility.Internal,
            RestrictedTo.Nobody,
            Sample: false,
            new("indihome", "IndiHome"),
            Stage.Negotiating,
            TargetDate: null,
            [
                new(Network.Own, AccessState.Closed, AccessBy.Us, Since: null),
                new(Network.Others, AccessState.Open, By: null, Since: null),
            ],
            Enum.GetValues<Track>()
                .ToDictionary(track => track, _ => new TrackState(TrackStatus.NoAgreement, Note: null)),
            Requirements: [],
            Owner: null,
            Managers: [],
            LatestMilestone: null,
            Commitments: [],
            LastConfirmed: Now.AddDays(-1)
        );

    /// <summary>Nothing on record but a name and a stage.</summary>
    public static Partner Bare(string id, string name) =>
        Of(id, name) with
        {
            Programme = null,
            Stage = Stage.Prospect,
            Access = [],
            Tracks = new Dictionary<Track, TrackState>(),
            LastConfirmed = null,
        };

    public static PartnerSummary Summary(Partner partner) =>
        new(
            partner.Id,
            partner.Name,
            partner.Aliases,
            partner.Visibility,
            partner.RestrictedTo,
            partner.Sample,
            partner.Programme,
            partner.Stage,
            partner.Access,
            partner.Tracks
        );

    public static LocalizedText Text(string id, string en) =>
        new("id", new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = id, ["en"] = en });

    public static Dictionary<Track, TrackState> Tracks(
        TrackStatus legal,
        TrackStatus business,
        TrackStatus technical
    ) =>
        new()
        {
            [Track.Legal] = new(legal, Note: null),
            [Track.Business] = new(business, Note: null),
            [Track.Technical] = new(technical, Note: null),
        };

    private static Requirement Requirement(int number) =>
        new(
            $"r{number}",
            Track.Legal,
            Text($"Syarat {number}", $"Requirement {number}"),
            RequirementOrigin.Law,
            number <= 7 ? RequirementStatus.Met : RequirementStatus.Unmet,
            Note: null
        );
}
