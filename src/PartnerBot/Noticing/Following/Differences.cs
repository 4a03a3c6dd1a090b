using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// What has changed of a partner between two readings, as a feed would say it. It can't say who did it, nor what came and went
/// between two readings, nor of a milestone that was never the latest or was corrected after that, nor of an announcement.
/// </summary>
internal static class Differences
{
    private const string Nobody = "";

    /// <param name="after">The sequence that the first one comes after.</param>
    public static IReadOnlyList<Change> Of(ToldFacts before, PartnerFacts read, long after)
    {
        var now = ToldFacts.Of(read.Partner);
        var milestone = string.Equals(before.Milestone, now.Milestone, StringComparison.Ordinal) ? null : now.Milestone;
        List<Difference> all =
        [
            .. Moved(ChangeKind.Stage, field: null, Word(before.Stage), Word(now.Stage)),
            .. Enum.GetValues<Network>()
                .SelectMany(network =>
                    Moved(ChangeKind.Access, Name(network), Access(before, network), Access(now, network))
                ),
            .. Enum.GetValues<Track>()
                .SelectMany(track => Moved(ChangeKind.Track, Name(track), Status(before, track), Status(now, track))),
            .. now.Requirements.SelectMany(line =>
                Moved(ChangeKind.Requirement, line.Key, Standing(before, line.Key), Word(line.Value))
            ),
            .. Moved(ChangeKind.TargetDate, field: null, Date(before.TargetDate), Date(now.TargetDate)),
            .. Promises(before, now, read.Partner),
        ];
        List<string> right = milestone is null ? [] : [.. Corrections(before, read, milestone)];
        if (
            milestone is not null
            && all.Count == 0
            && !right.Contains(milestone)
            && (right.Count == 0 || IsNew(before, read, milestone))
        )
        {
            all.Add(new(ChangeKind.Milestone, Field: null, Before: null, After: null));
        }

        all.AddRange(right.Select(one => new Difference(ChangeKind.Correction, null, null, null, one)));
        return [.. all.Select((one, index) => one.ToChange(after + 1 + index, read, milestone))];
    }

    // By their ids, of what was the latest, and by the latest; of an older one by an older one none can be known from before.
    private static IEnumerable<string> Corrections(ToldFacts before, PartnerFacts read, string milestone) =>
        new[]
        {
            read.Find(before.Milestone)?.SupersededBy,
            read.Milestones.Any(one => one.SupersededBy == milestone) ? milestone : null,
        }
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    // Where the latest was corrected by one of an earlier day, what came before it is the latest again.
    private static bool IsNew(ToldFacts before, PartnerFacts read, string milestone) =>
        read.Find(before.Milestone) is not { } last || read.Find(milestone)?.RecordedAt > last.RecordedAt;

    private static IEnumerable<Difference> Moved(ChangeKind kind, string? field, JsonNode? before, JsonNode? after) =>
        JsonNode.DeepEquals(before, after) ? [] : [new(kind, field, before, after)];

    private static IEnumerable<Difference> Promises(ToldFacts before, ToldFacts now, Partner partner) =>
        partner
            .Commitments.Where(promise =>
                before.Promises.Contains(promise.Id, StringComparer.Ordinal)
                != now.Promises.Contains(promise.Id, StringComparer.Ordinal)
            )
            .Select(promise => new Difference(
                ChangeKind.Commitment,
                promise.Id,
                Before: null,
                new JsonObject { ["status"] = Word(promise.Status) }
            ));

    private static JsonObject? Access(ToldFacts facts, Network network) =>
        facts.Access.GetValueOrDefault(network) is { } access
            ? new JsonObject { ["state"] = Word(access.State), ["by"] = access.By is { } by ? Word(by) : null }
            : null;

    private static JsonValue? Status(ToldFacts facts, Track track) =>
        facts.Tracks.TryGetValue(track, out var status) ? Word(status) : null;

    private static JsonValue? Standing(ToldFacts facts, string requirement) =>
        facts.Requirements.TryGetValue(requirement, out var status) ? Word(status) : null;

    private static JsonValue? Date(DateOnly? date) =>
        date is { } day ? JsonValue.Create(day.ToString("O", CultureInfo.InvariantCulture)) : null;

    private static JsonValue Word<T>(T value)
        where T : struct, Enum => JsonValue.Create(Name(value));

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <param name="Milestone">Where it isn't the latest.</param>
    private sealed record Difference(
        ChangeKind Kind,
        string? Field,
        JsonNode? Before,
        JsonNode? After,
        string? Milestone = null
    )
    {
        public Change ToChange(long sequence, PartnerFacts read, string? milestone) =>
            new(
                sequence,
                read.AsOf,
                Nobody,
                read.Partner.Id,
                Kind,
                Field,
                Element(Before),
                Element(After),
                Milestone ?? milestone
            );

        private static JsonElement? Element(JsonNode? node) =>
            node is null ? null : JsonElement.Parse(node.ToJsonString());
    }
}
