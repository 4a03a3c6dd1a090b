using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace PartnerBot.Registry;

/// <content>The list of partners, a page at a time.</content>
public sealed partial class RegistryClient
{
    private const int MostPartners = 250_000;

    /// <summary>All partners, a page of 1,000 at a time, in the registry's order.</summary>
    /// <exception cref="RegistryUnavailableException">A page could not be read; what came before is not the whole.</exception>
    public IAsyncEnumerable<PartnerSummary> ReadAllAsync(CancellationToken cancellationToken) =>
        ReadAllAsync(after => ReadPageAsync(after, PageSize, cancellationToken), cancellationToken);

    /// <summary>The ids of all partners, also of those that can't be read.</summary>
    /// <exception cref="RegistryUnavailableException">A page could not be read; what came before is not the whole.</exception>
    internal IAsyncEnumerable<PartnerId> ReadIdsAsync(CancellationToken cancellationToken) =>
        ReadAllAsync(
            after =>
                ReadPageAsync(
                    after,
                    PageSize,
                    WireJson.Default.IdPage,
                    page => new Page<PartnerId>(page.ToIds(), page.Next),
                    cancellationToken
                ),
            cancellationToken
        );

    private async IAsyncEnumerable<T> ReadAllAsync<T>(
        Func<string?, Task<Page<T>>> readAsync,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var read = 0;
        for (string? after = null; ; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await readAsync(after);
            foreach (var partner in page.Partners)
            {
                yield return partner;
            }

            read += page.Partners.Count;
            if (page.Next is null)
            {
                yield break;
            }

            if (
                string.Equals(page.Next, after, StringComparison.Ordinal)
                || page.Partners.Count == 0
                || read > MostPartners
            )
            {
                throw Unavailable("the list", $"its pages do not end (after {read} partners)");
            }

            after = page.Next;
        }
    }

    /// <summary>Asks for the shortest list there is, to know that address, key and format are right.</summary>
    /// <exception cref="RegistryUnavailableException">They are not; the message says what is wrong.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken) =>
        await ReadPageAsync(null, 1, cancellationToken);

    private Task<Page<PartnerSummary>> ReadPageAsync(string? after, int limit, CancellationToken cancellationToken) =>
        ReadPageAsync(
            after,
            limit,
            WireJson.Default.SummaryPage,
            page => new Page<PartnerSummary>(page.ToSummaries(), page.Next),
            cancellationToken
        );

    private async Task<Page<T>> ReadPageAsync<TBody, T>(
        string? after,
        int limit,
        JsonTypeInfo<TBody> type,
        Func<TBody, Page<T>> map,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var query = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            using var response = await SendAsync(
                limit == 1 ? Single : Listing,
                $"v1/partners?limit={limit}{query}",
                tag: null,
                cancellationToken
            );
            return map(await ParseAsync(response, type));
        }
        catch (Exception exception) when (RegistryFailure.ReasonOf(exception) is { } reason)
        {
            throw Unavailable("the list", reason, exception);
        }
    }

    private sealed record Page<T>(IReadOnlyList<T> Partners, string? Next);
}
