using System.Text.Json;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>
/// A change of the registry's feed in words: <c>Legal is now met (was: no agreement yet)</c>. Of a value whose JSON is not
/// as this version knows it, only that it changed is said.
/// </summary>
internal static class ChangeSaying
{
    private const int LongestText = 200;

    /// <param name="partner">As the asker may see it.</param>
    /// <param name="milestones">Those of the partner that the asker may see.</param>
    public static string What(
        this Words words,
        Change change,
        Partner partner,
        IReadOnlyCollection<Milestone> milestones,
        TimeZoneInfo zone
    ) =>
        change.Kind switch
        {
            ChangeKind.Created => words["change-created"],
            ChangeKind.Stage => words.Moved(words["row-stage"], change, words.OfWord<Stage>),
            ChangeKind.Access => words.Moved(words.AccessOf(change.Field), change, words.AccessIn),
            ChangeKind.Track => words.Moved(words.TrackOf(change.Field), change, words.OfWord<TrackStatus>),
            ChangeKind.Requirement => words.Moved(
                words.RequirementOf(change.Field, partner),
                change,
                words.OfWord<RequirementStatus>
            ),
            ChangeKind.TargetDate => words.Moved(words["row-target-date"], change, words.TargetIn),
            ChangeKind.Commitment => words.Promise(change, partner),
            ChangeKind.Correction => words.Correction(change, milestones),
            ChangeKind.Announcement => words.Announcement(change, zone),
            _ => words["change-milestone"],
        };

    /// <summary>The value that a word of the registry stands for, such as <c>no-agreement</c>; null for any other JSON.</summary>
    public static T? Word<T>(JsonElement? json)
        where T : struct, Enum =>
        json is { ValueKind: JsonValueKind.String } word
        && Enum.GetValues<T>()
            .Where(value =>
                string.Equals(
                    JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()),
                    word.GetString(),
                    StringComparison.Ordinal
                )
            )
            .ToList()
            is [var found]
            ? found
            : null;

    private static string Moved(this Words words, string what, Change change, Func<JsonElement?, string?> tell)
    {
        var (before, after) = (tell(change.Before), tell(change.After));
        var (now, nowAndWas) = IsNothing(change.After)
            ? ("change-now-nothing", "change-now-nothing-was")
            : ("change-now", "change-now-was");
        return after is null ? words["change-only", what]
            : before is null ? words[now, what, after]
            : words[nowAndWas, what, after, before];
    }

    // What has come to nothing is told as such: a track can't be "now no agreement yet".
    private static bool IsNothing(JsonElement? after) =>
        IsNull(after) || Word<TrackStatus>(after) is TrackStatus.NoAgreement;

    private static string? OfWord<T>(this Words words, JsonElement? json)
        where T : struct, Enum => Word<T>(json) is { } value ? words.Of(value) : null;

    private static string AccessOf(this Words words, string? network) =>
        network switch
        {
            "own" => words["row-access-own"],
            "others" => words["row-access-others"],
            _ => words["access"],
        };

    private static string TrackOf(this Words words, string? track) =>
        Enum.GetValues<Track>().Where(known => Named(known, track)).ToList() is [var found]
            ? words.Of(found)
            : words["change-track"];

    private static bool Named(Track track, string? field) =>
        string.Equals(track.ToString(), field, StringComparison.OrdinalIgnoreCase);

    private static string RequirementOf(this Words words, string? id, Partner partner) =>
        partner.Requirements.FirstOrDefault(line => string.Equals(line.Id, id, StringComparison.Ordinal)) is { } line
            ? words["change-requirement", PlainText.Shorten(line.Title.In(words), LongestText)]
            : words["change-requirement-other"];

    private static string? AccessIn(this Words words, JsonElement? json)
    {
        if (IsNull(json))
        {
            return words["not-recorded"];
        }

        return Word<AccessState>(Property(json, "state")) is { } state
            ? words.AccessSince(
                [new(Network.Own, state, Word<AccessBy>(Property(json, "by")), DateIn(Property(json, "since")))],
                Network.Own
            )
            : null;
    }

    private static string? TargetIn(this Words words, JsonElement? json) =>
        IsNull(json) ? words["date-none"]
        : DateIn(json) is { } date ? words.Date(date)
        : null;

    private static string Promise(this Words words, Change change, Partner partner)
    {
        var text = partner.Commitments.First(commitment => IsOf(commitment, change)).Text.In(words);
        var kept = Word<CommitmentStatus>(Property(change.After, "status")) is CommitmentStatus.Fulfilled;
        return words[kept ? "change-promise-kept" : "change-promised", PlainText.Shorten(text, LongestText)];
    }

    /// <summary>Whether a change is of this promise.</summary>
    public static bool IsOf(this Commitment commitment, Change change) =>
        change.Kind is ChangeKind.Commitment && string.Equals(commitment.Id, change.Field, StringComparison.Ordinal);

    // What was wrong is said only where it may be seen itself, so it isn't taken from the change.
    private static string Correction(this Words words, Change change, IReadOnlyCollection<Milestone> milestones) =>
        milestones.FirstOrDefault(milestone =>
            string.Equals(milestone.SupersededBy, change.Milestone, StringComparison.Ordinal)
        )
            is { } wrong
            ? words["change-corrected", PlainText.Shorten(words.Latest(wrong).Text, LongestText)]
            : words["change-corrected-only"];

    private static string Announcement(this Words words, Change change, TimeZoneInfo zone) =>
        change.After is { ValueKind: JsonValueKind.String } after && after.TryGetDateTimeOffset(out var at)
            ? words["change-public", words.DateAndTime(at, zone)]
            : words["change-announcement"];

    private static bool IsNull(JsonElement? json) => json is null or { ValueKind: JsonValueKind.Null };

    private static JsonElement? Property(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var property)
            ? property
            : null;

    private static PartialDate? DateIn(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.String } text)
        {
            return null;
        }

        try
        {
            return WireMapping.ParseDate(text.GetString()!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
