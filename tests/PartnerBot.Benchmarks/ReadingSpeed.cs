using System.Diagnostics;
using System.Globalization;
using FuzzySharp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Reading one question among more and more partners, each with two aliases: their names as they are, and with one typing
/// error. The baseline is a linear scan of all names by FuzzySharp, the usual library for this.
/// </summary>
internal static class ReadingSpeed
{
    private const int Questions = 2000;
    private const int Scans = 30;

    // Of each question the best counts: what is beside it on the machine is not measured.
    private const int Rounds = 5;

    private static readonly string[] Forms =
    [
        "status {0}",
        "udah sampai mana nego sama {0}?",
        "when will {0} be open for our customers?",
        "apa lagi yang kurang dari {0} di sisi legal",
        "any update on {0} since monday",
    ];

    private static readonly string[] Parts =
    [
        "ba",
        "cor",
        "dex",
        "fi",
        "gan",
        "hol",
        "jun",
        "kra",
        "lum",
        "mir",
        "nov",
        "pel",
        "quo",
        "ral",
        "sen",
        "tri",
        "ulo",
        "vex",
        "wan",
        "yor",
        "zet",
        "ash",
        "bel",
        "dra",
        "elm",
        "fos",
        "gri",
        "hex",
        "ilo",
        "kin",
    ];

    public static Task RunAsync()
    {
        var table = new Table()
            .Title("Reading one question, ms")
            .AddColumns(
                "partners",
                "names",
                "p50",
                "p99",
                "FuzzySharp p50",
                "times faster",
                "index, MB",
                "built in, ms"
            );
        foreach (var count in (int[])[1_000, 10_000, 100_000])
        {
            Measure(count, table);
        }

        AnsiConsole.Write(table);
        return Task.CompletedTask;
    }

    private static void Measure(int count, Table table)
    {
        var partners = Invent(count);
        var phrasebook = Phrasebook.Embedded();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var names = new VisibleNames(new PartnerList(partners), _ => true, phrasebook);
        var built = watch.Elapsed.TotalMilliseconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024;
        string[] scanned = [.. partners.SelectMany(partner => partner.Aliases.Prepend(partner.Name))];
        foreach (var (row, mistype) in ((string, bool)[])[("exact", false), ("with a typo", true)])
        {
            var asked = Ask(partners, mistype);
            var reading = Read(asked, names);
            var scanning = Scan(asked, scanned);
            table.AddRow(
                row is "exact" ? count.ToString("N0", CultureInfo.InvariantCulture) : "",
                row,
                Say(reading.At(0.5)),
                Say(reading.At(0.99)),
                Say(scanning.At(0.5)),
                (scanning.At(0.5) / reading.At(0.5)).ToString("N0", CultureInfo.InvariantCulture),
                Say(memory),
                Say(built)
            );
        }

        GC.KeepAlive(names);
    }

    private static double[] Read(List<(string Words, string Name, PartnerId Partner)> asked, VisibleNames names)
    {
        var builder = WebApplication.CreateBuilder(["--environment=Development"]);
        var app = builder.AddPartnerBot().Build();
        var reader = app.Services.GetRequiredService<QuestionReader>();
        var found = 0;
        double[] times = [.. Enumerable.Repeat(double.MaxValue, asked.Count)];
        for (var round = 0; round < Rounds; round++)
        {
            found = 0;
            foreach (var (index, (words, _, partner)) in asked.Index())
            {
                var from = Stopwatch.GetTimestamp();
                var question = reader.Read(new(new("local", "benchmark", "me"), null, words, null), names);
                times[index] = Math.Min(times[index], Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                found += question.Partners.Contains(partner) || question.Unclear.Count > 0 ? 1 : 0;
            }
        }

        AnsiConsole.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{asked.Count} questions, {found} found or asked about")
        );
        ((IDisposable)app).Dispose();
        return [.. times.Order()];
    }

    private static double[] Scan(List<(string Words, string Name, PartnerId Partner)> asked, string[] names) =>
        [
            .. asked
                .Take(Scans)
                .Select(question =>
                {
                    var from = Stopwatch.GetTimestamp();
                    var best = names.MaxBy(name => Fuzz.Ratio(question.Name, name));
                    GC.KeepAlive(best);
                    return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                })
                .Order(),
        ];

    private static List<(string Words, string Name, PartnerId Partner)> Ask(List<PartnerSummary> partners, bool mistype)
    {
        var random = new Random(7);
        return
        [
            .. Enumerable
                .Range(0, Questions)
                .Select(number =>
                {
                    var partner = partners[random.Next(partners.Count)];
                    var name = mistype ? Mistype(partner.Name, random) : partner.Name;
                    var words = string.Format(CultureInfo.InvariantCulture, Forms[number % Forms.Length], name);
                    return (words, name, partner.Id);
                }),
        ];
    }

    private static string Mistype(string name, Random random)
    {
        var at = random.Next(1, name.Length - 1);
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            2 => $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}",
            _ => $"{name[..at]}{(char)('a' + random.Next(26))}{name[(at + 1)..]}",
        };
    }

    private static List<PartnerSummary> Invent(int count)
    {
        var random = new Random(1);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(number =>
                {
                    var name = $"{Word(random)} {Word(random)}";
                    return new PartnerSummary(
                        new($"p{number}"),
                        name,
                        [$"{name} TV", Word(random) + Word(random)],
                        Visibility.Internal,
                        RestrictedTo.Nobody,
                        Sample: false,
                        Programme: null,
                        Stage.Prospect,
                        Access: [],
                        new Dictionary<Track, TrackState>()
                    );
                }),
        ];
    }

    private static string Word(Random random)
    {
        var word = string.Concat(Enumerable.Range(0, 3).Select(_ => Parts[random.Next(Parts.Length)]));
        return $"{char.ToUpperInvariant(word[0])}{word[1..]}";
    }

    private static double At(this double[] sorted, double part) => sorted[(int)(part * (sorted.Length - 1))];

    private static string Say(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
