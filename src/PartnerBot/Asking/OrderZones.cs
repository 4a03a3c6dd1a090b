using PartnerBot.Noticing;
using PartnerBot.People;

namespace PartnerBot.Asking;

/// <summary>In which zone a recipient's quiet hours and digest are.</summary>
internal static class OrderZones
{
    /// <summary>The one that is kept, else the asker's, else the house's.</summary>
    public static async Task<TimeZoneInfo> ZoneOfAsync(
        this Preferences preferences,
        Question question,
        Locale locale,
        CancellationToken cancellationToken
    )
    {
        var kept = await preferences.FindAsync(question.Recipient().Chooser(), cancellationToken);
        return Locale.ZoneNamed(kept.TimeZone) ?? locale.ZoneFor(question);
    }

    /// <summary>The one that is said, else the asker's; of a room, else the one that is kept.</summary>
    public static async Task<TimeZoneInfo> ZoneForNewAsync(
        this Preferences preferences,
        Question question,
        Locale locale,
        CancellationToken cancellationToken
    ) =>
        question.Filters.Zone is null && question.Recipient().IsRoom
            ? await preferences.ZoneOfAsync(question, locale, cancellationToken)
            : locale.ZoneFor(question);

    /// <summary>Keeps it for what is told later, where it is not just the house's.</summary>
    public static Task KeepZoneAsync(
        this Preferences preferences,
        Question question,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    ) =>
        question is { Filters.Zone: null, Asked.TimeZone: null }
            ? Task.CompletedTask
            : preferences.ChooseTimeZoneAsync(question.Recipient().Chooser(), zone.Id, cancellationToken);

    /// <summary>Under which key a recipient's choices are; a room's id stands for an asker's.</summary>
    public static Asker Chooser(this Recipient recipient) =>
        recipient.Address is { } at
            ? new(at.Platform, at.Realm, at.Id)
            : throw new ArgumentException("A person has no choices of their own, but accounts.", nameof(recipient));
}
