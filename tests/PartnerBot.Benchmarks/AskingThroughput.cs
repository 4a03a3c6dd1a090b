using System.Text;
using System.Text.Json;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Questions per second to <c>POST /api/ask</c> on one core, the registry on another; baseline: Kestrel that reads the same
/// JSON and writes as many bytes.
/// </summary>
internal static class AskingThroughput
{
    private const string Key = "a-delegate-key-of-the-benchmark";
    private const string Bot = "http://127.0.0.1:41981";
    private const string Registry = "http://127.0.0.1:41980";

    public static async Task RunAsync()
    {
        await Cores.LeaveMeasuredAsync();
        using var registry = BuiltProgram.StartOn(
            Cores.Others,
            "PartnerRegistry.dll",
            Figures.TemporaryFolder(),
            "--urls",
            Registry
        );
        await BuiltProgram.UntilReadyAsync(new Uri(Registry));
        string[] settings =
        [
            "--Registry:BaseUrl",
            Registry,
            "--ApiKeys:0:Name",
            "load",
            "--ApiKeys:0:Key",
            Key,
            "--ApiKeys:0:Role",
            "delegate",
        ];
        var (again, bytes) = await MeasureAsync("PartnerBot.dll", settings, askers: 500);
        var (first, _) = await MeasureAsync("PartnerBot.dll", settings, askers: int.MaxValue);
        var (bare, _) = await MeasureAsync("PartnerBot.Benchmarks.dll", [BareKestrel.Mode, $"{bytes}"], askers: 500);
        Load.Show(
            "Asking on one core",
            bare,
            ("Kestrel alone (baseline)", bare),
            ("status netflix, 500 askers", again),
            ("status netflix, each asks once", first)
        );
    }

    private static async Task<(Loaded Load, int Bytes)> MeasureAsync(string assembly, string[] arguments, int askers)
    {
        using var program = BuiltProgram.StartOn(
            Cores.Measured,
            assembly,
            Figures.TemporaryFolder(),
            [.. arguments, "--urls", Bot]
        );
        await BuiltProgram.UntilReadyAsync(new Uri(Bot));
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        var bytes = 0;
        var load = await Load.RunAsync(program, async number => bytes = await AskAsync(client, number % askers));
        return (load, bytes);
    }

    /// <returns>How long the answer is.</returns>
    private static async Task<int> AskAsync(HttpMessageInvoker client, int asker)
    {
        var question = new
        {
            text = "status netflix",
            asker = $"U{asker}",
            conversation = "C1",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Bot}/api/ask");
        request.Headers.Authorization = new("Bearer", Key);
        request.Content = new StringContent(JsonSerializer.Serialize(question), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
