using System.Globalization;
using System.Text.Json;
using static PartnerBot.Registry.Wire;

namespace PartnerBot.Registry;

/// <summary>From the registry's JSON to the bot's own types; what the types can't hold is a <see cref="JsonException"/>.</summary>
internal static class WireMapping
{
    public static Partner ToPartner(this PartnerBody body) =>
        new(
            ToId(body.Id),
            body.Name,
            Each(body.Aliases, alias => alias),
            body.Visibility,
            ToRestrictedTo(body.RestrictedTo),
            body.Sample,
            ToProgramme(body.Programme),
            body.Stage,
            body.TargetDate,
            Each(body.Access, ToAccess),
            ToTracks(body.Tracks),
            Each(body.Requirements, ToRequirement),
            body.Owner is { } owner ? ToPerson(owner) : null,
            Each(body.Managers, ToPerson),
            body.LatestMilestone is { } milestone ? ToMilestone(milestone) : null,
            Each(body.Commitments, ToCommitment),
            body.LastConfirmed
        );

    public static IReadOnlyList<PartnerSummary> ToSummaries(this SummaryPage page) => Each(page.Items, ToSummary);

    public static IReadOnlyList<PartnerId> ToIds(this IdPage page) => Each(page.Items, item => ToId(item.Id));

    /// <summary><c>2019</c>, <c>2019-05</c> or <c>2019-05-14</c>.</summary>
    /// <exception cref="JsonException">Anything else, or a day that does not exist.</exception>
    public static PartialDate ParseDate(string text)
    {
        var precision = text.Length switch
        {
            4 => "yyyy",
            7 => "yyyy-MM",
            _ => "yyyy-MM-dd",
        };
        return DateOnly.TryParseExact(text, precision, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(date.Year, text.Length > 4 ? date.Month : null, text.Length > 7 ? date.Day : null)
            : throw new JsonException("A date is not a year, a month or a day.");
    }

    private static PartnerSummary ToSummary(SummaryBody body) =>
        new(
            ToId(body.Id),
            body.Name,
            Each(body.Aliases, alias => alias),
            body.Visibility,
            ToRestrictedTo(body.RestrictedTo),
            body.Sample,
            ToProgramme(body.Programme),
            body.Stage,
            Each(body.Access, ToAccess),
            ToTracks(body.Tracks)
        );

    private static PartnerId ToId(string id) =>
        id.Length > 0 ? new(id) : throw new JsonException("A partner has an empty id.");

    private static RestrictedTo ToRestrictedTo(RestrictedToBody? body) =>
        body is null
            ? RestrictedTo.Nobody
            : new(Each(body.People, person => person), Each(body.Groups, group => group));

    private static Programme? ToProgramme(ProgrammeBody? body) => body is null ? null : new(body.Id, body.Name);

    private static AccessFact ToAccess(AccessBody body) => new(body.Network, body.State, body.By, body.Since);

    private static Dictionary<Track, TrackState> ToTracks(TracksBody body) =>
        new()
        {
            [Track.Legal] = new(body.Legal.Status, body.Legal.Note),
            [Track.Business] = new(body.Business.Status, body.Business.Note),
            [Track.Technical] = new(body.Technical.Status, body.Technical.Note),
        };

    private static Requirement ToRequirement(RequirementBody body) =>
        new(body.Id, body.Track, ToText(body.Title), body.Origin, body.Status, body.Note);

    private static Person ToPerson(PersonBody body) => new(body.Id, body.Name, body.Email);

    public static IReadOnlyList<Milestone> ToMilestones(this MilestonePage page) => Each(page.Items, ToMilestone);

    public static IReadOnlyList<Change> ToChanges(this ChangesBody body) => Each(body.Changes, ToChange);

    /// <exception cref="JsonException">It is not in the order of its sequences, from <paramref name="after"/> on.</exception>
    public static FeedPage ToFeedPage(this ChangesBody body, long after)
    {
        var last = after;
        var changes = body.ToChanges();
        foreach (var change in changes)
        {
            last = change.Sequence > last ? change.Sequence : throw new JsonException("The feed is not in order.");
        }

        return new(changes, last, body.Head);
    }

    private static Change ToChange(ChangeBody body) =>
        new(
            body.Sequence,
            body.At,
            body.Actor,
            body.Partner is { } partner ? ToId(partner) : null,
            Enum.TryParse<ChangeKind>(
                body.Kind.Replace("-", "", StringComparison.Ordinal),
                ignoreCase: true,
                out var kind
            )
                ? kind
                : ChangeKind.Other,
            body.Field,
            body.Before,
            body.After,
            body.Milestone
        );

    private static Milestone ToMilestone(MilestoneBody body) =>
        new(
            body.Id,
            body.Kind,
            ToText(body.Title),
            body.Text is { } text ? ToText(text) : null,
            body.Wording,
            body.Date,
            body.Track,
            ToSpokesperson(body.Spokesperson),
            body.Source is { } source ? new(source.Publisher, source.Via, source.Link) : null,
            body.Visibility,
            body.AnnouncedAt,
            body.RecordedAt,
            body.SupersededBy
        );

    private static Commitment ToCommitment(CommitmentBody body) =>
        new(
            body.Id,
            ToSpokesperson(body.PromisedBy),
            ToText(body.Text),
            body.Status,
            body.Visibility,
            body.AnnouncedAt
        );

    private static Spokesperson? ToSpokesperson(SpokespersonBody? body) =>
        body is null ? null : new(body.Name, body.Title);

    // A text without its original could not be shown in any language but by chance.
    private static LocalizedText ToText(LocalizedBody body) =>
        body.Texts.GetValueOrDefault(body.Original) is not null && body.Texts.Values.All(text => text is not null)
            ? new(body.Original, body.Texts)
            : throw new JsonException("A text lacks its original.");

    // Nullable annotations are not checked for the elements of a list.
    private static IReadOnlyList<TOut> Each<TIn, TOut>(IReadOnlyList<TIn>? items, Func<TIn, TOut> map)
        where TIn : class =>
        items is null ? []
        : items.Any(item => item is null) ? throw new JsonException("A list has an empty place.")
        : [.. items.Select(map)];
}
