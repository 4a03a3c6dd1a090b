using PartnerBot.Chats;
using PartnerBot.People;

namespace PartnerBot.Noticing;

/// <summary>
/// Who is told: a person whom the registry or a confirmed e-mail names, on whichever platform they are; somebody known only by
/// an account; or a room.
/// </summary>
/// <param name="Key"><c>person:ID</c> with the registry's id, <c>account:PLATFORM:REALM:ID</c> or <c>room:PLATFORM:REALM:ID</c>.</param>
public readonly record struct Recipient(string Key)
{
    private const string PersonKind = "person";
    private const string AccountKind = "account";
    private const string RoomKind = "room";

    /// <summary>The registry's id of a person; null for an account or a room.</summary>
    public string? Person => Rest(PersonKind);

    /// <summary>Null for a person of the registry and for a room.</summary>
    public Asker? Account => Address is { Kind: AddressKind.Person } at ? new(at.Platform, at.Realm, at.Id) : null;

    public bool IsRoom => Rest(RoomKind) is not null;

    /// <summary>Where an account or a room is told; null for a person, who is where one of their accounts is.</summary>
    public ConversationAddress? Address =>
        (Rest(AccountKind) ?? Rest(RoomKind))?.Split(':', 3) is [var platform, var realm, var id]
            ? new(platform, realm, IsRoom ? AddressKind.Room : AddressKind.Person, id)
            : null;

    public static Recipient OfPerson(string id) => new($"{PersonKind}:{id}");

    public static Recipient Of(Asker account) => new($"{AccountKind}:{account}");

    /// <summary>A room as a whole, without a thread.</summary>
    public static Recipient OfRoom(string platform, string realm, string id) =>
        new($"{RoomKind}:{platform}:{realm}:{id}");

    public override string ToString() => Key;

    // Ids of platforms hold colons too, but stand last.
    private string? Rest(string kind) =>
        Key.StartsWith($"{kind}:", StringComparison.Ordinal) ? Key[(kind.Length + 1)..] : null;
}
