using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;
using Spectre.Console;

namespace PartnerRegistry.Exchange;

/// <summary><c>import FILE</c>: 0 when all of the file is in the registry, 1 when something is wrong with it, 130 when it was stopped.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A .csv or .json file, UTF-8. Export writes one to start from.",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Says what it would do and undoes it.",
    };

    private static readonly Option<bool> Announce = new("--announce")
    {
        Description = "Puts what changes into the feed, so that subscribers are told. An import is silent otherwise.",
    };

    private static readonly Option<bool> KeepGoing = new("--keep-going")
    {
        Description = "Keeps the good records of a file that has others too. Otherwise it is all or nothing.",
    };

    public static Command Create()
    {
        var command = new Command("import", "Takes partners from a file: known ones are updated, others are created.")
        {
            File,
            DryRun,
            Announce,
            KeepGoing,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var said = parsed.InvocationConfiguration;
        var path = parsed.GetRequiredValue(File);
        var format = FormatOf(path);
        await using var app = await RegistryTools.OpenAsync(parsed, stop);
        var name = Path.GetFileName(path);
        var options = new ImportOptions(
            $"import:{name}",
            parsed.GetValue(Announce),
            parsed.GetValue(DryRun),
            parsed.GetValue(KeepGoing)
        );
        try
        {
            var importer = app.Services.GetRequiredService<Importer>();
            await using var file = Open(path);
            var report = await WithProgressAsync(
                file.Length,
                progress => importer.ImportAsync(file, format, options, progress, stop)
            );
            return await TellAsync(report, name, options, said);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await said.Error.WriteLineAsync("Stopped. Nothing was imported.");
            return 130;
        }
        catch (Exception exception) when (exception is DbUpdateException or SqliteException or NpgsqlException)
        {
            var reason = (exception.InnerException ?? exception).Message.TrimEnd('.');
            await said.Error.WriteLineAsync($"The database refused: {reason}. Nothing was imported; import it again.");
            return 1;
        }
    }

    private static FileFormat FormatOf(string path) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => FileFormat.Csv,
            ".JSON" => FileFormat.Json,
            _ => throw new StartException($"\"{path}\" is not a file for import, which takes a .csv or .json."),
        };

    private static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} can't be read: {exception.Message}");
        }
    }

    private static async Task<ImportReport> WithProgressAsync(
        long length,
        Func<IProgress<long>?, Task<ImportReport>> importAsync
    )
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await importAsync(null);
        }

        return await AnsiConsole
            .Progress()
            .StartAsync(bar => importAsync(new Bar(bar.AddTask("Importing", maxValue: Math.Max(1, length)))));
    }

    private static async Task<int> TellAsync(
        ImportReport report,
        string name,
        ImportOptions options,
        InvocationConfiguration said
    )
    {
        var problems = report.Problems;
        foreach (var text in problems.Texts)
        {
            await said.Error.WriteLineAsync(text);
        }

        if (problems.Count > Problems.MostKept)
        {
            await said.Error.WriteLineAsync($"And {problems.Count - Problems.MostKept} more.");
        }

        if (problems.Count > 0 && !options.KeepGoing)
        {
            await said.Error.WriteLineAsync(
                $"Nothing was imported from {name}: {Count(problems.Count)} to mend. --keep-going takes the rest without them."
            );
            return 1;
        }

        var left = problems.Count > 0 ? $" {Count(problems.Count)} left out." : "";
        await said.Output.WriteLineAsync(
            options.DryRun
                ? $"Nothing was changed; {name} would make {Tallies(report)}.{left}"
                : $"Imported {name}: {Tallies(report)}.{left}"
        );
        return problems.Count > 0 ? 1 : 0;
    }

    private static string Tallies(ImportReport report)
    {
        (string Name, Tally Tally)[] all =
        [
            ("programmes", report.Programmes),
            ("groups", report.Groups),
            ("partners", report.Partners),
        ];
        return string.Join(
            "; ",
            all.Where(one => one.Tally.All > 0 || one.Name == "partners").Select(one => $"{one.Name} {one.Tally}")
        );
    }

    private static string Count(int errors) => errors == 1 ? "1 error" : $"{errors} errors";

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
