using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// Messages from Teams per second on one core, "status netflix" by 500 people, without a check of tokens; registry, connector
/// and people on another core. A message counts when its reply has reached the connector. Baseline: the Bot Framework's
/// <c>CloudAdapter</c> as it comes.
/// </summary>
internal static class TeamsThroughput
{
    private const int People = 500;
    private const string Bot = "http://127.0.0.1:41982";
    private const string Connector = "http://127.0.0.1:41983";
    private const string Registry = "http://127.0.0.1:41980";

    private static int replies;
    private static long bytes;

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
        await using var connector = await ConnectAsync();
        var ours = await MeasureAsync("PartnerBot.dll", Settings());
        var size = $"{bytes / replies}";
        var stock = await MeasureAsync("PartnerBot.Benchmarks.dll", Settings(TeamsPeers.Stock));
        var bare = await MeasureAsync("PartnerBot.Benchmarks.dll", Settings(TeamsPeers.Bare));
        var unasked = await MeasureAsync("PartnerBot.Benchmarks.dll", Settings(TeamsPeers.Unasked, size));
        List<(string, Loaded)> rows =
        [
            ("CloudAdapter as it comes (baseline)", stock),
            ("PartnerBot", ours),
            ("Kestrel alone, asking as we do", bare),
            ("Kestrel alone, asking nobody", unasked),
        ];
        if (await Npm.FindAsync("bot.js") is { } script)
        {
            string[] settings = [size, "41982", $"{Registry}/v1/partners/netflix"];
            rows.Add(("botbuilder for JavaScript, asking the registry", await MeasureAsync(script, settings)));
            rows.Add(("botbuilder for JavaScript, asking nobody", await MeasureAsync(script, settings[..2])));
        }

        Load.Show("Messages from Teams on one core", stock, [.. rows]);
        AnsiConsole.WriteLine(
            $"PartnerBot does {ours.PerSecond / bare.PerSecond:P0} of what Kestrel alone does, asking as we do."
        );
    }

    private static string[] Settings(params string[] mode) => [.. mode, "--Registry:BaseUrl", Registry, "--urls", Bot];

    private static async Task<WebApplication> ConnectAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(Connector);
        app.MapPost(
            "/v3/conversations/{conversation}/activities/{activity?}",
            async (HttpContext http) =>
            {
                await http.Request.BodyReader.CopyToAsync(Stream.Null);
                Interlocked.Add(ref bytes, http.Request.ContentLength ?? 0);
                Interlocked.Increment(ref replies);
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync("{\"id\":\"1\"}");
            }
        );
        await app.StartAsync();
        return app;
    }

    private static async Task<Loaded> MeasureAsync(string program, string[] arguments)
    {
        (replies, bytes) = (0, 0);
        using var bot = BuiltProgram.StartOn(Cores.Measured, program, Figures.TemporaryFolder(), arguments);
        await BuiltProgram.UntilReadyAsync(new Uri(Bot));
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        var load = await Load.RunAsync(bot, number => SayAsync(client, number), done: () => Volatile.Read(ref replies));
        AnsiConsole.WriteLine(
            $"{Path.GetFileName(program)} {arguments[0]}: {load.PerSecond:N0} a second, {load.Microseconds:N0} µs each"
        );
        return load;
    }

    private static async Task SayAsync(HttpMessageInvoker client, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Bot}/api/messages");
        request.Content = new StringContent(Message(number), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static string Message(int number)
    {
        var person = number % People;
        const string tenant = "70000000-0000-4000-8000-000000000000";
        return JsonSerializer.Serialize(
            new
            {
                type = "message",
                id = $"activity-{number}",
                channelId = "msteams",
                serviceUrl = $"{Connector}/",
                from = new
                {
                    id = $"29:{person}",
                    name = "Budi",
                    aadObjectId = $"b0000000-0000-4000-8000-{person:D12}",
                },
                recipient = new { id = "28:bot", name = "PartnerBot" },
                conversation = new
                {
                    id = $"a:{person}",
                    conversationType = "personal",
                    tenantId = tenant,
                },
                channelData = new { tenant = new { id = tenant } },
                locale = "en-US",
                textFormat = "plain",
                text = "status netflix",
            }
        );
    }
}
