using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Changes;

/// <summary>One edit in the making: what it changes in the database, and the entries it will add to the feed with the same commit.</summary>
public sealed class Edit(RegistryDb db, string actor, DateTimeOffset now, bool silent)
{
    private readonly List<Pending> pending = [];
    private readonly HashSet<object> touched = [];
    private long instants;
    private readonly Dictionary<string, Pending> unclaimed = [];

    public RegistryDb Db => db;

    public DateTimeOffset Now => now;

    /// <summary>Whether this edit has added to the feed.</summary>
    internal bool Grown { get; private set; }

    /// <summary>Later by a tick each time, so that what one edit records keeps its order.</summary>
    public DateTimeOffset NextInstant() => now.AddTicks(instants++);

    /// <summary>Notes a change of a partner: it goes to the feed, and readers of the partner see a new version.</summary>
    public void Record<T>(
        Partner partner,
        ChangeKind kind,
        string? field,
        T? before,
        T? after,
        string? milestoneId = null
    )
    {
        Touch(partner);
        unclaimed.Remove(milestoneId ?? "");
        pending.Add(new(kind, partner, null, field, Json(before), Json(after), milestoneId));
    }

    /// <summary>Notes a new milestone. It is an entry of its own only if no other change of this edit came with it.</summary>
    public void Record(Partner partner, Milestone milestone)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        Touch(partner);
        unclaimed[milestone.Id] = new(
            ChangeKind.Milestone,
            partner,
            null,
            null,
            null,
            Json(milestone.Title),
            milestone.Id
        );
    }

    /// <summary>Notes a change of a programme.</summary>
    public void Record<T>(Programmes.Programme programme, string field, T? before, T? after)
    {
        if (touched.Add(programme))
        {
            programme.Version++;
        }

        pending.Add(new(ChangeKind.Programme, null, programme.Id, field, Json(before), Json(after), null));
    }

    /// <summary>Readers of the partner see a new version.</summary>
    public void Touch(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        if (touched.Add(partner))
        {
            partner.Version++;
            partner.UpdatedAt = now;
        }
    }

    /// <summary>
    /// Writes what was edited and its entries under the feed's lock, which is held from here to the commit. Taken before any row is
    /// written, it also keeps edits from waiting for each other in a circle.
    /// </summary>
    internal async Task SaveAsync(CancellationToken cancellationToken)
    {
        touched.Clear();
        pending.AddRange(unclaimed.Values);
        unclaimed.Clear();
        if (!silent && pending.Count > 0)
        {
            var last = await TakeSequencesAsync(pending.Count, cancellationToken);
            db.Changes.AddRange(
                pending.Select((change, index) => change.At(last - pending.Count + 1 + index, now, actor))
            );
            Grown = true;
        }

        pending.Clear();
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<long> TakeSequencesAsync(int count, CancellationToken cancellationToken) =>
        (
            await db
                .Database.SqlQuery<long>(
                    $"""UPDATE "FeedHead" SET "Sequence" = "Sequence" + {count} WHERE "Id" = 1 RETURNING "Sequence" AS "Value" """
                )
                .ToListAsync(cancellationToken)
        ).Single();

    private static string? Json<T>(T? value) =>
        value is null ? null : JsonSerializer.Serialize(value, WireFormat.Options);

    private sealed record Pending(
        ChangeKind Kind,
        Partner? Partner,
        string? ProgrammeId,
        string? Field,
        string? Before,
        string? After,
        string? MilestoneId
    )
    {
        public Change At(long sequence, DateTimeOffset at, string actor) =>
            new()
            {
                Sequence = sequence,
                At = at,
                Actor = actor,
                PartnerId = Partner?.Id,
                ProgrammeId = ProgrammeId ?? Partner?.Negotiation.ProgrammeId,
                Kind = Kind,
                Field = Field,
                Before = Before,
                After = After,
                MilestoneId = MilestoneId,
            };
    }
}
