using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Compares what a registry without a feed says of each partner with what it said the last time. The first time, nothing is told.
/// One that can't be read is passed over, and compared with what it was once it can be. It costs a request a partner; see
/// <see cref="Differences"/> for what can't be seen so.
/// </summary>
internal sealed class Comparing(
    RegistryClient registry,
    PartnerNow partners,
    ChangeIntake intake,
    IDbContextFactory<PartnerBotDb> contexts
)
{
    private const int AtOnce = 4;

    /// <summary>So many partners are taken in at once, so that an outage in the middle keeps few from being told of.</summary>
    private const int Together = 100;

    /// <summary>A state that no partner is in: of one that was there before anything was told, and could not be read.</summary>
    private const string Unknown = "{}";

    /// <returns>Whether all could be read.</returns>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked now.</exception>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var isWhole = true;
        var ids = await registry.ReadIdsAsync(cancellationToken).Select(id => id.Value).ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(Together))
        {
            var read = await partners.ReadAsync(some, AtOnce, cancellationToken);
            await CompareAsync(read, cancellationToken);
            isWhole &= read.Unreadable.Count == 0;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db
            .Bookmarks.Where(row => row.Name == BookmarkRow.Registry && !row.Derived)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Derived, true), cancellationToken);
        return isWhole;
    }

    private async Task CompareAsync(PartnersRead read, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var from = await db
            .Bookmarks.AsNoTracking()
            .SingleAsync(row => row.Name == BookmarkRow.Registry, cancellationToken);
        List<string> ids = [.. read.Facts.Keys];
        var before = await db
            .PartnerStates.AsNoTracking()
            .Where(row => ids.Contains(row.Partner))
            .ToDictionaryAsync(row => row.Partner, row => row.State, StringComparer.Ordinal, cancellationToken);
        List<Change> changes = [];
        foreach (var (partner, facts) in read.Facts.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            changes.AddRange(Since(before.GetValueOrDefault(partner), facts, from, from.Position + changes.Count));
        }

        await intake.TakeAsync(
            from,
            [.. changes.Select(change => change with { Sequence = change.Sequence - from.Ahead })],
            from.Position + changes.Count,
            cancellationToken,
            transaction => KeepAsync(transaction, read, before, from, cancellationToken)
        );
    }

    // Nothing is told of before the first time; later, a partner without a state is new.
    private static IReadOnlyList<Change> Since(string? state, PartnerFacts facts, BookmarkRow from, long after) =>
        state is null
            ? from.Derived
                ? [new(after + 1, facts.AsOf, "", facts.Partner.Id, ChangeKind.Created, null, null, null, null)]
                : []
            : ToldFacts.Read(state) is { } before && from.Derived
                ? Differences.Of(before, facts, after)
                : [];

    private static async Task KeepAsync(
        PartnerBotDb db,
        PartnersRead read,
        Dictionary<string, string> before,
        BookmarkRow from,
        CancellationToken cancellationToken
    )
    {
        foreach (var (partner, facts) in read.Facts)
        {
            var state = ToldFacts.Of(facts.Partner).ToJson();
            if (!string.Equals(before.GetValueOrDefault(partner), state, StringComparison.Ordinal))
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "PartnerState" ("Partner", "State") VALUES ({partner}, {state})
                    ON CONFLICT ("Partner") DO UPDATE SET "State" = excluded."State"
                    """,
                    cancellationToken
                );
            }
        }

        foreach (var partner in from.Derived ? [] : read.Unreadable)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "PartnerState" ("Partner", "State") VALUES ({partner}, {Unknown})
                ON CONFLICT ("Partner") DO NOTHING
                """,
                cancellationToken
            );
        }
    }
}
