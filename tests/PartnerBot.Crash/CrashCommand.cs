using System.CommandLine;
using PartnerBot.Crash.Checking;

namespace PartnerBot.Crash;

/// <summary>The long run.</summary>
internal static class CrashCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var changes = new Option<int>("--changes") { DefaultValueFactory = _ => 20_000 };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 200 };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Environment.ProcessId };
        var perSecond = new Option<double>("--per-second") { DefaultValueFactory = _ => 9 };
        var partners = new Option<int>("--partners") { DefaultValueFactory = _ => 40 };
        var settle = new Option<int>("--settle-minutes") { DefaultValueFactory = _ => 30 };
        var gather = new Option<int>("--gather-seconds") { DefaultValueFactory = _ => 5 };
        var replicas = new Option<int>("--replicas") { DefaultValueFactory = _ => 1 };
        var evidence = new Option<string?>("--evidence") { Description = "Writes what the platforms got to a file." };
        var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite" };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        var root = new RootCommand("Kills the bot while the registry changes, and compares the feed with what arrived.")
        {
            changes,
            kills,
            seed,
            perSecond,
            partners,
            replicas,
            settle,
            gather,
            store,
            evidence,
        };
        root.SetAction(
            async (parsed, _) =>
                await RunAsync(
                    new(
                        parsed.GetValue(seed),
                        parsed.GetValue(changes),
                        parsed.GetValue(kills),
                        parsed.GetValue(perSecond),
                        parsed.GetValue(partners),
                        parsed.GetValue(replicas),
                        Postgres: null,
                        TimeSpan.FromMinutes(parsed.GetValue(settle)),
                        parsed.GetValue(gather)
                    ),
                    parsed.GetValue(store) is "postgres",
                    parsed.GetValue(evidence)
                )
        );
        return root.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(Run run, bool onPostgres, string? evidence)
    {
        await using var server = new PostgresServer();
        Console.WriteLine($"seed {run.Seed}");
        var outcome = await (onPostgres ? run with { Postgres = await server.NewDatabaseAsync() } : run).DoAsync(
            Console.WriteLine
        );
        Console.WriteLine(outcome);
        await (evidence is null ? Task.CompletedTask : outcome.WriteAsync(evidence));
        foreach (var complaint in outcome.Complaints.Distinct(StringComparer.Ordinal).Take(20))
        {
            Console.WriteLine(complaint);
        }

        return outcome.Report.Findings.Count == 0 ? 0 : 1;
    }
}
