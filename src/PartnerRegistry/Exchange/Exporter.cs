using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Groups;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Exchange;

/// <summary>Writes the registry as it stands at one moment, a page of partners at a time.</summary>
internal sealed class Exporter(IDbContextFactory<RegistryDb> databases)
{
    private const int PageSize = 500;

    // A file is no web page: Disney+ stays Disney+.
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task ExportAsync(Stream output, FileFormat format, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var moment = await db.BeginReadAsync(cancellationToken);
        await (
            format is FileFormat.Csv
                ? WriteCsvAsync(db, output, cancellationToken)
                : WriteJsonAsync(db, output, cancellationToken)
        );
    }

    private static async Task WriteJsonAsync(RegistryDb db, Stream output, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(output, Readable);
        writer.WriteStartObject();
        writer.WriteStartArray("programmes");
        var programmes = db
            .Programmes.AsNoTracking()
            .Include(programme => programme.Requirements)
            .OrderBy(programme => programme.Id);
        await foreach (var programme in programmes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(writer, ProgrammeView.From(programme), WireFormat.Options);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("groups");
        await foreach (
            var group in db
                .Groups.AsNoTracking()
                .OrderBy(group => group.Id)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            JsonSerializer.Serialize(writer, new GroupView(group.Id, group.Name, group.Members), WireFormat.Options);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("partners");
        await foreach (var page in PagesAsync(db, cancellationToken))
        {
            foreach (var partner in page)
            {
                JsonSerializer.Serialize(writer, partner, WireFormat.Options);
            }

            await writer.FlushAsync(cancellationToken);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static async Task WriteCsvAsync(RegistryDb db, Stream output, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);
        csv.WriteRecord([.. CsvColumn.All.Select(column => column.Name)]);
        await foreach (var page in PagesAsync(db, cancellationToken))
        {
            foreach (var partner in page)
            {
                var fields = JsonSerializer.SerializeToNode(partner, WireFormat.Options)!.AsObject();
                csv.WriteRecord([.. CsvColumn.All.Select(column => column.Take(fields))]);
            }

            await csv.FlushAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static async IAsyncEnumerable<PartnerDocument[]> PagesAsync(
        RegistryDb db,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var (after, more) = ("", true); more; )
        {
            var page = await db
                .Partners.AsNoTracking()
                .Include(partner => partner.Negotiation.Requirements)
                .AsSplitQuery()
                .Where(partner => partner.Id.CompareTo(after) > 0)
                .OrderBy(partner => partner.Id)
                .Take(PageSize)
                .ToListAsync(cancellationToken);
            yield return await ToDocumentsAsync(db, page, cancellationToken);
            (after, more) = (page.LastOrDefault()?.Id ?? "", page.Count == PageSize);
        }
    }

    private static async Task<PartnerDocument[]> ToDocumentsAsync(
        RegistryDb db,
        List<Partner> page,
        CancellationToken cancellationToken
    )
    {
        string[] ids = [.. page.Select(partner => partner.Id)];
        var milestones = await db
            .Milestones.AsNoTracking()
            .Where(milestone => EF.Parameter(ids).Contains(milestone.PartnerId))
            .OrderBy(milestone => milestone.RecordedAt)
            .ThenBy(milestone => milestone.Id)
            .ToListAsync(cancellationToken);
        var commitments = await db
            .Commitments.AsNoTracking()
            .Where(commitment => EF.Parameter(ids).Contains(commitment.PartnerId))
            .OrderBy(commitment => commitment.RecordedAt)
            .ThenBy(commitment => commitment.Id)
            .ToListAsync(cancellationToken);
        var (milestonesOf, commitmentsOf) = (
            milestones.ToLookup(milestone => milestone.PartnerId),
            commitments.ToLookup(commitment => commitment.PartnerId)
        );
        return
        [
            .. page.Select(partner =>
                PartnerDocument.From(partner, milestonesOf[partner.Id], commitmentsOf[partner.Id])
            ),
        ];
    }
}
