using System.Globalization;

namespace PartnerBot.Registry;

/// <summary>The registry as it is read over HTTP, and its directory.</summary>
public sealed class PartnerSource(RegistryClient registry, PartnerDirectory directory, TimeProvider clock)
    : IPartnerSource
{
    private const int MostMilestones = 1000;

    public Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken) =>
        registry.FindPartnerAsync(id, cancellationToken);

    public async Task<Reading<IReadOnlyList<Milestone>>?> MilestonesAsync(
        PartnerId id,
        CancellationToken cancellationToken
    ) =>
        await registry.GetAsync(
            $"v1/partners/{Uri.EscapeDataString(id.Value)}/milestones?limit={MostMilestones}",
            WireJson.Default.MilestonePage,
            cancellationToken
        )
            is { } page
            ? new(page.ToMilestones(), clock.GetUtcNow(), Stale: false)
            : null;

    public async Task<Reading<ChangePage>?> ChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        string?[] parts =
        [
            "order=newest",
            query.Partner is { } partner ? $"partner={Uri.EscapeDataString(partner.Value)}" : null,
            query.From is { } from ? $"from={Instant(from)}" : null,
            query.Until is { } until ? $"until={Instant(until)}" : null,
            query.Before is { } before ? string.Create(CultureInfo.InvariantCulture, $"before={before}") : null,
            string.Create(CultureInfo.InvariantCulture, $"limit={query.Limit}"),
        ];
        var path = $"v1/changes?{string.Join('&', parts.OfType<string>())}";
        if (await registry.GetAsync(path, WireJson.Default.ChangesBody, cancellationToken) is not { } body)
        {
            return null;
        }

        var changes = body.ToChanges();
        long? next = changes.Count == query.Limit ? changes[^1].Sequence : null;
        return new(new(changes, next), clock.GetUtcNow(), Stale: false);
    }

    public Task<Reading<PartnerList>> DirectoryAsync(CancellationToken cancellationToken) =>
        directory.ReadAsync(cancellationToken);

    public Task RefreshAsync(CancellationToken cancellationToken) => directory.RefreshAsync(cancellationToken);

    private static string Instant(DateTimeOffset at) =>
        Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}
