using PartnerBot.Asking;
using PartnerBot.People;

namespace PartnerBot.Storage;

/// <summary>At the start and then every hour, forgets what is too old to be kept.</summary>
internal sealed class Sweep(Told told, Unanswered unanswered, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var next = new PeriodicTimer(Between, clock);
        do
        {
            await SweepAsync(stoppingToken);
        } while (await next.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        await told.SweepAsync(clock.GetUtcNow(), cancellationToken);
        await unanswered.SweepAsync(cancellationToken);
    }
}
