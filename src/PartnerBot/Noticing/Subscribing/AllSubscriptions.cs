using Microsoft.EntityFrameworkCore;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>A subscription as it stands among all.</summary>
/// <param name="Who">The account or the room that hears of it.</param>
/// <param name="By">The account that made it.</param>
public sealed record HeldSubscription(Recipient Who, Recipient By, Subscription What)
{
    /// <summary>As others see them; null for a room, and where it is not known.</summary>
    public string? Name => Who.IsRoom ? null : What.By;
}

/// <summary>What everybody is subscribed to, for those who look after it.</summary>
public sealed class AllSubscriptions(Orders orders)
{
    /// <returns>Rooms, then people, each by name and the oldest first; null where they can't be read.</returns>
    public Task<List<HeldSubscription>?> ReadAsync(CancellationToken cancellationToken) =>
        orders.ReadAsync(
            async (db, until) =>
            {
                var rows = await db.Subscriptions.AsNoTracking().OrderBy(row => row.Id).ToListAsync(until);
                return rows.ConvertAll(row => new HeldSubscription(
                        new(row.Recipient),
                        new(row.By),
                        new(Scope.Of(row), row.Name, row.At)
                    ))
                    .OrderByDescending(held => held.Who.IsRoom)
                    .ThenBy(held => held.Name is null)
                    .ThenBy(held => held.Name ?? held.Who.Key, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(held => held.Who.Key, StringComparer.Ordinal)
                    .ToList();
            },
            cancellationToken
        );

    /// <summary>The addresses that platforms confirm, of those of these accounts that have one.</summary>
    public async Task<IReadOnlyDictionary<Recipient, string>> EmailsAsync(
        IEnumerable<Recipient> accounts,
        CancellationToken cancellationToken
    )
    {
        var ids = accounts.Select(one => one.Account?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var rows = await orders.ReadAsync(
            (db, until) =>
                db.Accounts.AsNoTracking().Where(row => row.Email != null && ids.Contains(row.Id)).ToListAsync(until),
            cancellationToken
        );
        return (rows ?? []).ToDictionary(row => Recipient.Of(new(row.Platform, row.Realm, row.Id)), row => row.Email!);
    }
}
