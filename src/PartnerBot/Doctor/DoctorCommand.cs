using PartnerBot.Registry;
using Spectre.Console;

namespace PartnerBot.Doctor;

/// <summary><c>doctor</c>: checks what the bot stands on, and says for each failure what to do.</summary>
internal static class DoctorCommand
{
    /// <returns>0 where everything is as it should be, else 1.</returns>
    public static async Task<int> RunAsync(string[] settings, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = await ExamineAsync(settings, output, cancellationToken);
        Print(findings, output);
        return findings.All(finding => finding.Good) ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(
        string[] args,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddCommand(output);
        builder.Logging.ClearProviders(); // what goes wrong is in the findings
        try
        {
            builder.AddPartnerBot();
        }
        catch (StartException exception)
        {
            return [new("Settings", Good: false, exception.Message)];
        }
        await using var app = builder.Build();
        var checkup = new Checkup(app.Services);
        Finding[] findings =
        [
            checkup.Settings(),
            checkup.Locale(),
            await checkup.DatabaseAsync(cancellationToken),
            await checkup.RegistryAsync(cancellationToken),
            checkup.Teams(),
            await checkup.SlackAsync(cancellationToken),
            checkup.Manifests(),
        ];
        await app.Services.GetRequiredService<PartnerDirectory>().EndAsync();
        return findings;
    }

    private static void Print(IReadOnlyList<Finding> findings, TextWriter output)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        foreach (var finding in findings)
        {
            table.AddRow(
                finding.Good ? "[green]ok[/]" : "[red]wrong[/]",
                Markup.Escape(finding.Subject),
                Markup.Escape(finding.Says)
            );
        }

        Hosting.ConsoleOn(output).Write(table);
    }
}

/// <summary>What one check found: how things are, or what to do.</summary>
internal sealed record Finding(string Subject, bool Good, string Says);
