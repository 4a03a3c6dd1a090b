using Medallion.Threading.Postgres;
using Npgsql;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// Which of all replicas waits at the feed: who holds a lock of the shared PostgreSQL, which ends with the connection. On SQLite
/// the file belongs to one service anyway. Should two follow for a moment, the bookmark lets just one of them take changes in.
/// </summary>
internal sealed partial class Leadership(DatabaseSettings settings, TimeProvider clock, ILogger<Leadership> log)
{
    private static readonly PostgresAdvisoryLockKey Key = new("partnerbot-registry", allowHashing: true);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Comes back with the lead once it is ours; null when cancelled.</summary>
    public async Task<Lead?> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (settings.Provider is not DatabaseProvider.Postgres)
            {
                return new(Handle: null);
            }

            try
            {
                var held = new PostgresDistributedLock(Key, WithChecks(settings.ConnectionString));
                return new(await held.AcquireAsync(timeout: null, cancellationToken));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNoLead(exception.GetType().Name, exception.Message);
                await Task.Delay(Pause, clock, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        return null;
    }

    // Else a server that lost us only finds out after minutes.
    private static string WithChecks(string connection)
    {
        var built = new NpgsqlConnectionStringBuilder(connection);
        built.Options = $"{built.Options} -c client_connection_check_interval=1000".Trim();
        return built.ConnectionString;
    }

    [LoggerMessage(64, LogLevel.Warning, "Who follows the registry can't be decided ({Failure}: {Reason})")]
    private partial void LogNoLead(string failure, string reason);
}

/// <summary>The lead, held until it is disposed of.</summary>
internal sealed record Lead(PostgresDistributedLockHandle? Handle) : IAsyncDisposable
{
    /// <summary>Cancelled when it is somebody else's, perhaps.</summary>
    public CancellationToken Lost => Handle?.HandleLostToken ?? CancellationToken.None;

    public ValueTask DisposeAsync() => Handle?.DisposeAsync() ?? ValueTask.CompletedTask;
}
