using PartnerBot.People;

namespace PartnerBot.Chats;

public enum AddressKind
{
    /// <summary>One person, in the chat that they have with the bot.</summary>
    Person,

    /// <summary>A channel or a group chat.</summary>
    Room,
}

/// <summary>Where the bot says something unasked.</summary>
/// <param name="Platform">As <see cref="IChatPlatform.Name"/>.</param>
/// <param name="Realm">The tenant or workspace.</param>
/// <param name="Id">The person's id, as an <see cref="Asker"/> has it, or the platform's id of the room.</param>
/// <param name="Thread">The id of the message that the thread in the room begins with; null is the room itself.</param>
/// <param name="Reply">Where the platform takes an answer for this person alone in the place that they asked in, for 30 minutes; it goes before their own chat.</param>
public sealed record ConversationAddress(
    string Platform,
    string Realm,
    AddressKind Kind,
    string Id,
    string? Thread = null,
    string? Reply = null
)
{
    public static ConversationAddress Of(Asker person) =>
        new(person.Platform, person.Realm, AddressKind.Person, person.Id);

    /// <summary>As it is kept, without <see cref="Reply"/>.</summary>
    public string Text => $"{Platform}|{Realm}|{Kind}|{Id}|{Thread}";

    /// <summary>What <see cref="Text"/> gave; null for anything else.</summary>
    public static ConversationAddress? Parse(string? text) =>
        text?.Split('|') is [var platform, var realm, var kind, var id, var thread]
        && Enum.TryParse<AddressKind>(kind, out var parsed)
            ? new(platform, realm, parsed, id, thread.Length > 0 ? thread : null)
            : null;
}
