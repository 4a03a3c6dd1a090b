using System.Globalization;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

internal static class Figures
{
    public static string TemporaryFolder() => Directory.CreateTempSubdirectory("partnerbot-benchmark-").FullName;

    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    public static void Show(string title, string unit, params (string Row, double Value, double Ratio)[] rows)
    {
        var table = new Table().Title(title).AddColumns("", unit, "to the baseline");
        foreach (var (row, value, ratio) in rows)
        {
            table.AddRow(
                row,
                value.ToString("0.00", CultureInfo.InvariantCulture),
                ratio.ToString("0.00", CultureInfo.InvariantCulture) + "x"
            );
        }

        AnsiConsole.Write(table);
    }
}
