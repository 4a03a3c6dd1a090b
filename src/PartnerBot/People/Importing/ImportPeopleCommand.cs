using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace PartnerBot.People.Importing;

/// <summary><c>import people FILE</c>: whose accounts and e-mail addresses are, where neither registry nor platform says so.</summary>
internal static class ImportPeopleCommand
{
    /// <param name="dryRun">Says what it would do.</param>
    /// <returns>0 where all of the file is in the database, else 1 with each error on <paramref name="error"/>.</returns>
    /// <exception cref="StartException">Nothing can be imported as things are set up.</exception>
    public static async Task<int> RunAsync(
        string path,
        bool dryRun,
        string[] settings,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        var (name, problems) = (Path.GetFileName(path), new FileProblems());
        var records = PeopleFile.Read(path, problems);
        PeopleImporter.CheckTogether(records, problems);
        if (problems.Count > 0)
        {
            await TellAsync(problems, name, error);
            return 1;
        }

        if (dryRun)
        {
            await output.WriteLineAsync($"Nothing was changed; {name} would give {Tally(records)}.");
            return 0;
        }

        if (await TryAsync(records, settings, output, cancellationToken) is { } reason)
        {
            await error.WriteLineAsync($"The database refused: {reason}. Nothing was imported; import it again.");
            return 1;
        }

        await output.WriteLineAsync($"Imported {name}: {Tally(records)}.");
        return 0;
    }

    /// <returns>Why it did not work; null where it did.</returns>
    private static async Task<string?> TryAsync(
        IReadOnlyList<PersonRecord> records,
        string[] settings,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddCommand(output).AddPartnerBot();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Database>().OpenAsync(exclusive: false, cancellationToken);
        try
        {
            await ActivatorUtilities
                .CreateInstance<PeopleImporter>(app.Services)
                .ImportAsync(records, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            return (exception.InnerException ?? exception).Message.TrimEnd('.');
        }
    }

    private static async Task TellAsync(FileProblems problems, string name, TextWriter error)
    {
        foreach (var text in problems.Texts)
        {
            await error.WriteLineAsync(text);
        }

        if (problems.Count > FileProblems.MostKept)
        {
            await error.WriteLineAsync($"And {problems.Count - FileProblems.MostKept} more.");
        }

        await error.WriteLineAsync($"Nothing was imported from {name}: {Count(problems.Count, "error")} to mend.");
    }

    private static string Tally(IReadOnlyList<PersonRecord> records)
    {
        var people = records.Select(record => record.Person).Distinct(StringComparer.Ordinal).Count();
        var accounts = records.Select(record => record.Account).OfType<Asker>().Distinct().Count();
        var emails = records.Select(record => record.Email).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        return $"{people} {(people == 1 ? "person" : "people")} {Count(accounts, "account")} and {Count(emails, "e-mail address", "es")}";
    }

    private static string Count(int number, string what, string more = "s") =>
        $"{number} {what}{(number == 1 ? "" : more)}";
}
