using System.Collections.Concurrent;
using PartnerBot.Registry;

namespace PartnerBot.People;

public sealed record LastAsk(PartnerId Partner, DateTimeOffset At);

/// <summary>The partner that each asker asked about last.</summary>
public sealed class LastAsked
{
    private readonly ConcurrentDictionary<Asker, LastAsk> asks = new();

    public Task<LastAsk?> FindAsync(Asker asker, CancellationToken cancellationToken) =>
        Task.FromResult(asks.GetValueOrDefault(asker));

    public Task RememberAsync(Asker asker, PartnerId partner, DateTimeOffset at, CancellationToken cancellationToken)
    {
        asks[asker] = new(partner, at);
        return Task.CompletedTask;
    }
}
