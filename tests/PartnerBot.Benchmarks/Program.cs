using PartnerBot.Benchmarks;
using Spectre.Console;

// dotnet run -c Release --project tests/PartnerBot.Benchmarks -- [first-answer|idle|registry|import|reading|asking|teams|slack|slack-outage|telling|telling-delay|telling-teams|telling-slack]
if (args is [BareKestrel.Mode, ..])
{
    await BareKestrel.ServeAsync(args);
    return 0;
}

if (args is [TeamsPeers.Bare or TeamsPeers.Unasked or TeamsPeers.Stock, ..])
{
    await TeamsPeers.ServeAsync(args);
    return 0;
}

if (args is [SlackPeers.Reading or SlackPeers.Sharing or SlackPeers.Answering, ..])
{
    await SlackPeers.ServeAsync(args);
    return 0;
}

if (args is [BarePosts.Mode, ..])
{
    await BarePosts.PostAsync(args);
    return 0;
}

(string Name, Func<Task> Run)[] all =
[
    ("first-answer", FirstAnswer.RunAsync),
    ("idle", IdleMemory.RunAsync),
    ("registry", RegistryThroughput.RunAsync),
    ("import", ImportSpeed.RunAsync),
    ("reading", ReadingSpeed.RunAsync),
    ("asking", AskingThroughput.RunAsync),
    ("teams", TeamsThroughput.RunAsync),
    ("slack", SlackThroughput.RunAsync),
    ("slack-outage", SlackOutage.RunAsync),
    ("telling", TellingSpeed.RunAsync),
    ("telling-delay", TellingDelay.RunAsync),
    ("telling-teams", TellingPace.RunOnTeamsAsync),
    ("telling-slack", TellingPace.RunOnSlackAsync),
];

var chosen = args.Length == 0 ? all : [.. all.Where(benchmark => args.Contains(benchmark.Name))];
if (chosen.Length == 0)
{
    AnsiConsole.WriteLine($"Choose from: {string.Join(", ", all.Select(benchmark => benchmark.Name))}");
    return 1;
}

foreach (var (name, run) in chosen)
{
    AnsiConsole.Write(new Rule(name).LeftJustified());
    try
    {
        await run();
    }
    catch (HttpRequestException exception)
    {
        // Handled, so that what was started is ended.
        AnsiConsole.WriteLine(exception.Message);
        return 1;
    }
}

return 0;
