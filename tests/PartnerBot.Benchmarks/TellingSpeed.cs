using System.Diagnostics;
using Npgsql;
using Spectre.Console;

namespace PartnerBot.Benchmarks;

/// <summary>
/// One change told to 10,000 people with no limit set, on both cores, with what stands for the platform on them too. Baseline:
/// as many posts of such a message with no bookkeeping, as many at once.
/// </summary>
internal static class TellingSpeed
{
    public const int People = 10_000;

    private const int AtOnce = 32;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task RunAsync()
    {
        await using var side = await TellingSide.StartAsync();
        var bare = await BareAsync(side);
        List<(string Row, double PerSecond, double Cost)> rows = [];
        foreach (var (name, connection) in await StoresAsync())
        {
            rows.Add(await MeasureAsync(side, side.Slack, $"Slack, {name}", connection, onSlack: People, onTeams: 0));
        }

        foreach (var (name, connection) in await StoresAsync())
        {
            rows.Add(await MeasureAsync(side, side.Teams, $"Teams, {name}", connection, onSlack: 0, onTeams: People));
        }

        Figures.Show(
            $"One change told to {People:N0}, with no limit",
            "messages/s",
            [("posts alone (baseline)", bare, 1), .. rows.Select(row => (row.Row, row.PerSecond, row.PerSecond / bare))]
        );
        Figures.Show(
            $"One change told to {People:N0}, with no limit",
            "processor seconds of the bot",
            [.. rows.Select(row => (row.Row, row.Cost, row.Cost / rows[0].Cost))]
        );
    }

    /// <summary>A file, and a new database in the PostgreSQL that <c>PARTNERBOT_TEST_POSTGRES</c> names.</summary>
    public static async Task<IReadOnlyList<(string Name, string? Connection)>> StoresAsync()
    {
        if (Environment.GetEnvironmentVariable("PARTNERBOT_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            AnsiConsole.WriteLine("PARTNERBOT_TEST_POSTGRES names no PostgreSQL, which is left out.");
            return [("SQLite", null)];
        }

        var name = $"telling_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return
        [
            ("SQLite", null),
            ("PostgreSQL", new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString),
        ];
    }

    /// <summary>Until so many have come, or that takes too long.</summary>
    public static async Task UntilAsync(Arrivals arrivals, int count, TimeSpan longest)
    {
        var clock = Stopwatch.StartNew();
        while (arrivals.Count < count && clock.Elapsed < longest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task<(string Row, double PerSecond, double Cost)> MeasureAsync(
        TellingSide side,
        Arrivals arrivals,
        string row,
        string? connection,
        int onSlack,
        int onTeams
    )
    {
        (side.Slack.IsOpen, side.Teams.IsOpen) = (true, true);
        string[] delivery = ["--Delivery:SlackPerMinute", "0", "--Delivery:TeamsPerSecond", "0"];
        using var site = await TellingSite.OpenAsync(connection, onSlack, onTeams, delivery);
        var (speed, cost) = (0.0, 0.0);
        // Code that is called often is compiled anew meanwhile: the last round counts.
        foreach (var partner in TellingSite.Partners)
        {
            arrivals.Clear();
            var (spent, begun) = (site.Bot.ProcessorTime, await site.ChangeAsync(partner));
            await UntilAsync(arrivals, People, Longest);
            while (await site.CountAsync("Pending") + await site.CountAsync("Sending") > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }

            var all = arrivals.All;
            if (all.Count < People)
            {
                throw new HttpRequestException($"{all.Count:N0} of {People:N0} came");
            }

            speed = all.Count / Stopwatch.GetElapsedTime(begun, all[^1].At).TotalSeconds;
            cost = (site.Bot.ProcessorTime - spent).TotalSeconds;
            AnsiConsole.WriteLine(
                $"{row}, {partner}: {all.Count:N0} came, {all.Select(one => one.To).Distinct().Count():N0} people, the first after {Stopwatch.GetElapsedTime(begun, all[0].At).TotalMilliseconds:N0} ms; {speed:N0} a second, {cost:N2} s of processor; {site.Bot.HeldMegabytes:N0} MB"
            );
        }

        return (row, speed, cost);
    }

    private static async Task<double> BareAsync(TellingSide side)
    {
        side.Slack.IsOpen = true;
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        var speed = 0.0;
        for (var round = 0; round < 3; round++)
        {
            side.Slack.Clear();
            var clock = Stopwatch.StartNew();
            var most = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
            await Parallel.ForAsync(0, People, most, (_, _) => BarePosts.PostAsync(client));
            speed = People / clock.Elapsed.TotalSeconds;
        }

        return speed;
    }
}
