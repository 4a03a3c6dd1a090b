using System.Net.Http.Json;

namespace PartnerBot.Benchmarks;

/// <summary>Resident memory of the service with the embedded registry, some seconds after its last question; baseline: the registry alone.</summary>
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
            "MB resident",
            ("registry alone (baseline)", alone, 1),
            ("bot with embedded registry", bot, bot / alone)
        );
    }

    private static async Task<double> MeasureAsync(
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
        await UntilReadyAsync(client);
        for (var question = 0; question < 10; question++)
        {
            (await ask(client)).EnsureSuccessStatusCode();
        }

        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        return program.ResidentMegabytes;
    }

    private static async Task UntilReadyAsync(HttpClient client)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await client.GetAsync("/health/ready")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }
}
