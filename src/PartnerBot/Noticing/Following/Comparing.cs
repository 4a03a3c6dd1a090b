using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Compares what a registry without a feed says of each partner with what it said the last time. The first time, nothing is told.
/// It costs a request a partner; see <see cref="Differences"/> for what can't be seen so.
/// </summary>
internal sealed class Comparing(
    RegistryClient registry,
    PartnerNow partners,
    ChangeIntake intake,
    IDbContextFactory<PartnerBotDb> contexts,
    TimeProvider clock
)
{
    private const int AtOnce = 4;

    /// <summary>So many partners are taken in at once, so that one that can't be read keeps few from being told of.</summary>
    private const int Together = 100;

    /// <exception cref="RegistryUnavailableException">Not read now.</exception>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var ids = await registry.ReadAllAsync(cancellationToken).Select(one => one.Id).ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(Together))
        {
            await CompareAsync(await ReadAsync(some, cancellationToken), cancellationToken);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db
            .Bookmarks.Where(row => row.Name == BookmarkRow.Registry && !row.Derived)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Derived, true), cancellationToken);
    }

    private async Task<IReadOnlyList<PartnerFacts>> ReadAsync(PartnerId[] ids, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow();
        var read = new ConcurrentBag<PartnerFacts>();
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (id, _) =>
            {
                if (await partners.ReadAsync(id, since) is { } facts)
                {
                    read.Add(facts);
                }
            }
        );
        return [.. read.OrderBy(facts => facts.Partner.Id.Value, StringComparer.Ordinal)];
    }

    private async Task CompareAsync(IReadOnlyList<PartnerFacts> read, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var from = await db
            .Bookmarks.AsNoTracking()
            .SingleAsync(row => row.Name == BookmarkRow.Registry, cancellationToken);
        List<string> ids = [.. read.Select(facts => facts.Partner.Id.Value)];
        var before = await db
            .PartnerStates.AsNoTracking()
            .Where(row => ids.Contains(row.Partner))
            .ToDictionaryAsync(row => row.Partner, row => row.State, StringComparer.Ordinal, cancellationToken);
        List<Change> changes = [];
        foreach (var facts in read)
        {
            changes.AddRange(
                Since(before.GetValueOrDefault(facts.Partner.Id.Value), facts, from, from.Position + changes.Count)
            );
        }

        await intake.TakeAsync(
            from,
            [.. changes.Select(change => change with { Sequence = change.Sequence - from.Ahead })],
            from.Position + changes.Count,
            cancellationToken,
            transaction => KeepAsync(transaction, read, before, cancellationToken)
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
        IReadOnlyList<PartnerFacts> read,
        Dictionary<string, string> before,
        CancellationToken cancellationToken
    )
    {
        foreach (var facts in read)
        {
            var (partner, state) = (facts.Partner.Id.Value, ToldFacts.Of(facts.Partner).ToJson());
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
    }
}
