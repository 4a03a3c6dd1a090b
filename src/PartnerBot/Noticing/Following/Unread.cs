using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Partners that could not be read when they changed, so that nobody knew who is in charge of them, or what a correction corrects.
/// Each has a bookmark of its own: what comes after it is taken in again, for all, once the partner can be read.
/// </summary>
internal static class Unread
{
    private const string Prefix = "unread ";

    public static async Task<IReadOnlyList<string>> ReadAsync(PartnerBotDb db, CancellationToken cancellationToken)
    {
        var names = await db
            .Bookmarks.Where(row => row.Name.StartsWith(Prefix))
            .Select(row => row.Name)
            .ToListAsync(cancellationToken);
        return names.ConvertAll(name => name[Prefix.Length..]);
    }

    /// <summary>Notes where each partner's changes begin that it could not be read with; who has a bookmark keeps it.</summary>
    public static async Task KeepAsync(
        PartnerBotDb db,
        IEnumerable<ChangeRow> changes,
        CancellationToken cancellationToken
    )
    {
        foreach (var partner in changes.GroupBy(change => change.Partner, StringComparer.Ordinal))
        {
            var (name, before) = (Prefix + partner.Key, partner.Min(change => change.Sequence) - 1);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Bookmark" ("Name", "Position", "Ahead", "Derived") VALUES ({name}, {before}, 0, {false})
                ON CONFLICT ("Name") DO NOTHING
                """,
                cancellationToken
            );
        }
    }

    /// <summary>These can be read, or are gone: their bookmarks are taken away.</summary>
    /// <returns>The changes after those.</returns>
    public static async Task<IReadOnlyList<ChangeRow>> TakeAsync(
        PartnerBotDb db,
        IEnumerable<string> partners,
        CancellationToken cancellationToken
    )
    {
        List<string> names = [.. partners.Select(partner => Prefix + partner)];
        var bookmarks = db.Bookmarks.Where(row => EF.Parameter(names).Contains(row.Name));
        List<ChangeRow> left = [];
        var begun = await bookmarks.AsNoTracking().ToListAsync(cancellationToken);
        foreach (var bookmark in begun)
        {
            var (partner, after) = (bookmark.Name[Prefix.Length..], bookmark.Position);
            left.AddRange(
                await db
                    .Changes.AsNoTracking()
                    .Where(change => change.Partner == partner && change.Sequence > after)
                    .ToListAsync(cancellationToken)
            );
        }

        if (begun.Count > 0)
        {
            await bookmarks.ExecuteDeleteAsync(cancellationToken);
        }

        return left;
    }
}
