using System.Net;
using Microsoft.Bot.Schema;
using PartnerBot.Asking;

namespace PartnerBot.Chats.Teams;

/// <summary>A question, typed or pressed, with the place that it was asked in.</summary>
/// <param name="MessageId">The message it came with, or whose button was pressed; null where Teams names none.</param>
/// <param name="Name">Who asks, as others see them.</param>
internal sealed record Incoming(Asked Asked, TeamsPlace Place, string? MessageId, string Name)
{
    /// <summary>The words typed, as the verified sender's question; null where there is no telling who or where.</summary>
    public static Incoming? Typed(Activity activity) => Of(activity, WordsOf(activity), language: null, activity.Id);

    /// <summary>What a button asks, as a question of whoever pressed it.</summary>
    public static Incoming? Pressed(Activity activity, string ask, string? language) =>
        Of(activity, ask, language, activity.ReplyToId);

    private static Incoming? Of(Activity activity, string words, string? language, string? message)
    {
        if (
            TeamsPlace.Of(activity) is not { } place
            || TeamsPlace.PersonOf(activity.From) is not { Length: > 0 } person
        )
        {
            return null;
        }

        var asked = new Asked(
            new(TeamsPlatform.PlatformName, place.Tenant, person),
            place.Target,
            words,
            language,
            ZoneOf(activity),
            activity.Locale,
            place.IsRoom,
            Room: place.IsRoom ? place.Conversation : null,
            Mentioned: MentionedIn(activity, place),
            Name: activity.From.Name,
            Openly: place.IsRoom
        );
        return new(asked, place, message, activity.From.Name ?? "");
    }

    /// <summary>Whether it is said to the bot: everything in a personal chat, elsewhere what mentions it or comes from a button of it.</summary>
    public static bool IsToUs(Activity activity, TeamsPlace place) =>
        !place.IsRoom || activity.Value is not null || activity.GetMentions().Any(mention => IsOfUs(mention, activity));

    private static bool IsOfUs(Mention mention, Activity activity) =>
        string.Equals(mention.Mentioned?.Id, activity.Recipient?.Id, StringComparison.Ordinal);

    // The bot's own mention is no part of the question; others stand for the names they show.
    private static string WordsOf(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in activity.GetMentions().Where(mention => mention.Text is { Length: > 0 }))
        {
            text = text.Replace(
                mention.Text,
                IsOfUs(mention, activity) ? " " : mention.Mentioned?.Name,
                StringComparison.Ordinal
            );
        }

        return WebUtility.HtmlDecode(text).Trim();
    }

    private static List<Mentioned> MentionedIn(Activity activity, TeamsPlace place) =>
        [
            .. activity
                .GetMentions()
                .Where(mention => !IsOfUs(mention, activity))
                .Select(mention => (Id: TeamsPlace.PersonOf(mention.Mentioned), mention.Mentioned?.Name))
                .Where(one => one.Id is { Length: > 0 })
                .Select(one => new Mentioned(
                    new(TeamsPlatform.PlatformName, place.Tenant, one.Id!),
                    one.Name ?? one.Id!
                )),
        ];

    private static TimeZoneInfo? ZoneOf(Activity activity) =>
        activity.LocalTimezone is { Length: > 0 } name
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId
            ? zone
            : null;
}
