namespace PartnerBot.Asking;

/// <summary>The house's language and time zone, used where the asker's are not known.</summary>
/// <param name="Language">A code of a language file, such as <c>en</c>.</param>
public sealed record Locale(string Language, TimeZoneInfo TimeZone)
{
    /// <summary>The zone that was said, else the asker's, else the house's.</summary>
    public TimeZoneInfo ZoneFor(Question question) => ZoneFor(question.Asked, question.Filters.Zone);

    /// <summary>Null where there is none of that name here.</summary>
    internal static TimeZoneInfo? ZoneNamed(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The same while a question is being read.</summary>
    /// <param name="said">The IANA name of the zone that was said.</param>
    internal TimeZoneInfo ZoneFor(Asked asked, string? said) =>
        said is not null && TimeZoneInfo.TryFindSystemTimeZoneById(said, out var found)
            ? found
            : asked.TimeZone ?? TimeZone;
}
