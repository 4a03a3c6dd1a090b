using Microsoft.EntityFrameworkCore;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>A partner's status as an asker was last told it.</summary>
/// <param name="Facts">JSON of ids and values, without texts.</param>
public sealed record ToldBefore(PartnerId Partner, DateTimeOffset At, string Facts);

/// <summary>A partner that is told of now.</summary>
/// <param name="Facts">Its status as told; null where something else was told.</param>
public sealed record ToldNow(PartnerId Partner, string? Facts = null);

/// <summary>
/// What each asker was told of each partner, and so which they asked about last. It is a convenience, kept for 90 days: see
/// <see cref="Memory"/>. It is written behind the answer; what a service that is killed has not written yet is lost.
/// </summary>
public sealed class Told(Memory memory, TimeProvider clock) : IAsyncDisposable, IDisposable
{
    /// <summary>For how long a question that names no partner is about the last one.</summary>
    private static readonly TimeSpan LastFor = TimeSpan.FromHours(12);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly ToldQueue queue = new(memory);
    private readonly Recent<(Asker, PartnerId), ToldBefore> recent = new(clock);

    // Compiled, because working out a query costs five times as much as asking it; not static, because a model is compiled in.
    private readonly Func<PartnerBotDb, string, string, string, IAsyncEnumerable<ToldRow>> newest =
        EF.CompileAsyncQuery(
            (PartnerBotDb db, string platform, string realm, string id) =>
                db
                    .Told.AsNoTracking()
                    .Where(row => row.Platform == platform && row.Realm == realm && row.Id == id)
                    .OrderByDescending(row => row.At)
                    .Take(2)
        );

    private readonly Func<PartnerBotDb, string, string, string, string, CancellationToken, Task<ToldBefore?>> before =
        EF.CompileAsyncQuery(
            (PartnerBotDb db, string platform, string realm, string id, string partner, CancellationToken _) =>
                db
                    .Told.Where(row =>
                        row.Platform == platform
                        && row.Realm == realm
                        && row.Id == id
                        && row.Partner == partner
                        && row.StatusAt != null
                        && row.Facts != null
                    )
                    .Select(row => new ToldBefore(new(row.Partner), row.StatusAt!.Value, row.Facts!))
                    .FirstOrDefault()
        );

    /// <summary>
    /// The partner that the asker asked about last; null where that was elsewhere, more than 12 hours ago, about several at
    /// once, or the database can't say.
    /// </summary>
    /// <param name="conversation">Null is a conversation too: the one of a platform without any.</param>
    public async Task<PartnerId?> LastAsync(
        Asker asker,
        string? conversation,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<ToldRow> last = [];
        await memory.TryAsync(
            async (db, until) =>
            {
                await queue.Written.WaitAsync(until);
                last = await newest(db, asker.Platform, asker.Realm, asker.Id).ToListAsync(until);
            },
            cancellationToken
        );
        var alone = last.Count == 1 || (last.Count == 2 && last[0].At != last[1].At);
        return
            alone
            && string.Equals(last[0].Conversation, conversation, StringComparison.Ordinal)
            && now - last[0].At <= LastFor
            ? new PartnerId(last[0].Partner)
            : null;
    }

    /// <summary>The partners that the asker asked about, wherever, the last first.</summary>
    public async Task<IReadOnlyList<PartnerId>> NewestAsync(Asker asker, int most, CancellationToken cancellationToken)
    {
        List<string> last = [];
        await memory.TryAsync(
            async (db, until) =>
            {
                await queue.Written.WaitAsync(until);
                last = await db
                    .Told.Where(row => row.Platform == asker.Platform && row.Realm == asker.Realm && row.Id == asker.Id)
                    .OrderByDescending(row => row.At)
                    .ThenBy(row => row.Partner)
                    .Select(row => row.Partner)
                    .Take(most)
                    .ToListAsync(until);
            },
            cancellationToken
        );
        return last.ConvertAll(id => new PartnerId(id));
    }

    /// <summary>Which of these partners' status the asker was told before.</summary>
    public async Task<IReadOnlyList<ToldBefore>> FindAsync(
        Asker asker,
        IEnumerable<PartnerId> partners,
        CancellationToken cancellationToken
    )
    {
        var found = new List<ToldBefore>();
        var others = new List<PartnerId>();
        foreach (var partner in partners)
        {
            if (recent.Find((asker, partner)) is { } told)
            {
                found.Add(told);
            }
            else
            {
                others.Add(partner);
            }
        }

        if (others.Count > 0)
        {
            await memory.TryAsync(
                async (db, until) => found.AddRange(await ReadAsync(db, asker, others, until)),
                cancellationToken
            );
        }

        return found;
    }

    /// <summary>Remembers it at once for <see cref="FindAsync"/>; is done when it is in the database, for which no answer need wait.</summary>
    public Task RememberAsync(
        Asker asker,
        string? conversation,
        IReadOnlyCollection<ToldNow> partners,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        foreach (var (partner, facts) in partners)
        {
            if (facts is not null)
            {
                recent.Keep((asker, partner), new(partner, at, facts));
            }
        }

        queue.Add(partners.Select(told => Row(asker, conversation, told, at)));
        return queue.Written.WaitAsync(cancellationToken);
    }

    /// <summary>Forgets what is older than 90 days.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) => db.Told.Where(row => row.At < now - Kept).ExecuteDeleteAsync(until),
            cancellationToken
        );

    /// <summary>Is done when all that was told so far is in the database, or lost there.</summary>
    internal Task Written => queue.Written;

    public async ValueTask DisposeAsync() => await queue.Written;

    /// <summary>Without waiting for what is being written.</summary>
    public void Dispose() { }

    private async Task<List<ToldBefore>> ReadAsync(
        PartnerBotDb db,
        Asker asker,
        List<PartnerId> partners,
        CancellationToken cancellationToken
    )
    {
        await queue.Written.WaitAsync(cancellationToken);
        var found = new List<ToldBefore>();
        foreach (var partner in partners)
        {
            if (await before(db, asker.Platform, asker.Realm, asker.Id, partner.Value, cancellationToken) is { } told)
            {
                found.Add(told);
            }
        }

        return found;
    }

    private static ToldRow Row(Asker asker, string? conversation, ToldNow told, DateTimeOffset at) =>
        new()
        {
            Platform = asker.Platform,
            Realm = asker.Realm,
            Id = asker.Id,
            Partner = told.Partner.Value,
            Conversation = conversation,
            At = at,
            StatusAt = told.Facts is null ? null : at,
            Facts = told.Facts,
        };
}
