using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PartnerBot.Registry;

/// <summary>
/// The partner registry over HTTP. A partner is asked for within 1.5 s in all; a page of the list has longer, since it is
/// read in the background, and the feed as long as it was asked to wait.
/// </summary>
public sealed partial class RegistryClient
{
    /// <summary>Names of the HTTP clients, which differ in their time and size limits.</summary>
    internal const string Single = "registry",
        Listing = "registry-list",
        Feed = "registry-feed";

    internal const int PageSize = 1000;
    private const int KnownPartners = 10_000;

    private readonly IHttpClientFactory clients;
    private readonly LastKnown<Partner> known;
    private readonly ILogger<RegistryClient> log;

    public RegistryClient(IHttpClientFactory clients, TimeProvider time, ILogger<RegistryClient> log) =>
        (this.clients, known, this.log) = (clients, new(time, KnownPartners, _ => 1), log);

    /// <summary>Called when the registry says, to somebody who asks, that it knows no partner of an id.</summary>
    internal Action<PartnerId>? WhenMissing { get; set; }

    /// <summary>
    /// One partner; null where the registry knows none of that id. Asked anew each time, unless it was confirmed within the
    /// last second. A registry that gives no usable answer leaves the last known one of up to 24 hours, marked stale.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public Task<Reading<Partner>?> FindPartnerAsync(PartnerId id, CancellationToken cancellationToken) =>
        CanBeAsked(id)
            ? known.ReadAsync(id, last => AskPartnerAsync(id, last), cancellationToken)
            : Task.FromResult<Reading<Partner>?>(null);

    /// <summary>One partner as it is now, even where it was confirmed a moment ago; null where there is none of that id.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now.</exception>
    internal Task<Partner?> ReadPartnerAnewAsync(PartnerId id, CancellationToken cancellationToken) =>
        CanBeAsked(id)
            ? known.ReadAnewAsync(id, last => GetPartnerAsync(id, last, cancellationToken))
            : Task.FromResult<Partner?>(null);

    /// <summary>The feed after a sequence, at most 1,000 entries of it; null where the registry keeps none.</summary>
    /// <param name="wait">For how many seconds the registry is to wait for an entry where there is none.</param>
    /// <exception cref="RegistryUnavailableException">Not read now. It is not in the log: who follows says it once.</exception>
    internal async Task<FeedPage?> ReadFeedAsync(long after, int limit, int wait, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"v1/changes?after={after}&limit={limit}{(wait > 0 ? $"&wait={wait}" : "")}"
        );
        try
        {
            using var response = await SendAsync(limit == 1 ? Single : Feed, path, tag: null, cancellationToken);
            return response.StatusCode == HttpStatusCode.NotFound
                ? null
                : (await ParseAsync(response, WireJson.Default.ChangesBody)).ToFeedPage(after);
        }
        catch (Exception exception) when (RegistryFailure.ReasonOf(exception) is { } reason)
        {
            throw new RegistryUnavailableException(reason, exception);
        }
    }

    /// <summary>What the registry has at a path; null where it knows no such thing.</summary>
    /// <param name="what">What is asked for, as the log names it.</param>
    /// <param name="last">The answer from before, given back where it still holds.</param>
    /// <param name="map">May throw a <see cref="JsonException"/>, or an <see cref="UnusableAnswerException"/> with the reason.</param>
    /// <param name="evenWithoutJson">A 404 counts, whoever says it; else only one in JSON, which no other service gives.</param>
    /// <exception cref="RegistryUnavailableException">It gave no usable answer within 1.5 s.</exception>
    internal async Task<Tagged<T>?> GetAsync<TBody, T>(
        string what,
        string path,
        Tagged<T>? last,
        JsonTypeInfo<TBody> type,
        Func<TBody, T> map,
        CancellationToken cancellationToken,
        bool evenWithoutJson = false
    )
    {
        try
        {
            using var response = await SendAsync(Single, path, last?.Tag, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.NotModified when last?.Tag is not null => last,
                HttpStatusCode.NotFound when evenWithoutJson || IsJson(response) => null,
                _ => new(map(await ParseAsync(response, type)), response.Headers.ETag),
            };
        }
        catch (Exception exception) when (RegistryFailure.ReasonOf(exception) is { } reason)
        {
            throw Unavailable(what, reason, exception);
        }
    }

    // These would climb out of the path; no escaping helps.
    internal static bool CanBeAsked(PartnerId id) => id.Value is not (null or "" or "." or "..");

    private async Task<Tagged<Partner>?> AskPartnerAsync(PartnerId id, Tagged<Partner>? last)
    {
        var answer = await GetPartnerAsync(id, last, CancellationToken.None);
        if (answer is null)
        {
            WhenMissing?.Invoke(id);
        }

        return answer;
    }

    private Task<Tagged<Partner>?> GetPartnerAsync(
        PartnerId id,
        Tagged<Partner>? last,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            id.Value,
            $"v1/partners/{Uri.EscapeDataString(id.Value)}",
            last,
            WireJson.Default.PartnerBody,
            body => body.ToPartner(),
            cancellationToken
        );

    private async Task<HttpResponseMessage> SendAsync(
        string name,
        string path,
        EntityTagHeaderValue? tag,
        CancellationToken cancellationToken
    )
    {
        using var client = clients.CreateClient(name);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }

        return client.BaseAddress is null
            ? throw new UnusableAnswerException("the embedded registry has not started")
            : await client.SendAsync(request, cancellationToken);
    }

    private static async Task<T> ParseAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw RegistryFailure.Of(response);
        }

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
