using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Noticing.Ledger;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Teams;

/// <summary>The chats and channels that the bot is in, each with the service that its newest message came from.</summary>
internal sealed class TeamsConversations(Memory memory, TimeProvider clock)
{
    private const int MostKnown = 10_000;

    // Other replicas store too, so that what one knows grows old.
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PreparedFor = TimeSpan.FromSeconds(5);

    private readonly Recent<(string Tenant, string Person), TeamsPlace> prepared = new(clock, PreparedFor, most: 1_000);

    // What is stored already, so that not every message writes.
    private readonly ConcurrentDictionary<
        (string Tenant, string Conversation),
        (TeamsPlace Place, DateTimeOffset At)
    > known = new();

    /// <summary>A message came from there: the bot is in it, and it is reached like this.</summary>
    /// <param name="anew">The bot was added, perhaps after another replica was told that it was removed.</param>
    public async Task SeenAsync(TeamsPlace place, CancellationToken cancellationToken, bool anew = false)
    {
        var key = (place.Tenant, place.Conversation);
        var stored = (Place: place with { Thread = null }, At: clock.GetUtcNow());
        if (
            !anew
            && known.TryGetValue(key, out var before)
            && before.Place == stored.Place
            && stored.At - before.At < KnownFor
        )
        {
            return;
        }

        if (await StoreAsync(stored.Place, anew, cancellationToken))
        {
            if (known.Count >= MostKnown)
            {
                known.Clear();
            }

            known[key] = stored;
        }
    }

    /// <summary>Whether the first words there are still to be said: true once, for one of all who ask.</summary>
    public async Task<bool> ClaimWelcomeAsync(TeamsPlace place, CancellationToken cancellationToken)
    {
        var claimed = 0;
        await memory.TryAsync(
            async (db, until) =>
                claimed = await Of(db, place.Tenant, place.Conversation)
                    .Where(row => row.WelcomedAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.WelcomedAt, clock.GetUtcNow()), until),
            cancellationToken
        );
        return claimed == 1;
    }

    /// <summary>They could not be said.</summary>
    public Task ReturnWelcomeAsync(TeamsPlace place, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) =>
                Of(db, place.Tenant, place.Conversation)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.WelcomedAt, (DateTimeOffset?)null), until),
            cancellationToken
        );

    /// <summary>The bot is no longer there; from a team, it has gone from each of its channels.</summary>
    public async Task RemovedAsync(TeamsPlace place, CancellationToken cancellationToken)
    {
        await memory.TryAsync(
            (db, until) =>
                db
                    .TeamsConversations.Where(row =>
                        row.Tenant == place.Tenant
                        && (row.Id == place.Conversation || (place.Team != null && row.Team == place.Team))
                    )
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.RemovedAt, clock.GetUtcNow()), until),
            cancellationToken
        );
        known.Clear();
    }

    /// <summary>Reads at once what is stored of where these people are reached; who is not found is looked for by <see cref="FindAsync"/>.</summary>
    public async Task PrepareAsync(
        IReadOnlyCollection<ConversationAddress> addresses,
        CancellationToken cancellationToken
    )
    {
        foreach (var tenant in addresses.Where(one => one.Kind is AddressKind.Person).GroupBy(one => one.Realm))
        {
            List<string> people = [.. tenant.Select(one => one.Id)];
            List<TeamsConversationRow> rows = [];
            await memory.TryAsync(
                async (db, until) =>
                    rows = await db
                        .TeamsConversations.AsNoTracking()
                        .Where(row => row.Tenant == tenant.Key && EF.Parameter(people).Contains(row.Person!))
                        .Where(row => row.RemovedAt == null)
                        .ToListAsync(until),
                cancellationToken
            );
            rows.ForEach(row => prepared.Keep((row.Tenant, row.Person!), PlaceOf(row)));
        }
    }

    /// <summary>What is stored of where somebody is to be reached.</summary>
    public async Task<Stored> FindAsync(ConversationAddress address, CancellationToken cancellationToken)
    {
        if (address.Kind is AddressKind.Person && prepared.Find((address.Realm, address.Id)) is { } place)
        {
            return new(IsRead: true, place, IsRemoved: false, place.ServiceUrl, place.Bot);
        }

        TeamsConversationRow? row = null;
        TeamsConversationRow? any = null;
        var worked = await memory.TryAsync(
            async (db, until) =>
            {
                row = await (
                    address.Kind is AddressKind.Person
                        ? db.TeamsConversations.Where(one => one.Tenant == address.Realm && one.Person == address.Id)
                        : Of(db, address.Realm, address.Id)
                )
                    .OrderBy(one => one.RemovedAt != null)
                    .FirstOrDefaultAsync(until);
                any =
                    row
                    ?? await db
                        .TeamsConversations.Where(one => one.Tenant == address.Realm)
                        .OrderBy(one => one.RemovedAt != null)
                        .FirstOrDefaultAsync(until);
            },
            cancellationToken
        );
        return new(worked, row is null ? null : PlaceOf(row), row?.RemovedAt is not null, any?.ServiceUrl, any?.Bot);
    }

    private static TeamsPlace PlaceOf(TeamsConversationRow row) =>
        new(row.Tenant, row.Id, row.Person, row.Team, row.ServiceUrl, row.Bot);

    private static IQueryable<TeamsConversationRow> Of(PartnerBotDb db, string tenant, string id) =>
        db.TeamsConversations.Where(row => row.Tenant == tenant && row.Id == id);

    private Task<bool> StoreAsync(TeamsPlace place, bool anew, CancellationToken cancellationToken) =>
        memory.TryAsync(
            async (db, until) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                await StoreAsync(db, place, until);
                if (anew)
                {
                    await ReturnedAsync(db, place, until);
                }

                await transaction.CommitAsync(until);
            },
            cancellationToken
        );

    // One statement that both stores know, so that two activities at once can't collide. Who is named by their id in the chat,
    // as some updates do, was known by the directory's before.
    private static Task<int> StoreAsync(PartnerBotDb db, TeamsPlace place, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "TeamsConversation" ("Tenant", "Id", "Person", "Team", "ServiceUrl", "Bot")
            VALUES ({place.Tenant}, {place.Conversation}, {place.Person}, {place.Team}, {place.ServiceUrl}, {place.Bot})
            ON CONFLICT ("Tenant", "Id")
            DO UPDATE SET
                "Person" = CASE WHEN excluded."Person" LIKE '29:%'
                    THEN COALESCE("TeamsConversation"."Person", excluded."Person")
                    ELSE excluded."Person" END,
                "Team" = COALESCE(excluded."Team", "TeamsConversation"."Team"),
                "ServiceUrl" = excluded."ServiceUrl",
                "Bot" = excluded."Bot",
                "RemovedAt" = NULL
            """,
            cancellationToken
        );

    // As it went from each channel of a team, it comes back to each; and to members of a team it can open a chat.
    private async Task ReturnedAsync(PartnerBotDb db, TeamsPlace place, CancellationToken cancellationToken)
    {
        if (place.Address is { Kind: AddressKind.Person } person)
        {
            var who = new Asker(person.Platform, person.Realm, person.Id);
            await Reachable.ReachableAsync(db, who, clock.GetUtcNow(), cancellationToken);
            return;
        }

        await db
            .TeamsConversations.Where(row => row.Tenant == place.Tenant && place.Team != null && row.Team == place.Team)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.RemovedAt, (DateTimeOffset?)null), cancellationToken);
        await Reachable.RealmReachableAsync(
            db,
            TeamsPlatform.PlatformName,
            place.Tenant,
            clock.GetUtcNow(),
            cancellationToken
        );
    }

    /// <param name="IsRead">False where the database can't say.</param>
    /// <param name="Place">Null where the bot never was there.</param>
    /// <param name="ServiceUrl">The service of the place, else of any other in its tenant; null where the bot is in none.</param>
    public sealed record Stored(bool IsRead, TeamsPlace? Place, bool IsRemoved, string? ServiceUrl, string? Bot);
}
