using Medallion.Threading.Postgres;
using Npgsql;

namespace PartnerBot.Noticing;

/// <summary>
/// What one of all replicas does: the one that holds a lock of the shared PostgreSQL, which ends with the connection. On SQLite the
/// file belongs to one service anyway. For a moment two may lead, where one of them has not found out yet that it no longer does.
/// </summary>
internal sealed partial class Leadership(DatabaseSettings settings, TimeProvider clock, ILogger<Leadership> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Does it whenever the lead is ours, until cancelled.</summary>
    /// <param name="what">A name that all replicas know it by.</param>
    /// <param name="work">Cancelled once the lead is lost.</param>
    public async Task LeadAsync(string what, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var lead = await AcquireAsync(what, cancellationToken);
            if (lead is null)
            {
                return;
            }

            using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lead.Lost);
            try
            {
                await work(until.Token);
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested) { }
        }
    }

    private async Task<Lead?> AcquireAsync(string what, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (settings.Provider is not DatabaseProvider.Postgres)
            {
                return new(Handle: null);
            }

            try
            {
                var held = new PostgresDistributedLock(
                    new($"partnerbot-{what}", allowHashing: true),
                    WithChecks(settings.ConnectionString)
                );
                return new(await held.AcquireAsync(timeout: null, cancellationToken));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNoLead(what, exception.GetType().Name, exception.Message);
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

    [LoggerMessage(64, LogLevel.Warning, "Which replica leads in {What} can't be decided ({Failure}: {Reason})")]
    private partial void LogNoLead(string what, string failure, string reason);

    /// <summary>The lead, held until it is disposed of.</summary>
    private sealed record Lead(PostgresDistributedLockHandle? Handle) : IAsyncDisposable
    {
        /// <summary>Cancelled when it is somebody else's, perhaps.</summary>
        public CancellationToken Lost => Handle?.HandleLostToken ?? CancellationToken.None;

        public ValueTask DisposeAsync() => Handle?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
