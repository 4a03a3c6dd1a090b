using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;

namespace PartnerBot.People.Importing;

/// <summary>The rows of a file: CSV (RFC 4180, commas, a header) or a JSON array of objects, in UTF-8.</summary>
internal static class PeopleFile
{
    /// <summary>More people than anybody employs.</summary>
    private const int Largest = 64 * 1024 * 1024;

    private static readonly string Columns = string.Join(", ", PersonRecord.Fields);

    /// <summary>All rows that are right; what is wrong is among the problems.</summary>
    /// <exception cref="StartException">The file can't be read at all.</exception>
    public static IReadOnlyList<PersonRecord> Read(string path, FileProblems problems)
    {
        var bytes = BytesOf(path);
        var isJson = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartException($"\"{path}\" is not a file for import, which takes a .csv or .json.");
        }

        if (!Utf8.IsValid(bytes))
        {
            problems.Add(LineOf(bytes, FirstBad(bytes)), "the file is not UTF-8 here; save it as UTF-8");
            return [];
        }

        var rows = isJson ? Json(bytes, problems) : Csv(bytes, problems);
        return [.. rows.Select(row => PersonRecord.Check(row.Line, row.Fields, problems)).OfType<PersonRecord>()];
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > Largest)
            {
                throw new StartException($"{path} is larger than {Largest / 1024 / 1024} MB; import it in parts.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} can't be read: {exception.Message}");
        }
    }

    private static List<Row> Csv(byte[] bytes, FileProblems problems)
    {
        using var rows = CsvReader.Create(
            new MemoryStream(bytes),
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MaxRecordSize = Largest,
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = row => problems.Add((int)row.LineNumber, Explain(row.Reason)),
            }
        );
        string[] header = [.. rows.Headers.Select(name => name.Trim().ToLowerInvariant())];
        if (Explain(header) is { } wrong)
        {
            problems.Add(1, wrong);
            return [];
        }

        var all = new List<Row>();
        while (rows.Read())
        {
            var fields = header.Index().ToDictionary(column => column.Item, column => rows.GetString(column.Index));
            all.Add(new((int)rows.LineNumber, fields));
        }

        return all;
    }

    private static string? Explain(string[] header) =>
        header.Length == 0 ? $"the file is empty; its first line names the columns: {Columns}"
        : header is [var only] && only.Contains(';', StringComparison.Ordinal)
            ? "the columns are separated by semicolons; save the file with commas"
        : header.Except(PersonRecord.Fields, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? $"there is no column \"{FileProblems.Show(unknown)}\"; the columns are {Columns}"
        : header.Distinct(StringComparer.Ordinal).Count() < header.Length
            ? "a column stands twice in the header; keep one"
        : header.Contains("person", StringComparer.Ordinal) ? null
        : "the header has no column person; add it";

    private static string Explain(CsvMalformedReason reason) =>
        reason switch
        {
            CsvMalformedReason.FieldCountMismatch => "the row has not as many cells as the header",
            CsvMalformedReason.UnterminatedQuote =>
                "a quotation mark is never closed, so that the rest of the file was not read; close it",
            _ => "a quotation mark stands within a cell; put the cell between \" and write a \" inside it twice",
        };

    private static List<Row> Json(byte[] bytes, FileProblems problems)
    {
        var all = new List<Row>();
        var reader = new Utf8JsonReader(bytes);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartArray)
            {
                problems.Add(1, $"the file is not a JSON array of objects with {Columns}");
                return [];
            }

            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                var line = LineOf(bytes, (int)reader.TokenStartIndex);
                using var one = JsonDocument.ParseValue(ref reader);
                if (FieldsOf(one.RootElement, line, problems) is { } fields)
                {
                    all.Add(new(line, fields));
                }
            }
        }
        catch (JsonException broken)
        {
            problems.Add((int)(broken.LineNumber ?? 0) + 1, "it is not JSON from here on");
        }

        return all;
    }

    private static Dictionary<string, string>? FieldsOf(JsonElement one, int line, FileProblems problems)
    {
        if (one.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(line, $"it is not an object with {Columns}");
            return null;
        }

        var (before, fields) = (problems.Count, new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var field in one.EnumerateObject())
        {
            if (!PersonRecord.Fields.Contains(field.Name, StringComparer.Ordinal))
            {
                problems.Add(line, $"there is no such field; there are {Columns}", FileProblems.Show(field.Name));
            }
            else if (field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                problems.Add(line, "it is not a text; put it in double quotes", field.Name);
            }
            else if (!fields.TryAdd(field.Name, field.Value.GetString() ?? ""))
            {
                problems.Add(line, "it stands there twice; keep one", field.Name);
            }
        }

        return problems.Count > before ? null : fields;
    }

    private static int FirstBad(byte[] bytes)
    {
        var good = 0;
        while (Rune.DecodeFromUtf8(bytes.AsSpan(good), out _, out var length) is System.Buffers.OperationStatus.Done)
        {
            good += length;
        }

        return good;
    }

    private static int LineOf(byte[] bytes, int at) => bytes.AsSpan(0, at).Count((byte)'\n') + 1;

    private sealed record Row(int Line, IReadOnlyDictionary<string, string> Fields);
}
