using System.Collections.Concurrent;
using PartnerBot.Chats;
using PartnerBot.Noticing.Ledger;

namespace PartnerBot.Noticing.Telling;

/// <summary>
/// Tells what is due in the ledger. Each workspace and tenant has rounds of its own, so that none waits for another. A start, and
/// what other replicas add, is found out within a second; what this one adds, at once.
/// </summary>
internal sealed partial class Courier(
    NoticeLedger ledger,
    Rounds rounds,
    Closing closing,
    Signal<Courier> signal,
    IEnumerable<IChatPlatform> platforms,
    TimeProvider clock,
    ILogger<Courier> log
) : BackgroundService
{
    /// <summary>How often to look unasked.</summary>
    public static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Realm, Task> running = new();
    private bool failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!platforms.Any())
        {
            return;
        }

        var ending = closing.RunAsync();
        var isFree = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (ending.IsFaulted)
            {
                await ending; // nothing could be noted any more
            }

            var woken = signal.Next;
            try
            {
                if (!isFree)
                {
                    await ledger.FreeAsync(stoppingToken);
                    isFree = true;
                }

                await BeginAsync(stoppingToken);
                failing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Note(exception);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await woken.IsDoneWithinAsync(Often, clock, stoppingToken);
        }

        // What is on its way arrives, and is noted, before the process ends.
        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.End();
        await ending;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var realm in await ledger.DueAsync(cancellationToken))
        {
            if (!running.TryGetValue(realm, out var before) || before.IsCompleted)
            {
                var run = running[realm] = RunAsync(realm, cancellationToken);
                // What became due there while the last of it was under way.
                _ = run.ContinueWith(
                    _ => signal.Give(),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            }
        }
    }

    private async Task RunAsync(Realm realm, CancellationToken cancellationToken)
    {
        try
        {
            await rounds.RunAsync(realm, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Note(exception);
        }
    }

    private void Note(Exception exception)
    {
        if (!failing)
        {
            failing = true;
            LogFailing(exception.GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(
        66,
        LogLevel.Error,
        "Notices can't be told ({Failure}: {Reason}); they wait in the ledger, and are told once they can"
    )]
    private partial void LogFailing(string failure, string reason);
}
