using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Where recipients are told, and in which language and zone.</summary>
internal sealed class Ways(IReadOnlyList<AccountRow> accounts, IEnumerable<PreferenceRow> preferences, Locale locale)
{
    private readonly Dictionary<Asker, AccountRow> known = accounts.ToDictionary(row => new Asker(
        row.Platform,
        row.Realm,
        row.Id
    ));

    private readonly ILookup<string, AccountRow> byPerson = accounts
        .Where(row => row.Person is not null)
        .ToLookup(row => row.Person!, StringComparer.Ordinal);

    private readonly ILookup<string, AccountRow> byEmail = accounts
        .Where(row => row.Email is not null)
        .ToLookup(row => row.Email!, StringComparer.Ordinal);

    private readonly Dictionary<Asker, PreferenceRow> chosen = preferences.ToDictionary(row => new Asker(
        row.Platform,
        row.Realm,
        row.Id
    ));

    /// <summary>The most wanted first; none where nobody knows any.</summary>
    public IReadOnlyList<Way> WaysTo(Recipient recipient) =>
        recipient.Address is { } address
            ? [WayTo(address)]
            : [.. AccountsOf(recipient).Select(row => WayTo(new Asker(row.Platform, row.Realm, row.Id)))];

    /// <summary>All of the same person as far as known, the most wanted first; none of a room.</summary>
    public IEnumerable<AccountRow> AccountsOf(Recipient recipient) =>
        recipient.Person is { } person ? byPerson[person].MostWanted()
        : recipient.Account is { } account && known.GetValueOrDefault(account) is { } own ? SameAs(own).MostWanted()
        : [];

    // What operators gave to two people is not one person's, whatever the e-mail.
    private IEnumerable<AccountRow> SameAs(AccountRow own)
    {
        var byRegistry = own.Person is { } person ? byPerson[person] : [own];
        return own.Email is { } email
            ? byRegistry.Union(byEmail[email].Where(row => row.Person is null || own.Person is null))
            : byRegistry;
    }

    private Way WayTo(Asker account) => WayTo(ConversationAddress.Of(account));

    // A room has the language and zone of who had it told first.
    private Way WayTo(ConversationAddress address)
    {
        var key = new Asker(address.Platform, address.Realm, address.Id);
        var (row, choice) = (known.GetValueOrDefault(key), chosen.GetValueOrDefault(key));
        return new(
            address,
            [choice?.Language, row?.Locale],
            Locale.ZoneNamed(choice?.TimeZone) ?? Locale.ZoneNamed(row?.TimeZone) ?? locale.TimeZone
        );
    }
}
