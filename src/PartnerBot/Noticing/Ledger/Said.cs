using PartnerBot.Storage;

namespace PartnerBot.Noticing.Ledger;

/// <summary>What was said, as far as somebody who has read it can tell.</summary>
internal static class Said
{
    /// <summary>Those that were said or perhaps were: a message is read, and its buttons are pressed, before that is noted.</summary>
    public static IQueryable<NoticeRow> PerhapsSaid(this IQueryable<NoticeRow> notices) =>
        notices.Where(row =>
            row.State == NoticeState.Sent || row.State == NoticeState.Sending || row.State == NoticeState.Unknown
        );
}
