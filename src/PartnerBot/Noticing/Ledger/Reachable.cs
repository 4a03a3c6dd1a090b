using Microsoft.EntityFrameworkCore;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>There is a way again, or for the first time, to whom there was none: what could not be told is told now.</summary>
internal static class Reachable
{
    private const int Some = 500;

    /// <summary>To an account, and so to whom it belongs.</summary>
    /// <param name="db">In a transaction, with what makes it so.</param>
    public static async Task ReachableAsync(
        PartnerBotDb db,
        Asker account,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var person = await db
            .Accounts.Where(row =>
                row.Platform == account.Platform && row.Realm == account.Realm && row.Id == account.Id
            )
            .Select(row => row.Person)
            .FirstOrDefaultAsync(cancellationToken);
        string[] keys = person is null
            ? [Recipient.Of(account).Key]
            : [Recipient.Of(account).Key, Recipient.OfPerson(person).Key];
        await WakeAsync(db, keys, now, cancellationToken);
    }

    /// <summary>Something was told in these rooms: should they be lost again, who subscribed them hears of it again.</summary>
    public static async Task ReachedAsync(
        PartnerBotDb db,
        IReadOnlyCollection<string> rooms,
        CancellationToken cancellationToken
    )
    {
        if (rooms.Count > 0)
        {
            await db
                .Subscriptions.Where(row => row.LostAt != null && EF.Parameter(rooms).Contains(row.Recipient))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.LostAt, (DateTimeOffset?)null),
                    cancellationToken
                );
        }
    }

    /// <summary>To a workspace or tenant: to all who are known to be there, and perhaps to people who were found nowhere yet.</summary>
    /// <param name="db">In a transaction, with what makes it so.</param>
    public static async Task RealmReachableAsync(
        PartnerBotDb db,
        string platform,
        string realm,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var account = Recipient.Of(new(platform, realm, "")).Key;
        var room = Recipient.OfRoom(platform, realm, "").Key;
        var person = Recipient.OfPerson("").Key;
        var keys = await db
            .Notices.Where(row =>
                row.State == NoticeState.Unreachable
                && (
                    row.Recipient.StartsWith(account)
                    || row.Recipient.StartsWith(room)
                    || row.Recipient.StartsWith(person)
                )
            )
            .Select(row => row.Recipient)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var some in keys.Order(StringComparer.Ordinal).Chunk(Some))
        {
            await WakeAsync(db, some, now, cancellationToken);
        }
    }

    /// <summary>To these recipients.</summary>
    /// <param name="db">In a transaction, with what makes it so.</param>
    public static async Task WakeAsync(
        PartnerBotDb db,
        IReadOnlyCollection<string> recipients,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // Lanes first, as the courier takes them.
        var lanes = await db
            .Lanes.Where(lane =>
                recipients.Contains(lane.Recipient)
                && db.Notices.Any(row => row.Recipient == lane.Recipient && row.State == NoticeState.Unreachable)
            )
            .BeDueAsync(now, cancellationToken);
        if (lanes > 0)
        {
            await db
                .Notices.Where(row => recipients.Contains(row.Recipient) && row.State == NoticeState.Unreachable)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(one => one.State, NoticeState.Pending)
                            .SetProperty(one => one.Due, now)
                            .SetProperty(one => one.Attempts, 0),
                    cancellationToken
                );
        }
    }
}
