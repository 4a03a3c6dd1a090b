using System.Globalization;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>Importing 100,000 partners from CSV and JSON into a new registry; baseline: 10,000, for how it grows.</summary>
internal static class ImportSpeed
{
    public static async Task RunAsync()
    {
        foreach (var format in new[] { "csv", "json" })
        {
            var few = await ImportAsync(format, 10_000);
            var many = await ImportAsync(format, 100_000);
            Figures.Show(
                $"Import of {format}",
                "seconds",
                ("10,000 partners (baseline)", few.Seconds, 1),
                ("100,000 partners", many.Seconds, many.Seconds / few.Seconds)
            );
            Figures.Show(
                $"Import of {format}",
                "MB at the most",
                ("10,000 partners (baseline)", few.PeakMegabytes, 1),
                ("100,000 partners", many.PeakMegabytes, many.PeakMegabytes / few.PeakMegabytes)
            );
            AnsiConsole.WriteLine(many.Output.Trim());
        }
    }

    private static Task<(double Seconds, double PeakMegabytes, string Output)> ImportAsync(string format, int count)
    {
        var folder = Figures.TemporaryFolder();
        var file = Path.Combine(folder, $"partners.{format}");
        File.WriteAllLines(file, format is "csv" ? Csv(count) : Json(count));
        return BuiltProgram.RunAsync("PartnerRegistry.dll", folder, "import", file);
    }

    private static IEnumerable<string> Csv(int count) =>
        Enumerable
            .Range(1, count)
            .Select(number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"partner-{number},Partner {number},P{number};Partner No. {number},negotiating,no-agreement,in-discussion,met"
                )
            )
            .Prepend("id,name,aliases,stage,legal,business,technical");

    private static IEnumerable<string> Json(int count) =>
        Enumerable
            .Range(1, count)
            .Select(number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$$$"""{{{{(number == 1 ? "" : ",")}}}}{"id":"partner-{{{{number}}}}","name":"Partner {{{{number}}}}","aliases":["P{{{{number}}}}"],"stage":"negotiating","tracks":{"legal":{"status":"no-agreement"}}}"""
                )
            )
            .Prepend("{\"partners\":[")
            .Append("]}");
}
