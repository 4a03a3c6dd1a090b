using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PartnerBot.Registry;

/// <summary>
/// The partner registry over HTTP. A partner is asked for within 1.5 s in all; a page of the list has longer, since it is
/// read in the background.
/// </summary>
public sealed partial class RegistryClient
{
    /// <summary>Names of the two HTTP clients, which differ in their time and size limits.</summary>
    internal const string Single = "registry",
        Listing = "registry-list";

    internal const int PageSize = 1000;
    private const int MostPartners = 250_000;

    private sealed record Page(IReadOnlyList<PartnerSummary> Partners, string? Next);

    private readonly IHttpClientFactory clients;
    private readonly PartnerCache cache;
    private readonly ILogger<RegistryClient> log;

    internal RegistryClient(IHttpClientFactory clients, PartnerCache cache, ILogger<RegistryClient> log) =>
        (this.clients, this.cache, this.log) = (clients, cache, log);

    /// <summary>Called when the registry says that it knows no partner of an id.</summary>
    internal Action? WhenMissing { get; set; }

    /// <summary>
    /// One partner; null where the registry knows none of that id. Asked anew each time, unless it was confirmed within the
    /// last second. A registry that gives no usable answer leaves the last known one of up to 24 hours, marked stale.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public Task<Reading<Partner>?> FindPartnerAsync(PartnerId id, CancellationToken cancellationToken) =>
        // These would climb out of the path; no escaping helps.
        id.Value
            is null
                or ""
                or "."
                or ".."
            ? Task.FromResult<Reading<Partner>?>(null)
            : cache.ReadAsync(id, last => AskAsync(id, last), cancellationToken);

    /// <summary>All partners, a page of 1,000 at a time, in the registry's order.</summary>
    /// <exception cref="RegistryUnavailableException">A page could not be read; what came before is not the whole.</exception>
    public async IAsyncEnumerable<PartnerSummary> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var read = 0;
        for (string? after = null; ; )
        {
            var page = await ReadPageAsync(after, PageSize, cancellationToken);
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

    /// <summary>What the registry has at a path; null where it answers that there is nothing.</summary>
    /// <exception cref="RegistryUnavailableException">It gave no usable answer within 1.5 s.</exception>
    internal async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var response = await SendAsync(Single, request, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ParseAsync(response, type),
                HttpStatusCode.NotFound => null,
                _ => throw RegistryFailure.Of(response),
            };
        }
        catch (Exception exception) when (RegistryFailure.ReasonOf(exception) is { } reason)
        {
            throw Unavailable(path.Split('?')[0], reason, exception);
        }
    }

    private async Task<TaggedPartner?> AskAsync(PartnerId id, TaggedPartner? last)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/partners/{Uri.EscapeDataString(id.Value)}");
            if (last?.Tag is { } tag)
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            using var response = await SendAsync(Single, request, CancellationToken.None);
            if (response.StatusCode == HttpStatusCode.NotFound && IsJson(response))
            {
                WhenMissing?.Invoke();
                return null;
            }
            return response.StatusCode switch
            {
                HttpStatusCode.NotModified when last?.Tag is not null => last,
                HttpStatusCode.OK => new(
                    (await ParseAsync(response, WireJson.Default.PartnerBody)).ToPartner(),
                    response.Headers.ETag
                ),
                _ => throw RegistryFailure.Of(response),
            };
        }
        catch (Exception exception) when (RegistryFailure.ReasonOf(exception) is { } reason)
        {
            throw Unavailable(id.Value, reason, exception);
        }
    }

    private async Task<Page> ReadPageAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var query = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/partners?limit={limit}{query}");
            using var response = await SendAsync(limit == 1 ? Single : Listing, request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw RegistryFailure.Of(response);
            }

            var page = await ParseAsync(response, WireJson.Default.SummaryPage);
            return new(page.ToSummaries(), page.Next);
        }
        catch (Exception exception) when (RegistryFailure.ReasonOf(exception) is { } reason)
        {
            throw Unavailable("the list", reason, exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        string name,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var client = clients.CreateClient(name);
        return client.BaseAddress is null
            ? throw new UnusableAnswerException("the embedded registry has not started")
            : await client.SendAsync(request, cancellationToken);
    }

    private static async Task<T> ParseAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type)
    {
        if (!IsJson(response))
        {
            throw new UnusableAnswerException("it answers with something other than JSON; check Registry:BaseUrl");
        }
        // Buffered already, within the time and size limits.
        await using var body = await response.Content.ReadAsStreamAsync();
        return await JsonSerializer.DeserializeAsync(body, type) ?? throw new JsonException("It is null.");
    }

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (
            type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        );

    private RegistryUnavailableException Unavailable(string what, string reason, Exception? cause = null)
    {
        LogUnavailable(what, reason);
        return new($"The registry gave no usable answer about {what}: {reason}.", cause);
    }

    [LoggerMessage(1, LogLevel.Warning, "The registry gave no usable answer about {What}: {Reason}")]
    private partial void LogUnavailable(string what, string reason);
}
