using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Noticing.Telling;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>What a correction means for those who were told what was wrong, and an announcement for those who wait for it.</summary>
internal static class Corrections
{
    /// <summary>Has the messages that carried the wrong milestones marked.</summary>
    /// <returns>Who was told them, and so is told that they were corrected, by the sequence of the correction.</returns>
    public static async Task<ILookup<long, Recipient>> MarkAsync(
        PartnerBotDb db,
        IEnumerable<Happened> happened,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<(long Sequence, Recipient Recipient)> all = [];
        foreach (var one in happened.Where(one => one.Wrong.Count > 0))
        {
            var told = Told(db, one);
            var recipients = await told.Select(row => row.Recipient).Distinct().ToListAsync(cancellationToken);
            await told.ExecuteUpdateAsync(row => row.SetProperty(notice => notice.MarkDue, now), cancellationToken);
            all.AddRange(recipients.Select(key => (one.Change.Sequence, new Recipient(key))));
        }

        return all.ToLookup(one => one.Sequence, one => one.Recipient);
    }

    /// <summary>What waits for an announcement is looked at again, as it may have been brought forward.</summary>
    public static async Task AnnounceAsync(
        PartnerBotDb db,
        IEnumerable<Happened> happened,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var one in happened.Where(one => one.Change.Kind is ChangeKind.Announcement))
        {
            var (partner, milestone) = (one.Partner.Id.Value, one.Change.Milestone);
            var waiting = db.Notices.Where(notice =>
                notice.State == NoticeState.Pending
                && notice.Reason == Turn.Embargo
                && db.Changes.Any(change =>
                    change.Sequence == notice.Sequence && change.Partner == partner && change.Milestone == milestone
                )
            );
            var recipients = await waiting.Select(notice => notice.Recipient).Distinct().ToListAsync(cancellationToken);
            await waiting.ExecuteUpdateAsync(row => row.SetProperty(notice => notice.Due, now), cancellationToken);
            await Lanes.LookAgainAsync(db, recipients, now, cancellationToken);
        }
    }

    /// <summary>The notices, said or perhaps said, of the milestones that were wrong.</summary>
    public static IQueryable<NoticeRow> Told(PartnerBotDb db, Happened happened) =>
        db
            .Notices.PerhapsSaid()
            .Where(notice =>
                db.Changes.Any(change =>
                    change.Sequence == notice.Sequence
                    && change.Partner == happened.Partner.Id.Value
                    && happened.Wrong.Contains(change.Milestone!)
                )
            );
}
