using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>A change that somebody may see, in one line.</summary>
internal static class SeenChangeSaying
{
    private const int LongestQuote = 200;

    /// <summary>What changed, in words.</summary>
    public static string WhatOf(this SeenChange seen, TimeZoneInfo zone, Words words) =>
        words.What(seen.Change, seen.Partner, seen.Milestones, zone);

    /// <summary>Named by its partner: what changed, when, and what it came with.</summary>
    public static Line LineOf(this SeenChange seen, TimeZoneInfo zone, Words words)
    {
        string?[] parts =
        [
            seen.WhatOf(zone, words),
            words.DateAndTime(seen.Change.At, zone),
            seen.Milestone?.SupersededBy is null ? null : words["superseded"],
        ];
        var said = string.Join(" · ", parts.OfType<string>());
        var quote = seen.Milestone is { } milestone
            ? Short(words.Whole(milestone with { Text = null })) with
            {
                Label = said,
            }
            : null;
        return new(
            seen.Partner.Name,
            quote is null ? said : $"{said} · {PlainAnswer.Said(quote, words)}",
            $"{words.Command(TimelineTopic.TopicName)} {seen.Partner.Name}",
            quote
        );
    }

    /// <summary>What is shown may be passed on only as far as the least public fact in it.</summary>
    public static Visibility? VisibilityAt(this SeenChange seen, DateTimeOffset now)
    {
        Visibility?[] shown =
        [
            seen.Partner.Visibility,
            seen.Milestone?.VisibilityAt(now),
            .. seen
                .Partner.Commitments.Where(commitment => commitment.IsOf(seen.Change))
                .Select(commitment => (Visibility?)commitment.VisibilityAt(now)),
        ];
        return shown.Max();
    }

    private static Quote Short(Quote quote) =>
        quote with
        {
            Text = PlainText.Shorten(quote.Text, LongestQuote),
            Translation = quote.Translation is { } text ? PlainText.Shorten(text, LongestQuote) : null,
        };
}
