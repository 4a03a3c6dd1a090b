using PartnerBot.Asking;

namespace PartnerBot.Chats.Slack;

/// <summary>A question, typed or pressed, by somebody of the company.</summary>
internal sealed record SlackIncoming(Asked Asked, SlackPlace Place)
{
    /// <param name="hint">The language that it is answered in where neither the words nor a choice say; null is that of their client.</param>
    /// <param name="language">The language that the button which asks is in.</param>
    public static SlackIncoming Of(
        SlackPerson person,
        SlackPlace place,
        string words,
        string? hint = null,
        string? language = null
    ) =>
        new(
            new(
                new(SlackPlatform.PlatformName, place.Workspace.Team, person.Id),
                place.Conversation,
                words,
                language,
                person.TimeZone,
                hint ?? person.Locale,
                place.IsRoom,
                Room: place.Room,
                Name: person.Name
            ),
            place
        );

    /// <summary>The same, written where the answer is read by all who read it.</summary>
    public SlackIncoming Openly(IReadOnlyList<Mentioned> mentioned) =>
        this with
        {
            Asked = Asked with { Mentioned = mentioned, Openly = Place.IsRoom },
        };
}
