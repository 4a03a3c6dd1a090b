using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Ledger;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>Who acknowledges: an account, as others see it, and the room that it does so in.</summary>
public sealed record Acknowledging(Asker Who, string? Name, string? Room);

/// <summary>What was acknowledged.</summary>
/// <param name="Changes">How many.</param>
/// <param name="Latest">When the latest of them was made; null where there was none, or that is not known.</param>
public sealed record Acknowledged(int Changes, DateTimeOffset? Latest);

/// <summary>
/// Who has seen which change. The messages that told it are changed to show so: those of who acknowledges, and those of the
/// partner's owner.
/// </summary>
public sealed class Acknowledgements(Memory memory, TimeProvider clock)
{
    /// <summary>Acknowledges every change of a partner that they, or the room, were told and have not acknowledged.</summary>
    /// <param name="owner">The registry's id of the partner's owner.</param>
    /// <returns>Null where it is not kept.</returns>
    public async Task<Acknowledged?> AddAsync(
        Acknowledging who,
        PartnerId partner,
        string? owner,
        CancellationToken cancellationToken
    )
    {
        Acknowledged? done = null;
        var kept = await memory.TryAsync(
            async (db, until) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                done = await AddAsync(db, who, partner, owner, until);
                await transaction.CommitAsync(until);
            },
            cancellationToken
        );
        return kept ? done : null;
    }

    private async Task<Acknowledged> AddAsync(
        PartnerBotDb db,
        Acknowledging who,
        PartnerId partner,
        string? owner,
        CancellationToken cancellationToken
    )
    {
        var by = Recipient.Of(who.Who).Key;
        var own = await KeysOfAsync(db, who, cancellationToken);
        var told = await db
            .Notices.AsNoTracking()
            .PerhapsSaid()
            .Where(row => own.Contains(row.Recipient) && row.Partner == partner.Value)
            .Where(row =>
                !db.Acknowledgements.Any(done =>
                    done.Recipient == row.Recipient && done.Sequence == row.Sequence && done.By == by
                )
            )
            .Select(row => new { row.Recipient, row.Sequence })
            .ToListAsync(cancellationToken);
        var (now, sequences) = (clock.GetUtcNow(), told.ConvertAll(row => row.Sequence).Distinct().ToList());
        db.AddRange(
            told.Select(row => new AcknowledgementRow
            {
                Recipient = row.Recipient,
                Sequence = row.Sequence,
                By = by,
                Name = who.Name,
                At = now,
            })
        );
        await db.SaveChangesAsync(cancellationToken);
        await MarkAsync(db, [.. own, .. await OwnersAsync(db, owner, cancellationToken)], sequences, cancellationToken);
        var latest = await db
            .Changes.Where(row => sequences.Contains(row.Sequence))
            .OrderByDescending(row => row.Sequence)
            .Select(row => (DateTimeOffset?)row.At)
            .FirstOrDefaultAsync(cancellationToken);
        return new(sequences.Count, latest);
    }

    // The account, the person that it belongs to, and the room.
    private static async Task<List<string>> KeysOfAsync(
        PartnerBotDb db,
        Acknowledging who,
        CancellationToken cancellationToken
    )
    {
        var (platform, realm, id) = who.Who;
        var person = await db
            .Accounts.Where(row => row.Platform == platform && row.Realm == realm && row.Id == id)
            .Select(row => row.Person)
            .FirstOrDefaultAsync(cancellationToken);
        List<Recipient> keys = [Recipient.Of(who.Who)];
        if (person is not null)
        {
            keys.Add(Recipient.OfPerson(person));
        }

        if (who.Room is { } room)
        {
            keys.Add(Recipient.OfRoom(platform, realm, room));
        }

        return keys.ConvertAll(key => key.Key);
    }

    private static async Task<List<string>> OwnersAsync(
        PartnerBotDb db,
        string? owner,
        CancellationToken cancellationToken
    )
    {
        if (owner is null)
        {
            return [];
        }

        var accounts = await db.Accounts.Where(row => row.Person == owner).ToListAsync(cancellationToken);
        return
        [
            Recipient.OfPerson(owner).Key,
            .. accounts.Select(row => Recipient.Of(new(row.Platform, row.Realm, row.Id)).Key),
        ];
    }

    private async Task MarkAsync(
        PartnerBotDb db,
        List<string> recipients,
        List<long> sequences,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var marked = db
            .Notices.PerhapsSaid()
            .Where(row => recipients.Contains(row.Recipient) && sequences.Contains(row.Sequence));
        var lanes = await marked.Select(row => row.Recipient).Distinct().ToListAsync(cancellationToken);
        await marked.ExecuteUpdateAsync(row => row.SetProperty(one => one.MarkDue, now), cancellationToken);
        await Lanes.LookAgainAsync(db, lanes, now, cancellationToken);
    }
}
