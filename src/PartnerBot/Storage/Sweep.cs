using PartnerBot.Asking;
using PartnerBot.People;

namespace PartnerBot.Storage;

/// <summary>Once at the start, forgets what is too old to be kept, for those who never ask again.</summary>
internal sealed class Sweep(Told told, Unanswered unanswered, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await told.SweepAsync(clock.GetUtcNow(), stoppingToken);
        await unanswered.SweepAsync(stoppingToken);
    }
}
