using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing;

/// <summary>All the names under which somebody gives orders and is told: an order holds whichever of their accounts gave it.</summary>
internal static class Names
{
    /// <param name="accounts">Of the same person, those first whose orders count.</param>
    /// <returns>Its own first, then the other accounts' and the person's; a room has just its own.</returns>
    public static IReadOnlyList<string> Of(Recipient recipient, IReadOnlyCollection<AccountRow> accounts) =>
        [
            .. accounts
                .Select(Audience.KeyOf)
                .Prepend(recipient.Key)
                .Concat(accounts.Select(row => row.Person).OfType<string>().Select(id => Recipient.OfPerson(id).Key))
                .Distinct(StringComparer.Ordinal),
        ];

    public static async Task<IReadOnlyList<string>> OfAsync(
        PartnerBotDb db,
        Recipient recipient,
        CancellationToken cancellationToken
    )
    {
        if (recipient.Account is not var (platform, realm, id))
        {
            return [recipient.Key];
        }

        // What operators gave to two people is not one person's, whatever the e-mail.
        var accounts = await (
            from own in db.Accounts
            from row in db.Accounts
            where own.Platform == platform && own.Realm == realm && own.Id == id
            where
                (row.Person != null && row.Person == own.Person)
                || (row.Email != null && row.Email == own.Email && (row.Person == null || own.Person == null))
            select row
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return Of(recipient, [.. accounts.MostWanted()]);
    }
}
