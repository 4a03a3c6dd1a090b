namespace PartnerBot.Asking;

/// <summary>The house's language and time zone, used where the asker's are not known.</summary>
/// <param name="Language">A code of a language file, such as <c>en</c>.</param>
public sealed record Locale(string Language, TimeZoneInfo TimeZone)
{
    /// <summary>The zone that was said, else the asker's, else the house's.</summary>
    public TimeZoneInfo ZoneOf(Question question) =>
        question.Filters.Zone is { } said && TimeZoneInfo.TryFindSystemTimeZoneById(said, out var found)
            ? found
            : question.Asked.TimeZone ?? TimeZone;
}
