using PartnerBot.Crash;
using PartnerBot.Crash.Bots;

[assembly: AssemblyFixture(typeof(PartnerBot.Testing.PostgresServer))]

namespace PartnerBot.Crash;

/// <summary>The bot is killed again and again, for three minutes in all; a seed is printed that makes the same choices again.</summary>
public sealed class RunTests(PostgresServer server, ITestOutputHelper output)
{
    [Fact]
    public Task One_bot_with_a_file() => CheckAsync(replicas: 1, postgres: null);

    [Fact]
    public async Task Two_replicas_over_PostgreSQL() => await CheckAsync(replicas: 2, await server.NewDatabaseAsync());

    private async Task CheckAsync(int replicas, string? postgres)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var run = new Run(
            seed,
            Changes: 300,
            Kills: 18,
            PerSecond: 4,
            Partners: 30,
            replicas,
            postgres,
            Settle: TimeSpan.FromMinutes(4),
            EachPoint: replicas == 1
        );

        var outcome = await run.DoAsync(output.WriteLine);

        output.WriteLine($"{outcome}");
        outcome.Report.Findings.ShouldBeEmpty($"{outcome}");
        outcome.KillsByPoint.Keys.ShouldNotContain(Crew.FellOver, $"{outcome}");
    }
}
