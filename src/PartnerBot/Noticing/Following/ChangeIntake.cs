using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Takes changes into the ledger: the bookmark moves on and everybody who is to be told gets a notice in one transaction. Who has
/// moved the bookmark meanwhile has done the same. Of a partner that can't be read, subscribers get theirs at once, and whoever else
/// is to be told when it can be, see <see cref="Unread"/>.
/// </summary>
internal sealed class ChangeIntake(
    IDbContextFactory<PartnerBotDb> contexts,
    PartnerNow partners,
    Signal<Telling.Courier> courier,
    TimeProvider clock
)
{
    private const int AtOnce = 8;

    /// <summary>How often partners that could not be read are asked for again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private DateTimeOffset asked;

    /// <param name="from">The bookmark that the changes come after.</param>
    /// <param name="changes">By the registry's count, in order.</param>
    /// <param name="to">Where the bookmark goes, by our count.</param>
    /// <param name="besides">What else belongs to the transaction.</param>
    /// <param name="unread">Partners of which something was left, to be tried as well.</param>
    /// <returns>Whether it was done; false where the bookmark is no longer there.</returns>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked for a partner now.</exception>
    public async Task<bool> TakeAsync(
        BookmarkRow from,
        IReadOnlyList<Change> changes,
        long to,
        CancellationToken cancellationToken,
        Func<PartnerBotDb, Task>? besides = null,
        IReadOnlyList<string>? unread = null
    )
    {
        List<ChangeRow> told =
        [
            .. changes.Where(change => change.IsTold()).Select(change => change.ToRow(change.Sequence + from.Ahead)),
        ];
        var ids = told.Select(change => change.Partner).Union(unread ?? [], StringComparer.Ordinal).ToList();
        var read = await partners.ReadAsync(ids, AtOnce, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Before the transaction, which takes lanes in its own order.
        var inCharge = read.Facts.Values.SelectMany(facts => facts.Partner.InCharge);
        await AccountLinking.LinkAsync(db, inCharge, clock.GetUtcNow(), cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MoveAsync(db, from, to, cancellationToken))
        {
            return false;
        }

        db.AddRange(told);
        await db.SaveChangesAsync(cancellationToken);
        var left = await Unread.TakeAsync(db, ids.Except(read.Unreadable), cancellationToken);
        await Unread.KeepAsync(db, told.Where(change => read.Unreadable.Contains(change.Partner)), cancellationToken);
        await AddNoticesAsync(db, [.. told.UnionBy(left, change => change.Sequence)], read, cancellationToken);
        await (besides?.Invoke(db) ?? Task.CompletedTask);
        Step.Note(Step.Committing);
        await transaction.CommitAsync(cancellationToken);
        Step.Note(Step.Committed);
        courier.Give();
        return true;
    }

    /// <summary>Takes in what was left of partners that could not be read, where they can be by now; at most once a minute.</summary>
    /// <param name="from">The bookmark, which stays.</param>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked for a partner now.</exception>
    public async Task TakeUnreadAsync(BookmarkRow from, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - asked < Again)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await Unread.ReadAsync(db, cancellationToken) is { Count: > 0 } unread)
        {
            await TakeAsync(from, [], from.Position, cancellationToken, unread: unread);
        }

        asked = now;
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
    private async Task AddNoticesAsync(
        PartnerBotDb db,
        IReadOnlyList<ChangeRow> changes,
        PartnersRead read,
        CancellationToken cancellationToken
    )
    {
        if (changes.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        List<Happened> happened =
        [
            .. changes
                .Where(row => read.Facts.ContainsKey(row.Partner))
                .Select(row => Happened.Of(row.ToChange(), read.Facts[row.Partner])),
        ];
        var corrected = await Corrections.MarkAsync(db, happened, now, cancellationToken);
        List<Recipient> told = [.. corrected.SelectMany(recipients => recipients).Distinct()];
        var audience = await AudienceReader.ForPartnersAsync(
            db,
            [.. changes.Select(change => change.Partner).Distinct()],
            [.. read.Facts.Values.SelectMany(facts => facts.Partner.InCharge).Select(person => person.Id).Distinct()],
            told,
            now,
            cancellationToken
        );
        var unread = changes.Where(row => read.Unreadable.Contains(row.Partner)).Select(row => row.ToChange());
        List<NewNotice> notices =
        [
            .. happened.SelectMany(one =>
                NoticesOf(
                    one.Change,
                    audience.Of(one).Union(audience.Of(one, corrected[one.Change.Sequence])),
                    audience
                )
            ),
            .. unread.SelectMany(change => NoticesOf(change, audience.OfUnread(change), audience)),
        ];
        await NoticeLedger.AddAsync(db, notices, now, cancellationToken);
        await Corrections.AnnounceAsync(db, happened, now, cancellationToken);
        // Who isn't told of a correction, having made it, has their message marked all the same.
        var marked = told.Except(notices.Select(notice => notice.Recipient)).Select(recipient => recipient.Key);
        await Lanes.LookAgainAsync(db, [.. marked], now, cancellationToken);
    }

    private static IEnumerable<NewNotice> NoticesOf(
        Change change,
        IEnumerable<Recipient> recipients,
        Audience audience
    ) =>
        recipients.Select(recipient =>
        {
            var (platform, realm) = audience.WhereOf(recipient);
            return new NewNotice(recipient, change.Sequence, change.Partner!.Value.Value, platform, realm);
        });
}
