using System.Text.Json.Nodes;
using CsvHelper;

namespace PartnerRegistry.Exchange;

/// <summary>Reads partners from CSV (RFC 4180, commas, a header), one row at a time.</summary>
internal sealed class CsvRecords(Stream input, Problems problems)
{
    private const int LargestRecord = 16 * 1024 * 1024;

    private IReadOnlyList<string> header = [];

    /// <exception cref="UnreadableException">The header is not usable, or the file is not UTF-8 from here on.</exception>
    public IEnumerable<FileRecord> Read()
    {
        using var rows = CsvReader.Create(
            input,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MaxRecordSize = LargestRecord,
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = row => problems.Add((int)row.LineNumber, Explain(row)),
            }
        );
        var columns = ReadHeader(rows);
        while (TryRead(rows))
        {
            var fields = new JsonObject();
            foreach (var (index, column) in columns.Index())
            {
                column.Put(fields, rows.GetString(index));
            }

            yield return new(Section.Partners, (int)rows.LineNumber, fields);
        }
    }

    private static bool TryRead(CsvReader rows)
    {
        try
        {
            return rows.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new UnreadableException(
                (int)broken.LineNumber,
                "the row does not end within 16 MB; close its quotation mark"
            );
        }
    }

    private CsvColumn[] ReadHeader(CsvReader rows)
    {
        header = [.. rows.Headers];
        if (header.Count == 0)
        {
            throw new UnreadableException(1, $"the file is empty; its first line names the columns: {CsvColumn.Names}");
        }

        string[] unknown = [.. header.Where(name => Find(name) is null)];
        if (unknown.Length > 0)
        {
            throw new UnreadableException(1, Explain(unknown));
        }

        CsvColumn[] columns = [.. header.Select(name => Find(name)!)];
        if (columns.CountBy(column => column.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
        {
            throw new UnreadableException(1, $"the column {twice} stands twice in the header; keep one");
        }

        return columns.Any(column => column.Name == "name")
            ? columns
            : throw new UnreadableException(1, "the header has no column name; add it");
    }

    private static CsvColumn? Find(string name) =>
        CsvColumn.All.FirstOrDefault(column => column.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string Explain(string[] unknown) =>
        unknown is [var only] && only.Contains(';')
            ? "the columns are separated by semicolons; save the file with commas"
            : $"there is no column {string.Join(" or ", unknown.Select(name => $"\"{Problems.Show(name)}\""))}; the columns are {CsvColumn.Names}";

    private string Explain(CsvMalformedRecord row) =>
        row.Reason switch
        {
            CsvMalformedReason.FieldCountMismatch =>
                $"the row has not as many cells as the header, which has {header.Count}; put cells that hold a comma between \"",
            CsvMalformedReason.UnterminatedQuote =>
                "a quotation mark is never closed, so that the rest of the file was not read; close it",
            _ => "a quotation mark stands within a cell; put the cell between \" and write a \" inside it twice",
        };
}
