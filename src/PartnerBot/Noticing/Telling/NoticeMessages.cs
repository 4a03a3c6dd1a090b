using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Noticing.Telling;

/// <summary>Changes as one recipient is told of them, in one message.</summary>
internal sealed class NoticeMessages(TimeProvider clock)
{
    public const string TopicName = "notice";

    // Most messages tell many people one change.
    private readonly ConditionalWeakTable<SeenChange, ConcurrentDictionary<Manner, Message>> known = [];

    /// <param name="seen">In order; more than one partner's where it is no <see cref="Occasion.OfPartner"/>.</param>
    /// <param name="asOf">When the registry was read.</param>
    /// <param name="toRoom">Others read along, so that nothing is offered which is one's own.</param>
    /// <param name="notes">Said besides, first.</param>
    public Message Compose(
        IReadOnlyList<SeenChange> seen,
        Occasion occasion,
        DateTimeOffset asOf,
        Words words,
        TimeZoneInfo zone,
        bool toRoom,
        params IReadOnlyList<string> notes
    ) =>
        (seen, notes) is ([var one], [])
            ? known
                .GetOrCreateValue(one)
                .GetOrAdd(
                    new(occasion, asOf, words.Code, zone.Id, toRoom),
                    _ => Write(seen, occasion, asOf, words, zone, toRoom, notes)
                )
            : Write(seen, occasion, asOf, words, zone, toRoom, notes);

    private Message Write(
        IReadOnlyList<SeenChange> seen,
        Occasion occasion,
        DateTimeOffset asOf,
        Words words,
        TimeZoneInfo zone,
        bool toRoom,
        IReadOnlyList<string> notes
    )
    {
        var now = clock.GetUtcNow();
        var message = (seen, occasion) switch
        {
            ([var one], Occasion.OfPartner) => One(one, words, zone),
            (_, Occasion.OfPartner) => Several(seen, words, zone),
            _ => Gathered(seen, occasion, words, zone),
        };
        var partners = seen.Select(one => one.Partner).DistinctBy(partner => partner.Id).ToList();
        var composed = message with
        {
            TimeZone = zone.Id,
            Visibility = seen.Select(one => one.VisibilityAt(now)).Max(),
            Freshness = new(asOf, partners is [var only] ? only.LastConfirmed : null, Stale: false),
            Notes = [.. notes, .. seen.Any(one => one.Partner.Sample) ? [words["sample"]] : Array.Empty<string>()],
            Actions = partners is [var about] ? Offer(about, words, toRoom) : [],
        };
        return composed with { Text = PlainAnswer.Of(composed, words, now, zone) };
    }

    private static Message One(SeenChange seen, Words words, TimeZoneInfo zone)
    {
        var what = seen.WhatOf(zone, words);
        return Base(words) with
        {
            Text = words["state", seen.Partner.Name, what],
            Headline = new(seen.Partner.Name, Context: null, what),
            Quote = seen.Milestone is { } milestone ? words.Whole(milestone) : null,
            Paragraphs =
            [
                words["notice-changed-at", words.DateAndTime(seen.Change.At, zone)],
                Standing(seen.Partner, seen.Change.Kind, words),
            ],
        };
    }

    private static Message Several(IReadOnlyList<SeenChange> seen, Words words, TimeZoneInfo zone)
    {
        var partner = seen[^1].Partner;
        var count = Count(seen, words);
        return Base(words) with
        {
            Text = words["state", partner.Name, count],
            Headline = new(partner.Name, Context: null, count),
            Paragraphs = [Standing(partner, kind: null, words)],
            Sections = [Section(words["notice-in-order"], seen, words, zone)],
        };
    }

    private static Message Gathered(IReadOnlyList<SeenChange> seen, Occasion occasion, Words words, TimeZoneInfo zone)
    {
        var title = words[occasion is Occasion.Digest ? "notice-digest" : "notice-quiet"];
        var count = Count(seen, words);
        return Base(words) with
        {
            Text = words["state", title, count],
            Headline = new(title, Context: null, count),
            Sections =
            [
                .. seen.GroupBy(one => one.Partner.Id)
                    .Select(partner => Section(partner.Last().Partner.Name, partner, words, zone)),
            ],
        };
    }

    private static string Count(IReadOnlyList<SeenChange> seen, Words words) =>
        seen.Count == 1 ? words["notice-count-one"] : words["notice-count", seen.Count];

    private static Section Section(string title, IEnumerable<SeenChange> seen, Words words, TimeZoneInfo zone) =>
        new(title, [.. seen.Select(one => Named(one, words, zone))]);

    // Named by what changed, since the partner is named above.
    private static Line Named(SeenChange seen, Words words, TimeZoneInfo zone)
    {
        string?[] parts =
        [
            words.DateAndTime(seen.Change.At, zone),
            seen.Milestone is { } milestone
                ? PlainAnswer.Said(words.Whole(milestone with { Text = null }), words)
                : null,
            seen.Milestone?.SupersededBy is null ? null : words["superseded"],
        ];
        return new(seen.WhatOf(zone, words), string.Join(" · ", parts.OfType<string>()));
    }

    /// <summary>What has not changed: the stage, unless it is what did, and how many tracks are still open.</summary>
    private static string Standing(Partner partner, ChangeKind? kind, Words words)
    {
        var open = partner.Tracks.Values.Count(track => track.Status is not TrackStatus.Met);
        string?[] parts =
        [
            kind is ChangeKind.Stage ? null : words["notice-stage", words.Of(partner.Stage)],
            partner.Tracks.Count == 0 || !TellsTracks(partner.Stage, open) ? null
            : open == 0 ? words["notice-tracks-met"]
            : open == 1 ? words["notice-tracks-open-one", partner.Tracks.Count]
            : words["notice-tracks-open", open, partner.Tracks.Count],
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    // That all is met goes without saying once it is agreed; that something is open again does not.
    private static bool TellsTracks(Stage stage, int open) =>
        stage is Stage.Negotiating || (open > 0 && stage is (Stage.Agreed or Stage.Live));

    private static IReadOnlyList<MessageAction> Offer(Partner partner, Words words, bool toRoom) =>
        [
            words.Action("acknowledge", words["action-acknowledge"], partner),
            words.Action(TimelineTopic.TopicName, words["action-timeline", partner.Name], partner),
            .. toRoom
                ? Array.Empty<MessageAction>()
                : [words.Action("mute", words["action-mute", partner.Name], partner)],
        ];

    private static Message Base(Words words) =>
        new()
        {
            Topic = TopicName,
            Language = words.Code,
            Text = "",
        };

    private sealed record Manner(Occasion Occasion, DateTimeOffset AsOf, string Language, string Zone, bool ToRoom);
}
