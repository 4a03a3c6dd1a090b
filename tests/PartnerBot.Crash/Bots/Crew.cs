using System.Collections.Concurrent;
using PartnerBot.Crash.Checking;
using PartnerBot.CrashHook;

namespace PartnerBot.Crash.Bots;

/// <summary>How the next process of the bot dies.</summary>
/// <param name="At">At which of its steps, and at which time there; null for none.</param>
/// <param name="After">How long after it serves it is killed in any case; null never.</param>
internal sealed record Fate(string? At, TimeSpan? After)
{
    public static readonly Fate ToLive = new(null, null);

    /// <summary>A name for the report.</summary>
    public string Point => At?.Split(':')[0] ?? "random";
}

/// <summary>Keeps one or more replicas of the bot running: each that dies is started again.</summary>
internal sealed class Crew(string folder, IReadOnlyDictionary<string, string?> environment, Func<Fate> next)
    : IAsyncDisposable
{
    /// <summary>Of a process that nobody killed.</summary>
    public const string FellOver = "fell over";

    private readonly ConcurrentDictionary<int, BotProcess> running = new();
    private readonly ConcurrentDictionary<int, string> killedBy = new();
    private readonly ConcurrentQueue<Death> deaths = new();
    private readonly ConcurrentQueue<string> lastWords = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> slots = [];

    public IReadOnlyList<Death> Deaths => [.. deaths];

    /// <summary>What the bots complained of.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. lastWords.Concat(running.Values.SelectMany(bot => bot.Lines.Where(IsComplaint)))];

    /// <summary>No process that starts from now on is to die.</summary>
    public bool IsCalm { get; set; }

    /// <returns>The address of the first replica, once all serve.</returns>
    public async Task<Uri> StartAsync(int replicas)
    {
        Uri? first = null;
        for (var one = 0; one < replicas; one++)
        {
            var serves = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
            slots.Add(KeepAsync(serves));
            first ??= await serves.Task;
            await serves.Task;
        }

        return first!;
    }

    /// <summary>Kills one, and returns once it is dead.</summary>
    public async Task KillAsync(int process, string point)
    {
        if (running.TryGetValue(process, out var bot))
        {
            killedBy.TryAdd(process, point);
            bot.Kill();
            await bot.Ended;
        }
    }

    /// <summary>Kills all that live, so that none is left that is still to die by its fate.</summary>
    public Task KillAllAsync() => Task.WhenAll(running.Keys.Select(process => KillAsync(process, "last")));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(slots).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task KeepAsync(TaskCompletionSource<Uri> serves)
    {
        while (!stop.IsCancellationRequested)
        {
            var fate = IsCalm ? Fate.ToLive : next();
            using var bot = BotProcess.Start(folder, With(fate));
            running[bot.Id] = bot;
            await LiveAsync(bot, fate, serves);
            running.TryRemove(bot.Id, out _);
            var point = killedBy.GetValueOrDefault(bot.Id, bot.WasKilled ? fate.Point : FellOver);
            deaths.Enqueue(new(bot.Id, TimeProvider.System.GetUtcNow(), point));
            Array.ForEach([.. bot.Lines.Where(IsComplaint)], lastWords.Enqueue);
        }
    }

    private async Task LiveAsync(BotProcess bot, Fate fate, TaskCompletionSource<Uri> serves)
    {
        if (await bot.ServesAsync() is { } address)
        {
            serves.TrySetResult(address);
        }

        var limit = fate.After is { } after
            ? Task.Delay(after, TimeProvider.System, stop.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        if (await Task.WhenAny(bot.Ended, limit) == limit && !stop.IsCancellationRequested)
        {
            await KillAsync(bot.Id, "random");
        }
    }

    private Dictionary<string, string?> With(Fate fate) =>
        new(environment, StringComparer.Ordinal) { [Orders.KillAt] = fate.At };

    private static bool IsComplaint(string line) =>
        line.Contains("fail:", StringComparison.Ordinal)
        || line.Contains("crit:", StringComparison.Ordinal)
        || line.Contains("Unhandled", StringComparison.Ordinal);
}
