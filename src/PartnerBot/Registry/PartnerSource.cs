using System.Globalization;

namespace PartnerBot.Registry;

/// <summary>The registry as it is read over HTTP, and its directory.</summary>
public sealed class PartnerSource(RegistryClient registry, PartnerDirectory directory, TimeProvider clock)
    : IPartnerSource
{
    private const int PageSize = 1000;
    private const int MostPages = 10;

    /// <summary>Of all partners together: some dozen megabytes.</summary>
    private const int KnownMilestones = 20_000;

    private readonly LastKnown<MilestoneList> milestones = new(clock, KnownMilestones, list => list.Items.Count + 1);

    public Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken) =>
        registry.FindPartnerAsync(id, cancellationToken);

    public async Task<Reading<IReadOnlyList<Milestone>>?> MilestonesAsync(
        PartnerId id,
        CancellationToken cancellationToken
    ) =>
        RegistryClient.CanBeAsked(id)
        && await milestones.ReadAsync(id, last => ReadMilestonesAsync(id, last), cancellationToken) is { } reading
            ? new(reading.Value.Items, reading.AsOf, reading.Stale)
            : null;

    /// <summary>The same by requests of its own, however fresh what is known; null where the registry knows no such partner, or lists none.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now.</exception>
    internal async Task<IReadOnlyList<Milestone>?> ReadMilestonesAnewAsync(PartnerId id) =>
        RegistryClient.CanBeAsked(id)
            ? (await milestones.ReadAnewAsync(id, last => ReadMilestonesAsync(id, last)))?.Items
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
        var answer = await registry.GetAsync(
            "changes",
            $"v1/changes?{string.Join('&', parts.OfType<string>())}",
            last: null,
            WireJson.Default.ChangesBody,
            body => ToPage(body.ToChanges(), query),
            cancellationToken,
            evenWithoutJson: true
        );
        return answer is null ? null : new(answer.Value, clock.GetUtcNow(), Stale: false);
    }

    public Task<Reading<PartnerList>> DirectoryAsync(CancellationToken cancellationToken) =>
        directory.ReadAsync(cancellationToken);

    public Task RefreshAsync(CancellationToken cancellationToken) => directory.RefreshAsync(cancellationToken);

    private async Task<Tagged<MilestoneList>?> ReadMilestonesAsync(PartnerId id, Tagged<MilestoneList>? last)
    {
        var first = await ReadPageAsync(id, after: null, last);
        if (first?.Value.Next is null)
        {
            return first;
        }

        var (all, next) = (first.Value.Items.ToList(), first.Value.Next);
        for (var page = 2; page <= MostPages && next is not null; page++)
        {
            if (await ReadPageAsync(id, next, last: null) is not { } more)
            {
                return null; // gone meanwhile
            }

            all.AddRange(more.Value.Items);
            next = more.Value.Next;
        }

        // The tag is of the first page alone, so it says nothing of the others.
        return new(new(all, Next: null), Tag: null);
    }

    private Task<Tagged<MilestoneList>?> ReadPageAsync(PartnerId id, string? after, Tagged<MilestoneList>? last) =>
        registry.GetAsync(
            $"the milestones of {id}",
            $"v1/partners/{Uri.EscapeDataString(id.Value)}/milestones?limit={PageSize}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}",
            last,
            WireJson.Default.MilestonePage,
            page => new MilestoneList(page.ToMilestones(), page.Next),
            CancellationToken.None // others may be waiting for it
        );

    private static ChangePage ToPage(IReadOnlyList<Change> changes, ChangeQuery query)
    {
        var descends = changes.Zip(changes.Skip(1)).All(pair => pair.First.Sequence > pair.Second.Sequence);
        return descends && changes.All(change => IsAskedFor(change, query))
            ? new(changes, changes.Count == query.Limit ? changes[^1].Sequence : null)
            : throw new UnusableAnswerException("it does not know order=newest; bring the registry up to date");
    }

    private static bool IsAskedFor(Change change, ChangeQuery query) =>
        (query.Partner is null || change.Partner == query.Partner)
        && (query.From is null || change.At >= query.From)
        && (query.Until is null || change.At < query.Until)
        && (query.Before is null || change.Sequence < query.Before);

    private static string Instant(DateTimeOffset at) =>
        Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <param name="Next">Where it goes on, while it is read.</param>
    private sealed record MilestoneList(IReadOnlyList<Milestone> Items, string? Next);
}
