using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>What a correction means for those who were told what was wrong.</summary>
internal static class Corrections
{
    /// <summary>Has the messages that carried the wrong milestone marked.</summary>
    /// <returns>Who was told it, and so is told that it was corrected.</returns>
    public static async Task<IReadOnlyList<Recipient>> MarkAsync(
        PartnerBotDb db,
        Happened happened,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (happened.Change.Kind is not ChangeKind.Correction || happened.Wrong.Count == 0)
        {
            return [];
        }

        var told = Told(db, happened);
        var recipients = await told.Select(row => row.Recipient).Distinct().ToListAsync(cancellationToken);
        if (recipients.Count > 0)
        {
            await told.ExecuteUpdateAsync(row => row.SetProperty(notice => notice.MarkDue, now), cancellationToken);
        }

        return recipients.ConvertAll(key => new Recipient(key));
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
