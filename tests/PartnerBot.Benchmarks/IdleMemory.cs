using System.Net.Http.Json;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Memory of the service with the embedded registry, some seconds after its last question; baseline: the registry alone. Held is the
/// proportional set size: the resident size counts code compiled at run time twice, since it is mapped once to write and once to run.
/// </summary>
internal static class IdleMemory
{
    public static async Task RunAsync()
    {
        var alone = await MeasureAsync("PartnerRegistry.dll", 41979, client => client.GetAsync("/v1/partners/netflix"));
        var bot = await MeasureAsync(
            "PartnerBot.dll",
            41978,
            client => client.PostAsJsonAsync("/api/ask", new { text = "status netflix" })
        );
        Figures.Show(
            "Idle",
            "MB",
            ("registry alone, held (baseline)", alone.Held, 1),
            ("bot with embedded registry, held", bot.Held, bot.Held / alone.Held),
            ("registry alone, resident", alone.Resident, alone.Resident / alone.Held),
            ("bot with embedded registry, resident", bot.Resident, bot.Resident / alone.Held)
        );
    }

    private static async Task<(double Held, double Resident)> MeasureAsync(
        string assembly,
        int port,
        Func<HttpClient, Task<HttpResponseMessage>> ask
    )
    {
        using var program = BuiltProgram.Start(
            assembly,
            Figures.TemporaryFolder(),
            "--urls",
            $"http://localhost:{port}",
            "--Registry:EmbeddedPort",
            "0"
        );
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new($"http://localhost:{port}") };
        await BuiltProgram.UntilReadyAsync(client);
        for (var question = 0; question < 10; question++)
        {
            (await ask(client)).EnsureSuccessStatusCode();
        }

        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        return (program.HeldMegabytes, program.ResidentMegabytes);
    }
}
