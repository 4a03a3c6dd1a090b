using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.People.Importing;

/// <summary>Puts rows into the database, all or none, where they count whatever a platform or the registry says.</summary>
internal sealed class PeopleImporter(IDbContextFactory<PartnerBotDb> contexts, TimeProvider clock)
{
    private const int Some = 500;

    public async Task ImportAsync(IReadOnlyList<PersonRecord> records, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (_, person, email, account) in records)
        {
            if (account is { } whose)
            {
                await PutAsync(db, person, whose, cancellationToken);
            }

            if (email is not null)
            {
                await PutAsync(db, person, email, cancellationToken);
            }
        }

        foreach (var some in records.SelectMany(KeysOf).Distinct(StringComparer.Ordinal).Chunk(Some))
        {
            await Reachable.WakeAsync(db, some, clock.GetUtcNow(), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds what two rows say of the same address or account, and not of the same person.</summary>
    public static void CheckTogether(IEnumerable<PersonRecord> records, FileProblems problems)
    {
        var first = new Dictionary<string, PersonRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            (string Field, string? What)[] given = [("email", record.Email), ("account", record.Account?.ToString())];
            foreach (var (field, what) in given)
            {
                if (
                    what is not null
                    && !first.TryAdd($"{field} {what}", record)
                    && first[$"{field} {what}"] is var one
                    && one.Person != record.Person
                )
                {
                    problems.Add(
                        record.Line,
                        $"line {one.Line} says that it is {FileProblems.Show(one.Person)}'s; keep one",
                        field
                    );
                }
            }
        }
    }

    private static IEnumerable<string> KeysOf(PersonRecord record) =>
        record.Account is { } account
            ? [Recipient.OfPerson(record.Person).Key, Recipient.Of(account).Key]
            : [Recipient.OfPerson(record.Person).Key];

    private static Task<int> PutAsync(
        PartnerBotDb db,
        string person,
        Asker account,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Account" ("Platform", "Realm", "Id", "Person", "Imported", "Preferred")
            VALUES ({account.Platform}, {account.Realm}, {account.Id}, {person}, {true}, {false})
            ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET
                "Person" = excluded."Person",
                "Imported" = excluded."Imported"
            """,
            cancellationToken
        );

    private static async Task PutAsync(
        PartnerBotDb db,
        string person,
        string email,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "PersonEmail" ("Email", "Person", "Imported") VALUES ({email}, {person}, {true})
            ON CONFLICT ("Email") DO UPDATE SET "Person" = excluded."Person", "Imported" = excluded."Imported"
            """,
            cancellationToken
        );
        // Accounts that are known to have it are theirs from now on.
        await db
            .Accounts.Where(row => row.Email == email && !row.Imported)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Person, person), cancellationToken);
    }
}
