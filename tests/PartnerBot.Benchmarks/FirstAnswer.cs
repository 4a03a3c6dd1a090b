namespace PartnerBot.Benchmarks;

/// <summary>From the start of the process to the printed answer; baseline: the same program saying its version.</summary>
internal static class FirstAnswer
{
    private const int Runs = 7;

    public static async Task RunAsync()
    {
        double[] version = await TimesAsync(_ => Figures.TemporaryFolder(), "--version");
        var folder = Figures.TemporaryFolder();
        double[] first = await TimesAsync(_ => Figures.TemporaryFolder(), "ask", "status netflix");
        double[] next = await TimesAsync(_ => folder, "ask", "status netflix");
        var baseline = version.Median();
        Figures.Show(
            "First answer",
            "seconds",
            ("--version (baseline)", baseline, 1),
            ("ask, new database, median", first.Median(), first.Median() / baseline),
            ("ask, new database, slowest", first.Max(), first.Max() / baseline),
            ("ask, median", next.Skip(1).Median(), next.Skip(1).Median() / baseline),
            ("ask, slowest", next.Skip(1).Max(), next.Skip(1).Max() / baseline)
        );
    }

    private static async Task<double[]> TimesAsync(Func<int, string> folder, params string[] arguments)
    {
        var seconds = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            seconds[run] = (await BuiltProgram.RunAsync("PartnerBot.dll", folder(run), arguments)).Seconds;
        }

        return seconds;
    }
}
