using System.Globalization;
using System.Text;

namespace PartnerBot.Benchmarks;

/// <summary>
/// A program that only posts, at a pace, with nothing noted, read or rendered: what such messages take of the processor at the
/// least. It posts to where nothing is turned away.
/// </summary>
internal static class BarePosts
{
    public const string Mode = "posts-alone";

    /// <summary>So many go together, as the bot's do.</summary>
    private const int Together = 5;

    private const int WarmUp = 500;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        $"channel=U0&blocks={Uri.EscapeDataString(new('x', 2_000))}"
    );

    /// <summary>The program.</summary>
    /// <param name="args">The mode, messages a second, and how many messages.</param>
    public static async Task PostAsync(string[] args)
    {
        var perSecond = double.Parse(args[1], CultureInfo.InvariantCulture);
        var count = int.Parse(args[2], CultureInfo.InvariantCulture);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        await PostAsync(client, WarmUp, perSecond: 500);
        var spent = Environment.CpuUsage.TotalTime;
        await PostAsync(client, count, perSecond);
        Console.WriteLine((Environment.CpuUsage.TotalTime - spent).TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <returns>Processor seconds for 10,000 messages.</returns>
    public static async Task<double> MeasureAsync(double perSecond, int count)
    {
        string[] arguments =
        [
            Mode,
            perSecond.ToString(CultureInfo.InvariantCulture),
            count.ToString(CultureInfo.InvariantCulture),
        ];
        var (_, _, printed) = await BuiltProgram.RunAsync(
            "PartnerBot.Benchmarks.dll",
            Figures.TemporaryFolder(),
            arguments
        );
        return double.Parse(printed, CultureInfo.InvariantCulture) * 10_000 / count;
    }

    private static async Task PostAsync(HttpMessageInvoker client, int count, double perSecond)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Together / perSecond));
        for (var sent = 0; sent < count && await timer.WaitForNextTickAsync(); sent += Together)
        {
            await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => PostAsync(client).AsTask()));
        }
    }

    /// <summary>Posts one.</summary>
    public static async ValueTask PostAsync(HttpMessageInvoker client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{TellingSide.Settings[5]}chat.postMessage");
        request.Content = new ByteArrayContent(Body);
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var response = await client.SendAsync(request, CancellationToken.None);
        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
