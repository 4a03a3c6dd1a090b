using Microsoft.EntityFrameworkCore;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>What a recipient is subscribed to.</summary>
/// <param name="By">Who subscribed it, as others see them; null where that is not known.</param>
public sealed record Subscription(Scope Scope, string? By, DateTimeOffset At);

/// <summary>Who is subscribed to what.</summary>
public sealed class Subscriptions(Orders orders, TimeProvider clock)
{
    /// <returns>The oldest first; null where they can't be read.</returns>
    public Task<List<Subscription>?> FindAsync(Recipient recipient, CancellationToken cancellationToken) =>
        orders.ReadAsync(
            recipient,
            async (db, names, until) =>
            {
                var rows = await db
                    .Subscriptions.AsNoTracking()
                    .Where(row => names.Contains(row.Recipient))
                    .OrderBy(row => row.Id)
                    .ToListAsync(until);
                return rows.Select(row => new Subscription(Scope.Of(row), row.Name, row.At))
                    .DistinctBy(held => held.Scope)
                    .ToList();
            },
            cancellationToken
        );

    /// <summary>Subscribes to these; narrower subscriptions, of which they make nothing more, go.</summary>
    /// <param name="name">Who asks, as others see them.</param>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> AddAsync(
        Recipient recipient,
        IReadOnlyList<Scope> scopes,
        Asker by,
        string? name,
        CancellationToken cancellationToken
    ) =>
        orders.ChangeAsync(
            recipient,
            async (db, names, until) =>
            {
                await DeleteAsync(db, names, held => scopes.Any(scope => scope != held && scope.Covers(held)), until);
                foreach (var scope in scopes)
                {
                    await InsertAsync(db, recipient, scope, Recipient.Of(by), name, until);
                }
            },
            cancellationToken
        );

    /// <summary>Ends every subscription within these.</summary>
    /// <returns>What was ended; null where that is not kept.</returns>
    public async Task<List<Scope>?> RemoveAsync(
        Recipient recipient,
        IReadOnlyList<Scope> scopes,
        CancellationToken cancellationToken
    )
    {
        List<Scope> ended = [];
        var kept = await orders.ChangeAsync(
            recipient,
            async (db, names, until) =>
            {
                ended = await DeleteAsync(db, names, held => scopes.Any(scope => scope.Covers(held)), until);
            },
            cancellationToken
        );
        return kept ? ended : null;
    }

    // Of those that are there still when it comes to it.
    private static async Task<List<Scope>> DeleteAsync(
        PartnerBotDb db,
        IReadOnlyList<string> names,
        Func<Scope, bool> which,
        CancellationToken cancellationToken
    )
    {
        var held = await db
            .Subscriptions.AsNoTracking()
            .Where(row => names.Contains(row.Recipient))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var gone = held.FindAll(row => which(Scope.Of(row)));
        var ids = gone.ConvertAll(row => row.Id);
        await db.Subscriptions.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        return [.. gone.Select(Scope.Of).Distinct()];
    }

    // Somebody else may do the same at the same moment.
    private Task<int> InsertAsync(
        PartnerBotDb db,
        Recipient recipient,
        Scope scope,
        Recipient by,
        string? name,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Subscription" ("Recipient", "Partner", "Track", "By", "Name", "At")
            VALUES ({recipient.Key}, {scope.PartnerKey}, {scope.TrackKey}, {by.Key}, {name}, {clock.GetUtcNow().UtcTicks})
            ON CONFLICT ("Recipient", "Partner", "Track") DO NOTHING
            """,
            cancellationToken
        );
}
