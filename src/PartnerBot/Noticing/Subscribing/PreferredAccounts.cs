using Microsoft.EntityFrameworkCore;
using PartnerBot.People;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>On which of their platforms people want to be told.</summary>
public sealed class PreferredAccounts(Orders orders)
{
    /// <summary>This account rather than others of the same person, by the registry's id or a confirmed e-mail.</summary>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> ChooseAsync(Asker account, CancellationToken cancellationToken)
    {
        var (platform, realm, id) = account;
        return orders.ChangeAsync(
            Recipient.Of(account),
            async (db, _, until) =>
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Account" ("Platform", "Realm", "Id", "Imported", "Preferred")
                    VALUES ({platform}, {realm}, {id}, {false}, {true})
                    ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET "Preferred" = {true}
                    """,
                    until
                );
                var own = await db.Accounts.SingleAsync(
                    row => row.Platform == platform && row.Realm == realm && row.Id == id,
                    until
                );
                await db
                    .Accounts.Where(row =>
                        (row.Person != null && row.Person == own.Person)
                        || (row.Email != null && row.Email == own.Email)
                    )
                    .Where(row => row.Platform != platform || row.Realm != realm || row.Id != id)
                    .ExecuteUpdateAsync(row => row.SetProperty(other => other.Preferred, false), until);
            },
            cancellationToken
        );
    }
}
