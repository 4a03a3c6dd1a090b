using System.Collections.Concurrent;
using PartnerBot.Crash.Checking;
using PartnerBot.Crash.Faults;
using PartnerBot.CrashHook;

namespace PartnerBot.Crash;

/// <summary>The harness itself is tried: each planted fault is reported, and the same scenes without one are clean.</summary>
public sealed class FaultTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    public static TheoryData<string> Faults { get; } = [.. PlantedFaults.All.Select(fault => fault.Name)];

    public static TheoryData<string> Clean { get; } = [.. Scenes.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_planted_fault_is_caught(string name)
    {
        var fault = PlantedFaults.All.Single(one => one.Name == name);

        var report = await runs.OfAsync(name);

        report.Findings.Select(finding => finding.Wrong).Intersect(fault.Shows).ShouldNotBeEmpty($"{report}");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task Without_one_the_same_is_clean(string name)
    {
        var report = await runs.OfAsync(name);

        report.Findings.ShouldBeEmpty($"{report}");
    }
}

/// <summary>All short runs, some at a time, begun together.</summary>
public sealed class FaultRuns(PostgresServer server) : IDisposable
{
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, Task<Report>> runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim free = new(AtOnce);

    /// <param name="name">Of a fault or a scene.</param>
    public Task<Report> OfAsync(string name)
    {
        Begin();
        return runs[name];
    }

    public void Dispose() => free.Dispose();

    private void Begin()
    {
        foreach (var fault in PlantedFaults.All)
        {
            _ = runs.GetOrAdd(fault.Name, _ => RunAsync(fault.Scene, fault.Swaps));
        }

        foreach (var (name, scene) in Scenes.All)
        {
            _ = runs.GetOrAdd(name, _ => RunAsync(scene, []));
        }
    }

    private async Task<Report> RunAsync(Scene scene, IReadOnlyList<Swap> fault)
    {
        await free.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await scene.RunAsync(fault, scene.Replicas > 1 ? await server.NewDatabaseAsync() : null);
        }
        finally
        {
            free.Release();
        }
    }
}
