using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Takes changes into the ledger: the bookmark moves on and everybody who is to be told gets a notice in one transaction. Who has
/// moved the bookmark meanwhile has done the same.
/// </summary>
internal sealed class ChangeIntake(
    IDbContextFactory<PartnerBotDb> contexts,
    PartnerNow partners,
    Signal<Telling.Courier> courier,
    TimeProvider clock
)
{
    private const int AtOnce = 8;

    /// <param name="from">The bookmark that the changes come after.</param>
    /// <param name="changes">By the registry's count, in order.</param>
    /// <param name="to">Where the bookmark goes, by our count.</param>
    /// <param name="besides">What else belongs to the transaction.</param>
    /// <returns>Whether it was done; false where the bookmark is no longer there.</returns>
    /// <exception cref="RegistryUnavailableException">A partner can't be read now.</exception>
    public async Task<bool> TakeAsync(
        BookmarkRow from,
        IReadOnlyList<Change> changes,
        long to,
        CancellationToken cancellationToken,
        Func<PartnerBotDb, Task>? besides = null
    )
    {
        List<ChangeRow> told =
        [
            .. changes.Where(change => change.IsTold()).Select(change => change.ToRow(change.Sequence + from.Ahead)),
        ];
        var happened = await ReadAsync(told, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Before the transaction, which takes lanes in its own order.
        var inCharge = happened.SelectMany(one => one.Partner.InCharge);
        await AccountLinking.LinkAsync(db, inCharge, clock.GetUtcNow(), cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MoveAsync(db, from, to, cancellationToken))
        {
            return false;
        }

        db.AddRange(told);
        await db.SaveChangesAsync(cancellationToken);
        await AddNoticesAsync(db, happened, cancellationToken);
        await (besides?.Invoke(db) ?? Task.CompletedTask);
        Step.Note(Step.Committing);
        await transaction.CommitAsync(cancellationToken);
        Step.Note(Step.Committed);
        courier.Give();
        return true;
    }

    private static async Task<bool> MoveAsync(
        PartnerBotDb db,
        BookmarkRow from,
        long to,
        CancellationToken cancellationToken
    ) =>
        await db
            .Bookmarks.Where(row =>
                row.Name == from.Name
                && row.Position == from.Position
                && row.Ahead == from.Ahead
                && row.Derived == from.Derived
            )
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Position, to), cancellationToken) == 1;

    // Of a partner that is gone, nobody can be told.
    private async Task<IReadOnlyList<Happened>> ReadAsync(List<ChangeRow> told, CancellationToken cancellationToken)
    {
        var facts = new ConcurrentDictionary<string, PartnerFacts>(StringComparer.Ordinal);
        var since = clock.GetUtcNow();
        await Parallel.ForEachAsync(
            told.Select(change => change.Partner).Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (partner, _) =>
            {
                if (await partners.ReadAsync(new(partner), since) is { } read)
                {
                    facts[partner] = read;
                }
            }
        );
        return
        [
            .. told.Where(change => facts.ContainsKey(change.Partner))
                .Select(change => Happened.Of(change.ToChange(), facts[change.Partner])),
        ];
    }

    private async Task AddNoticesAsync(
        PartnerBotDb db,
        IReadOnlyList<Happened> happened,
        CancellationToken cancellationToken
    )
    {
        if (happened.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var corrected = await Corrections.MarkAsync(db, happened, now, cancellationToken);
        var audience = await AudienceReader.ForPartnersAsync(
            db,
            [.. happened.Select(one => one.Partner.Id.Value).Distinct()],
            [.. happened.SelectMany(one => one.Partner.InCharge).Select(person => person.Id).Distinct()],
            [.. corrected.SelectMany(recipients => recipients).Distinct()],
            now,
            cancellationToken
        );
        List<NewNotice> notices = [];
        foreach (var one in happened)
        {
            var recipients = audience.Of(one).Union(audience.Of(one, corrected[one.Change.Sequence]));
            notices.AddRange(recipients.Select(recipient => NoticeOf(recipient, one, audience)));
        }

        await NoticeLedger.AddAsync(db, notices, now, cancellationToken);
        await Corrections.AnnounceAsync(db, happened, now, cancellationToken);
        // Who isn't told of a correction, having made it, has their message marked all the same.
        HashSet<string> marked = [.. corrected.SelectMany(recipients => recipients).Select(one => one.Key)];
        marked.ExceptWith(notices.Select(notice => notice.Recipient.Key));
        if (marked.Count > 0)
        {
            await db.Lanes.Where(lane => marked.Contains(lane.Recipient)).BeDueAsync(now, cancellationToken);
        }
    }

    private static NewNotice NoticeOf(Recipient recipient, Happened one, Audience audience)
    {
        var (platform, realm) = audience.WhereOf(recipient);
        return new(recipient, one.Change.Sequence, one.Partner.Id.Value, platform, realm);
    }
}
