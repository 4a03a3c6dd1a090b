using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;

namespace PartnerBot.Storage;

/// <summary>
/// Gives accounts to the people of the registry whose confirmed e-mail they have, and takes away what a wrong address gave: for
/// many people in a few statements. What an operator imported stays as it is.
/// </summary>
internal static class AccountLinking
{
    private const int Some = 500;

    private const string Put = """
        INSERT INTO "PersonEmail" ("Email", "Person", "Imported")
        SELECT value ->> 'e', value ->> 'p', FALSE FROM [rows]
        WHERE value ->> 'e' IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM "PersonEmail" AS known WHERE known."Email" = value ->> 'e' AND known."Person" = value ->> 'p')
        ON CONFLICT ("Email") DO UPDATE SET "Person" = excluded."Person" WHERE NOT "PersonEmail"."Imported"
        """;

    private const string Forget = """
        DELETE FROM "PersonEmail" WHERE NOT "Imported"
            AND "Person" IN (SELECT value ->> 'p' FROM [rows] WHERE value ->> 'e' IS NOT NULL)
            AND "Email" NOT IN (SELECT value ->> 'e' FROM [rows] WHERE value ->> 'e' IS NOT NULL)
        """;

    /// <summary>It goes to whom its e-mail belongs, where that is known; a person of whom the registry has no address keeps it.</summary>
    private const string TakeAway = """
        UPDATE "Account"
        SET "Person" = (SELECT known."Person" FROM "PersonEmail" AS known WHERE known."Email" = "Account"."Email")
        WHERE "Person" IN (SELECT value ->> 'p' FROM [rows] WHERE value ->> 'e' IS NOT NULL)
            AND NOT "Imported" AND "Email" IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM "PersonEmail" AS known
                WHERE known."Email" = "Account"."Email" AND known."Person" = "Account"."Person")
        RETURNING "Person" AS "Value"
        """;

    private const string Give = """
        UPDATE "Account" SET "Person" = known."Person"
        FROM "PersonEmail" AS known
        WHERE known."Person" IN (SELECT value ->> 'p' FROM [rows])
            AND "Account"."Email" = known."Email" AND "Account"."Person" IS NULL
        RETURNING "Account"."Person" AS "Value"
        """;

    /// <summary>As the registry has them now; what could not be told to whom gets an account so is told at once.</summary>
    public static async Task LinkAsync(
        PartnerBotDb db,
        IEnumerable<Person> people,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (Rows(people) is not { Count: > 0 } rows)
        {
            return;
        }

        var json = LedgerJson.Write(rows);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(LedgerSql.For(db, Put), [json], cancellationToken);
        await db.Database.ExecuteSqlRawAsync(LedgerSql.For(db, Forget), [json], cancellationToken);
        List<string?> linked =
        [
            .. await ReturningAsync(db, TakeAway, json, cancellationToken),
            .. await ReturningAsync(db, Give, json, cancellationToken),
        ];
        var keys = linked.OfType<string>().Distinct(StringComparer.Ordinal).Select(id => Recipient.OfPerson(id).Key);
        foreach (var some in keys.Order(StringComparer.Ordinal).Chunk(Some))
        {
            await Reachable.WakeAsync(db, some, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>As platforms confirm it: in lower case; null where there is none.</summary>
    public static string? Known(string? email) =>
        email?.Trim() is { Length: > 0 } given ? given.ToLowerInvariant() : null;

    // An address that the registry gives to two is the first's.
    private static List<RegistryEmail> Rows(IEnumerable<Person> people) =>
        [
            .. people
                .Select(person => new RegistryEmail(person.Id, Known(person.Email)))
                .Distinct()
                .OrderBy(row => row.Email, StringComparer.Ordinal)
                .ThenBy(row => row.Person, StringComparer.Ordinal)
                .DistinctBy(row => row.Email ?? $" {row.Person}", StringComparer.Ordinal),
        ];

    private static Task<List<string?>> ReturningAsync(
        PartnerBotDb db,
        string sql,
        string json,
        CancellationToken cancellationToken
    ) => db.Database.SqlQueryRaw<string?>(LedgerSql.For(db, sql), json).ToListAsync(cancellationToken);
}

/// <summary>An address of a person, as the registry has it.</summary>
internal sealed record RegistryEmail(
    [property: JsonPropertyName("p")] string Person,
    [property: JsonPropertyName("e")] string? Email
);
