using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Storage;

namespace PartnerBot.Asking;

/// <summary>Quiet hours and digests in words.</summary>
internal static class CadenceSaying
{
    /// <summary>What was chosen: the topic that changes it, its name, and what it is.</summary>
    public static IEnumerable<(string Topic, string Label, string Said)> When(
        this Words words,
        CadenceRow cadence,
        DateTimeOffset now,
        TimeZoneInfo zone
    )
    {
        if (words.QuietHours(cadence, now, zone) is { } quiet)
        {
            yield return (QuietTopic.TopicName, words["quiet"], quiet);
        }

        if (words.DigestTime(cadence, now, zone) is { } digest)
        {
            yield return (DigestTopic.TopicName, words["digest"], digest);
        }
    }

    /// <summary><c>20:00 to 07:00 WIB</c>; null where there are none.</summary>
    public static string? QuietHours(this Words words, CadenceRow cadence, DateTimeOffset now, TimeZoneInfo zone) =>
        cadence is { QuietFrom: { } from, QuietUntil: { } until }
            ? words["quiet-hours", words.Clock(from), words.Clock(until), words.Zone(now, zone)]
            : null;

    /// <summary><c>every Monday at 09:00 WIB</c>; null where there is none.</summary>
    public static string? DigestTime(this Words words, CadenceRow cadence, DateTimeOffset now, TimeZoneInfo zone) =>
        cadence.DigestAt is not { } at ? null
        : cadence.DigestDay is { } day ? words["digest-weekly", words.Of(day), words.Clock(at), words.Zone(now, zone)]
        : words["digest-daily", words.Clock(at), words.Zone(now, zone)];

    /// <summary>The words that end it: <c>quiet off here</c>.</summary>
    public static string Off(this Words words, string topic, bool here)
    {
        var ordering = words.File.Reading.Ordering;
        string?[] parts = [words.Command(topic), ordering.Off[0], here ? ordering.Here[0] : null];
        return string.Join(' ', parts.OfType<string>());
    }
}
