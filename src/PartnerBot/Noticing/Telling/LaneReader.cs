using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Telling;

/// <summary>Reads what decides how lanes are told, for many lanes with a few questions to the database.</summary>
internal sealed class LaneReader(IDbContextFactory<PartnerBotDb> contexts, Locale locale, TimeProvider clock)
{
    public async Task<IReadOnlyList<LaneView>> ReadAsync(
        IReadOnlyList<TakenLane> lanes,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<Recipient> recipients = [.. lanes.Select(lane => lane.Recipient)];
        var (audience, accounts) = await AudienceReader.ForRecipientsAsync(db, recipients, now, cancellationToken);
        HashSet<string> keys = [.. recipients.Select(one => one.Key), .. accounts.Select(Audience.KeyOf)];
        var people = await PeopleAsync(db, recipients, accounts, cancellationToken);
        var cadences = await db
            .Cadences.AsNoTracking()
            .Where(row => EF.Parameter(keys).Contains(row.Recipient))
            .ToDictionaryAsync(row => row.Recipient, StringComparer.Ordinal, cancellationToken);
        var mutes = await db
            .Mutes.AsNoTracking()
            .Where(row => EF.Parameter(keys).Contains(row.Recipient) && row.Until > now)
            .ToListAsync(cancellationToken);
        var changes = await ChangesAsync(db, lanes.SelectMany(lane => lane.Open), cancellationToken);
        var marked = await MarkedAsync(db, recipients, now, cancellationToken);
        var threads = await ThreadsAsync(db, recipients, cancellationToken);
        var names = recipients.ToDictionary(one => one, one => Names.Of(one, [.. people.AccountsOf(one)]));
        var others = await OthersAsync(db, lanes, names, cancellationToken);
        return [.. lanes.Select(View)];

        LaneView View(TakenLane lane)
        {
            var ways = people.WaysTo(lane.Recipient);
            var mine = names[lane.Recipient];
            return new(
                lane,
                audience,
                ways,
                Cadence.Of(
                    CadenceRow.Of(mine, mine.Select(name => cadences.GetValueOrDefault(name)).OfType<CadenceRow>()),
                    ways is [{ Zone: var zone }, ..] ? zone : locale.TimeZone
                ),
                mutes.Where(mute => mine.Contains(mute.Recipient)).Select(mute => mute.Partner).ToHashSet(),
                changes,
                [.. marked[lane.Recipient.Key]],
                threads[lane.Recipient.Key].ToDictionary(thread => thread.Partner, thread => thread.Root),
                [.. mine.Skip(1).SelectMany(name => others[name])]
            );
        }
    }

    private async Task<Ways> PeopleAsync(
        PartnerBotDb db,
        List<Recipient> recipients,
        IReadOnlyList<AccountRow> accounts,
        CancellationToken cancellationToken
    )
    {
        var ids = accounts
            .Select(account => account.Id)
            .Concat(recipients.Select(one => one.Address?.Id).OfType<string>())
            .ToHashSet();
        var preferences = await db
            .Preferences.AsNoTracking()
            .Where(row => EF.Parameter(ids).Contains(row.Id))
            .ToListAsync(cancellationToken);
        return new(accounts, preferences, locale);
    }

    private static async Task<ILookup<string, NoticeRow>> OthersAsync(
        PartnerBotDb db,
        IReadOnlyList<TakenLane> lanes,
        IReadOnlyDictionary<Recipient, IReadOnlyList<string>> names,
        CancellationToken cancellationToken
    )
    {
        List<string> others = [.. names.Values.SelectMany(all => all.Skip(1)).Distinct(StringComparer.Ordinal)];
        List<long> sequences = [.. lanes.SelectMany(lane => lane.Open).Select(notice => notice.Sequence).Distinct()];
        var rows =
            others.Count == 0
                ? []
                : await db
                    .Notices.AsNoTracking()
                    .Where(row =>
                        EF.Parameter(others).Contains(row.Recipient)
                        && EF.Parameter(sequences).Contains(row.Sequence)
                        && row.State != NoticeState.Withdrawn
                        && row.State != NoticeState.Failed
                    )
                    .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Recipient, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<long, Change>> ChangesAsync(
        PartnerBotDb db,
        IEnumerable<NoticeRow> notices,
        CancellationToken cancellationToken
    )
    {
        List<long> sequences = [.. notices.Select(notice => notice.Sequence).Distinct()];
        var rows = await db
            .Changes.AsNoTracking()
            .Where(row => EF.Parameter(sequences).Contains(row.Sequence))
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Sequence, row => row.ToChange());
    }

    private static async Task<ILookup<string, NoticeRow>> MarkedAsync(
        PartnerBotDb db,
        List<Recipient> recipients,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<string> keys = [.. recipients.Select(one => one.Key)];
        var rows = await db
            .Notices.AsNoTracking()
            .Where(row => row.MarkDue != null && row.MarkDue <= now && EF.Parameter(keys).Contains(row.Recipient))
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Recipient, StringComparer.Ordinal);
    }

    private static async Task<ILookup<string, ThreadRow>> ThreadsAsync(
        PartnerBotDb db,
        List<Recipient> recipients,
        CancellationToken cancellationToken
    )
    {
        List<string> rooms = [.. recipients.Where(one => one.IsRoom).Select(one => one.Key)];
        var rows =
            rooms.Count == 0
                ? []
                : await db
                    .Threads.AsNoTracking()
                    .Where(row => EF.Parameter(rooms).Contains(row.Recipient))
                    .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Recipient, StringComparer.Ordinal);
    }
}
