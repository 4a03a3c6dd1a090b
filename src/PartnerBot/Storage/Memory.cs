using Microsoft.EntityFrameworkCore;

namespace PartnerBot.Storage;

/// <summary>
/// The database where it is a convenience: one that fails, or keeps somebody waiting for 3 s, costs the memory, never the
/// answer, and is logged once until it works again.
/// </summary>
public sealed partial class Memory(IDbContextFactory<PartnerBotDb> contexts, TimeProvider clock, ILogger<Memory> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private int failing;

    /// <param name="act">Is to stop when its token says so.</param>
    /// <returns>Whether it worked.</returns>
    public async Task<bool> TryAsync(
        Func<PartnerBotDb, CancellationToken, Task> act,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(until.Token);
            _ = db.Model; // the first use builds it, which asks nothing of the database
            patience.CancelAfter(Patience);
            await act(db, until.Token);
            Interlocked.Exchange(ref failing, 0);
            return true;
        }
        catch (Exception exception)
            when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref failing, 1) == 0)
            {
                var (failure, reason) = patience.IsCancellationRequested
                    ? (nameof(TimeoutException), $"no answer within {Patience.TotalSeconds} s")
                    : (exception.GetType().Name, exception.Message);
                LogForgetful(failure, reason);
            }

            return false;
        }
    }

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The database can't be used, so who asked about what is not remembered ({Failure}: {Reason}); run doctor"
    )]
    private partial void LogForgetful(string failure, string reason);
}
