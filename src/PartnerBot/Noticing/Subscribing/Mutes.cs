using Microsoft.EntityFrameworkCore;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>A recipient hears nothing of a partner for a while.</summary>
/// <param name="Partner">Null for all partners.</param>
public sealed record Mute(PartnerId? Partner, DateTimeOffset Until);

/// <summary>Of which partners who hears nothing, and until when.</summary>
public sealed class Mutes(Orders orders, TimeProvider clock)
{
    /// <summary>The longest that anything is muted.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <returns>Those that still hold, the first to end first; null where they can't be read.</returns>
    public Task<List<Mute>?> FindAsync(Recipient recipient, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return orders.ReadAsync(
            recipient,
            async (db, names, until) =>
            {
                var rows = await db
                    .Mutes.AsNoTracking()
                    .Where(row => names.Contains(row.Recipient) && row.Until > now)
                    .ToListAsync(until);
                return rows.GroupBy(row => row.Partner, StringComparer.Ordinal)
                    .Select(same => new Mute(
                        same.Key.Length == 0 ? null : new PartnerId(same.Key),
                        same.Max(row => row.Until)
                    ))
                    .OrderBy(mute => mute.Until)
                    .ToList();
            },
            cancellationToken
        );
    }

    /// <summary>Mutes these, whatever was said of them before.</summary>
    /// <param name="partners">Null is all partners.</param>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> SetAsync(
        Recipient recipient,
        IReadOnlyList<PartnerId?> partners,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var keys = KeysOf(partners);
        return orders.ChangeAsync(
            recipient,
            async (db, names, patience) =>
            {
                await Rows(db, names, keys).ExecuteDeleteAsync(patience);
                db.AddRange(
                    keys.Select(key => new MuteRow
                    {
                        Recipient = recipient.Key,
                        Partner = key,
                        Until = until,
                    })
                );
                await db.SaveChangesAsync(patience);
            },
            cancellationToken
        );
    }

    /// <summary>Ends these; of all partners, every one.</summary>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> EndAsync(
        Recipient recipient,
        IReadOnlyList<PartnerId?> partners,
        CancellationToken cancellationToken
    ) =>
        orders.ChangeAsync(
            recipient,
            (db, names, until) =>
                partners.Contains(null)
                    ? db.Mutes.Where(row => names.Contains(row.Recipient)).ExecuteDeleteAsync(until)
                    : Rows(db, names, KeysOf(partners)).ExecuteDeleteAsync(until),
            cancellationToken
        );

    private static List<string> KeysOf(IEnumerable<PartnerId?> partners) =>
        [.. partners.Select(partner => partner?.Value ?? "").Distinct(StringComparer.Ordinal)];

    private static IQueryable<MuteRow> Rows(PartnerBotDb db, IReadOnlyList<string> names, List<string> partners) =>
        db.Mutes.Where(row => names.Contains(row.Recipient) && partners.Contains(row.Partner));
}
