using System.CommandLine;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;

namespace PartnerRegistry.Exchange;

/// <summary><c>export</c>: writes the registry to a file or to stdout, as import takes it.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Format = new("--format")
    {
        Description = "json has all; csv has the columns of a partner without milestones, commitments and checklist.",
        DefaultValueFactory = _ => "json",
    };

    private static readonly Option<string?> Output = new("--output")
    {
        Description = "The file to write; stdout without it.",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("csv", "json");
        var command = new Command("export", "Writes programmes, groups and partners as they stand.") { Format, Output };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var app = await RegistryTools.OpenAsync(parsed, stop);
        var exporter = app.Services.GetRequiredService<Exporter>();
        var format = parsed.GetValue(Format) == "csv" ? FileFormat.Csv : FileFormat.Json;
        try
        {
            if (parsed.GetValue(Output) is { } path)
            {
                await WriteWholeAsync(path, file => exporter.ExportAsync(file, format, stop));
            }
            else
            {
                await using var stdout = Console.OpenStandardOutput();
                await exporter.ExportAsync(stdout, format, stop);
            }

            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 130;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The export can't be written: {exception.Message}");
        }
    }

    // A file by that name is there whole or as it was before.
    private static async Task WriteWholeAsync(string path, Func<Stream, Task> writeAsync)
    {
        var partial = path + ".partial";
        try
        {
            await using (
                var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024)
            )
            {
                await writeAsync(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
