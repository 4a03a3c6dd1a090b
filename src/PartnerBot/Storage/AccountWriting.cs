using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.People;

namespace PartnerBot.Storage;

/// <summary>
/// What is noted of accounts: each in statements that both stores know, so that two replicas can't collide, and in the
/// transaction that wakes what could not be told for want of it.
/// </summary>
internal static class AccountWriting
{
    /// <summary>They spoke to the bot.</summary>
    public static async Task SpokeAsync(
        PartnerBotDb db,
        Account account,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (asker, _, locale, zone) = account;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Account" ("Platform", "Realm", "Id", "Imported", "Preferred", "SpokeAt", "Locale", "TimeZone")
            VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {false}, {false}, {now.UtcTicks}, {locale}, {zone})
            ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET
                "SpokeAt" = excluded."SpokeAt",
                "Locale" = COALESCE(excluded."Locale", "Account"."Locale"),
                "TimeZone" = COALESCE(excluded."TimeZone", "Account"."TimeZone")
            """,
            cancellationToken
        );
        await Reachable.ReachableAsync(db, asker, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The platform described it. Another e-mail than before may be another person's.</summary>
    public static async Task DescribedAsync(
        PartnerBotDb db,
        Account account,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (asker, email, locale, zone) = account;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Account" ("Platform", "Realm", "Id", "Email", "Imported", "Preferred", "DescribedAt", "Locale", "TimeZone")
            VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {email}, {false}, {false}, {now.UtcTicks}, {locale}, {zone})
            ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET
                "Person" = CASE WHEN "Account"."Imported" OR "Account"."Email" IS NOT DISTINCT FROM excluded."Email"
                    THEN "Account"."Person" END,
                "Email" = excluded."Email",
                "DescribedAt" = excluded."DescribedAt",
                "Locale" = COALESCE(excluded."Locale", "Account"."Locale"),
                "TimeZone" = COALESCE(excluded."TimeZone", "Account"."TimeZone")
            """,
            cancellationToken
        );
        var isLinked = await LinkByEmailAsync(db, asker, cancellationToken);
        await PreferAloneAsync(db, asker, cancellationToken);
        if (isLinked)
        {
            await Reachable.ReachableAsync(db, asker, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The platform named it when asked for a person's e-mail.</summary>
    public static async Task FoundAsync(
        PartnerBotDb db,
        Account account,
        string person,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (asker, email, locale, zone) = account;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Account" ("Platform", "Realm", "Id", "Email", "Person", "Imported", "Preferred", "Locale", "TimeZone")
            VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {email}, {person}, {false}, {false}, {locale}, {zone})
            ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET
                "Email" = excluded."Email",
                "Person" = CASE WHEN "Account"."Imported" THEN "Account"."Person" ELSE excluded."Person" END,
                "Locale" = COALESCE(excluded."Locale", "Account"."Locale"),
                "TimeZone" = COALESCE(excluded."TimeZone", "Account"."TimeZone")
            """,
            cancellationToken
        );
        await Reachable.ReachableAsync(db, asker, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Who chose it before anybody knew whose it is wants no other.
    private static Task<int> PreferAloneAsync(PartnerBotDb db, Asker asker, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Account" SET "Preferred" = {false}
            WHERE "Preferred"
                AND NOT ("Platform" = {asker.Platform} AND "Realm" = {asker.Realm} AND "Id" = {asker.Id})
                AND EXISTS (
                    SELECT 1 FROM "Account" AS own
                    WHERE own."Platform" = {asker.Platform} AND own."Realm" = {asker.Realm} AND own."Id" = {asker.Id}
                        AND own."Preferred"
                        AND (own."Person" = "Account"."Person" OR own."Email" = "Account"."Email"))
            """,
            cancellationToken
        );

    // By an e-mail that the registry has for somebody, or that an operator imported.
    private static async Task<bool> LinkByEmailAsync(
        PartnerBotDb db,
        Asker asker,
        CancellationToken cancellationToken
    ) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Account"
            SET "Person" = (SELECT "Person" FROM "PersonEmail" WHERE "PersonEmail"."Email" = "Account"."Email")
            WHERE "Platform" = {asker.Platform} AND "Realm" = {asker.Realm} AND "Id" = {asker.Id}
                AND "Person" IS NULL
                AND EXISTS (SELECT 1 FROM "PersonEmail" WHERE "PersonEmail"."Email" = "Account"."Email")
            """,
            cancellationToken
        ) > 0;
}
