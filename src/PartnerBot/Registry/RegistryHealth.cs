using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PartnerBot.Registry;

/// <summary>Whether the registry can be asked; an answer of the last ten seconds is enough, so that probes don't load it.</summary>
internal sealed class RegistryHealth(RegistryClient registry, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    private long answeredAt = DateTimeOffset.MinValue.UtcTicks;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (time.GetUtcNow().UtcTicks - Interlocked.Read(ref answeredAt) < Enough.Ticks)
        {
            return HealthCheckResult.Healthy();
        }

        try
        {
            await registry.CheckAsync(cancellationToken);
            Interlocked.Exchange(ref answeredAt, time.GetUtcNow().UtcTicks);
            return HealthCheckResult.Healthy();
        }
        catch (RegistryUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
