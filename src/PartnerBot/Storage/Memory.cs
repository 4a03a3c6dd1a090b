using Microsoft.EntityFrameworkCore;

namespace PartnerBot.Storage;

/// <summary>
/// The database where it is a convenience: one that fails costs the memory, never the answer, and is logged once until it
/// works again.
/// </summary>
public sealed partial class Memory(IDbContextFactory<PartnerBotDb> contexts, ILogger<Memory> log)
{
    private int failing;

    /// <returns>Whether it worked.</returns>
    public async Task<bool> TryAsync(Func<PartnerBotDb, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await act(db);
            Interlocked.Exchange(ref failing, 0);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (Interlocked.Exchange(ref failing, 1) == 0)
            {
                LogForgetful(exception.GetType().Name, exception.Message);
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
