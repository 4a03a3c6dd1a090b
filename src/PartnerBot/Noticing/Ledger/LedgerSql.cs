using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>
/// The ledger's statements. Many rows go in one statement each, as a JSON array, which both stores can read as rows; they
/// differ in how. A time is a number of UTC ticks.
/// </summary>
internal static class LedgerSql
{
    public const string AddNotices = """
        INSERT INTO "Notice" ("Recipient", "Sequence", "Partner", "State", "CreatedAt", "Due", "Attempts", "Repeated")
        SELECT value ->> 'r', CAST(value ->> 's' AS BIGINT), value ->> 'p', 'Pending', {1}, {1}, 0, FALSE
        FROM [rows] WHERE TRUE
        ON CONFLICT ("Recipient", "Sequence") DO NOTHING
        """;

    public const string OpenLanes = """
        INSERT INTO "Lane" ("Recipient", "Platform", "Realm", "Due", "Arrived", "LeasedUntil", "HeldUntil")
        SELECT value ->> 'r', value ->> 'p', value ->> 'm', {1}, 1, 0, 0
        FROM [rows] WHERE TRUE
        ON CONFLICT ("Recipient") DO UPDATE SET
            "Arrived" = "Lane"."Arrived" + 1,
            "Due" = CASE WHEN "Lane"."Due" < excluded."Due" THEN "Lane"."Due" ELSE excluded."Due" END
        """;

    /// <summary>What is due in one workspace or tenant, the longest waiting first.</summary>
    public const string Claim = """
        UPDATE "Lane" SET "Owner" = {0}, "LeasedUntil" = {1}
        WHERE "Recipient" IN (
            SELECT "Recipient" FROM "Lane"
            WHERE "Platform" = {2} AND "Realm" = {3} AND "Due" <= {4} AND "LeasedUntil" <= {4}
            ORDER BY "Due" LIMIT {5} [skipping])
        RETURNING *
        """;

    /// <summary>The first of what is open in each of several lanes.</summary>
    public const string ReadOnSqlite = """
        SELECT n.* FROM json_each({0}) AS each
        JOIN "Notice" AS n ON n."Id" IN (
            SELECT o."Id" FROM "Notice" AS o INDEXED BY "IX_Notice_Open"
            WHERE o."Recipient" = each.value AND (o."State" IN ('Pending', 'Sending') OR (o."State" = 'Unknown' AND NOT o."Repeated"))
            ORDER BY o."Sequence" LIMIT {1})
        """;

    public const string ReadOnPostgres = """
        SELECT n.* FROM json_array_elements_text({0}::json) AS each(value)
        CROSS JOIN LATERAL (
            SELECT o.* FROM "Notice" AS o
            WHERE o."Recipient" = each.value AND (o."State" IN ('Pending', 'Sending') OR (o."State" = 'Unknown' AND NOT o."Repeated"))
            ORDER BY o."Sequence" LIMIT {1}) AS n
        """;

    /// <summary>Only what nobody else has begun since it was read.</summary>
    public const string Begin = """
        UPDATE "Notice" SET
            "State" = 'Sending', "Attempts" = "Attempts" + 1, "TriedAt" = {1}, "Message" = value ->> 'm', "Place" = value ->> 'p'
        FROM [rows]
        WHERE "Notice"."Id" = CAST(value ->> 'i' AS BIGINT) AND "Notice"."Attempts" = CAST(value ->> 'a' AS BIGINT)
        RETURNING "Notice"."Id" AS "Value"
        """;

    /// <summary>Only what is still the caller's.</summary>
    public const string BeginElsewhere = """
        UPDATE "Notice" SET "TriedAt" = {1}, "Place" = value ->> 'p'
        FROM [rows]
        WHERE "Notice"."Id" = CAST(value ->> 'i' AS BIGINT) AND "Notice"."Attempts" = CAST(value ->> 'a' AS BIGINT) + 1
            AND "Notice"."State" = 'Sending'
        RETURNING "Notice"."Id" AS "Value"
        """;

    /// <summary>
    /// What there was no way to, while something else comes for the same recipients: it goes first, and all anew. It is found among
    /// the little that was not sent, not among all that their recipients were ever told.
    /// </summary>
    public const string TryAgain = """
        UPDATE "Notice" SET "State" = 'Pending', "Due" = {1}, "Attempts" = 0
        WHERE "State" = 'Unreachable' AND "State" <> 'Sent' AND "Recipient" || '' IN (SELECT value ->> 'r' FROM [rows])
        """;

    /// <summary>So that two statements that touch the same lanes take them in one order, and never wait for each other.</summary>
    public const string LockLanes = """
        SELECT "Recipient" AS "Value" FROM "Lane" WHERE "Recipient" IN (SELECT value ->> 'r' FROM [rows])
        ORDER BY "Recipient" FOR UPDATE
        """;

    /// <summary>Only where the lane is still the courier's. What arrived since it was taken up is looked at next.</summary>
    public const string CloseLanes = """
        UPDATE "Lane" SET
            "Owner" = NULL,
            "LeasedUntil" = 0,
            "Due" = CASE WHEN "Arrived" = CAST(value ->> 'a' AS BIGINT) THEN CAST(value ->> 'd' AS BIGINT) ELSE {1} END,
            "HeldUntil" = CAST(value ->> 'h' AS BIGINT),
            "Platform" = value ->> 'p',
            "Realm" = value ->> 'm',
            "Told" = value ->> 't'
        FROM [rows]
        WHERE "Lane"."Recipient" = value ->> 'r' AND "Lane"."Owner" = {2}
        RETURNING "Lane"."Due" AS "Value"
        """;

    /// <summary>Only where nobody else has tried since. What is null leaves the row's own.</summary>
    public const string FinishNotices = """
        UPDATE "Notice" SET
            "State" = value ->> 's',
            "Due" = CAST(value ->> 'd' AS BIGINT),
            "MessageId" = COALESCE(value ->> 'x', "MessageId"),
            "Place" = COALESCE(value ->> 'p', "Place"),
            "Repeated" = CAST(value ->> 'e' AS BOOLEAN),
            "Reason" = value ->> 'w'
        FROM [rows]
        WHERE "Notice"."Id" = CAST(value ->> 'i' AS BIGINT) AND "Notice"."Attempts" = CAST(value ->> 'a' AS BIGINT)
            AND "Notice"."State" IN ('Pending', 'Sending', 'Unknown')
        """;

    /// <summary>A statement for the store that is used.</summary>
    /// <param name="sql">Whose parameter 0 is the JSON array where it has <c>[rows]</c>.</param>
    public static string For(PartnerBotDb db, string sql) =>
        db.Database.IsNpgsql()
            ? sql.Replace("[rows]", "json_array_elements({0}::json) AS each(value)", StringComparison.Ordinal)
                .Replace("[skipping]", "FOR UPDATE SKIP LOCKED", StringComparison.Ordinal)
            : sql.Replace("[rows]", "json_each({0}) AS each", StringComparison.Ordinal)
                .Replace("[skipping]", "", StringComparison.Ordinal);
}
