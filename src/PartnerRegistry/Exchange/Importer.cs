using PartnerRegistry.Changes;

namespace PartnerRegistry.Exchange;

public enum FileFormat
{
    Json,
    Csv,
}

/// <param name="Actor">Who stands in the feed for it.</param>
/// <param name="Announce">Puts what changes into the feed, where followers hear of it.</param>
/// <param name="DryRun">Does everything and undoes it.</param>
/// <param name="KeepGoing">Keeps the good records of a file that has others too.</param>
internal sealed record ImportOptions(string Actor, bool Announce = false, bool DryRun = false, bool KeepGoing = false);

/// <summary>Takes a file into the registry in one transaction, in batches, so that memory stays flat whatever its size.</summary>
internal sealed class Importer(Edits edits)
{
    private const int BatchSize = 500;

    /// <param name="file">Closed at the end.</param>
    /// <param name="format">Of the file.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Hears how many bytes have been read.</param>
    /// <param name="cancellationToken">Undoes it all.</param>
    public async Task<ImportReport> ImportAsync(
        Stream file,
        FileFormat format,
        ImportOptions options,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var input = new Utf8Input(file, progress);
        var problems = new Problems();
        var records =
            format is FileFormat.Csv ? new CsvRecords(input, problems).Read() : new JsonRecords(input, problems).Read();
        ImportRun? run = null;
        try
        {
            return await edits.RunAsync(
                options.Actor,
                silent: !options.Announce,
                async edit =>
                {
                    run = new(edit, problems, format is FileFormat.Csv ? CsvColumn.NameOf : field => field);
                    foreach (var batch in Batches(records, problems))
                    {
                        await run.TakeAsync(batch, cancellationToken);
                    }

                    var report = run.Report(options);
                    return report.IsKept ? report : throw new NotKeptException(report);
                },
                cancellationToken
            );
        }
        catch (NotKeptException notKept)
        {
            return notKept.Report;
        }
    }

    private static IEnumerable<List<FileRecord>> Batches(IEnumerable<FileRecord> records, Problems problems)
    {
        using var reading = records.GetEnumerator();
        List<FileRecord> batch = [];
        while (TryRead(reading, problems))
        {
            if (batch.Count == BatchSize || (batch.Count > 0 && batch[0].Section != reading.Current.Section))
            {
                yield return batch;
                batch = [];
            }

            batch.Add(reading.Current);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static bool TryRead(IEnumerator<FileRecord> reading, Problems problems)
    {
        try
        {
            return reading.MoveNext();
        }
        catch (UnreadableException broken)
        {
            problems.Add(broken.Line, broken.Message);
            return false;
        }
    }

    // The way that an edit takes to be undone.
    private sealed class NotKeptException(ImportReport report) : Exception
    {
        public ImportReport Report { get; } = report;
    }
}

/// <summary>How many things of one kind a file changed.</summary>
internal sealed class Tally
{
    public int New { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public int All => New + Changed + Unchanged;

    public void Count(bool isNew, bool hasChanged)
    {
        New += isNew ? 1 : 0;
        Changed += !isNew && hasChanged ? 1 : 0;
        Unchanged += !isNew && !hasChanged ? 1 : 0;
    }

    public override string ToString() =>
        FormattableString.Invariant($"{New} new, {Changed} changed, {Unchanged} unchanged");
}

/// <param name="IsKept">Whether it is in the registry now.</param>
internal sealed record ImportReport(bool IsKept, Problems Problems, Tally Programmes, Tally Groups, Tally Partners);
