using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>The moments at which messages leave, one each.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Slots(int Count, DateTimeOffset First, TimeSpan Between)
{
    public DateTimeOffset this[int index] => First + (Between * index);
}

/// <summary>
/// Hands out the moments at which messages to a workspace or tenant may leave, evenly apart, each once among all replicas.
/// </summary>
internal sealed class Pace(DeliverySettings settings, IDbContextFactory<PartnerBotDb> contexts, TimeProvider clock)
{
    /// <summary>So far ahead: a courier that ends leaves no longer a gap.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    /// <returns>As many as there are within the next two seconds, up to so many; perhaps none.</returns>
    public async Task<Slots> TakeAsync(Realm realm, int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var between = settings.Between(realm.Platform);
        if (between == TimeSpan.Zero)
        {
            return new(most, now, between);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var next = await db
            .Paces.Where(row => row.Platform == realm.Platform && row.Realm == realm.Name)
            .Select(row => (DateTimeOffset?)row.Next)
            .FirstOrDefaultAsync(cancellationToken);
        var first = next > now ? next.Value : now;
        var count = first > now + Ahead ? 0 : Math.Min(most, 1 + (int)((now + Ahead - first) / between));
        return count > 0 && await MoveAsync(db, realm, next, first + (between * count), cancellationToken)
            ? new(count, first, between)
            : new(0, first, between);
    }

    /// <summary>Gives back the last of what was taken, unless somebody has taken more since.</summary>
    public async Task ReturnAsync(Realm realm, Slots taken, int unused, CancellationToken cancellationToken)
    {
        if (unused > 0 && taken.Between > TimeSpan.Zero)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await MoveAsync(db, realm, taken[taken.Count], taken[taken.Count - unused], cancellationToken);
        }
    }

    private static async Task<bool> MoveAsync(
        PartnerBotDb db,
        Realm realm,
        DateTimeOffset? from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Pace" ("Platform", "Realm", "Next") VALUES ({realm.Platform}, {realm.Name}, {to.UtcTicks})
            ON CONFLICT ("Platform", "Realm") DO UPDATE SET "Next" = excluded."Next"
                WHERE "Pace"."Next" = {from?.UtcTicks ?? -1}
            """,
            cancellationToken
        ) == 1;
}
