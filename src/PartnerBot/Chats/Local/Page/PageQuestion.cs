using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Http;

namespace PartnerBot.Chats.Local.Page;

/// <summary>A question as the page posts it: <c>{"text","language","asker","timeZone"}</c>, all but the first optional.</summary>
/// <param name="TimeZone">The browser's; null where it says none or one that is not known here.</param>
internal sealed record PageQuestion(string Text, string? Language, string? Asker, TimeZoneInfo? TimeZone)
{
    private static readonly string[] Fields = ["text", "language", "asker", "timeZone"];

    /// <exception cref="BadFieldException">What is wrong and how to mend it, by field.</exception>
    public static PageQuestion Parse(ReadOnlyMemory<byte> body, Phrasebook phrasebook)
    {
        var fields = AskBody.Parse(body, Fields);
        return new(
            AskRequest.CheckText(fields.GetValueOrDefault("text")),
            AskRequest.CheckLanguage(fields.GetValueOrDefault("language"), phrasebook),
            AskRequest.CheckName("asker", fields.GetValueOrDefault("asker"))?.Trim(),
            Zone(fields.GetValueOrDefault("timeZone"))
        );
    }

    private static TimeZoneInfo? Zone(string? name) =>
        name is { Length: > 0 and <= AskRequest.LongestName }
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId
            ? zone
            : null;
}
