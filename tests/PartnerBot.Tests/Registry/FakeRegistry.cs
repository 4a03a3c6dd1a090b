using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PartnerBot.Tests.Registry;

/// <summary>The registry's side of the wire, as a test has it answer.</summary>
public sealed class FakeRegistry : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly List<string> asked = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    public delegate Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>How a partner is answered. At first: Netflix, under the tag <c>"v1"</c>, else 404.</summary>
    public Answer Partner { get; set; } = Serving(Samples.Netflix, "\"v1\"");

    /// <summary>How a page of the list is answered. At first: Netflix and Hooq on one page.</summary>
    public Answer List { get; set; } = (_, _) => Task.FromResult(Json(Samples.Page([Samples.Netflix, Samples.Hooq])));

    /// <summary>How the feed is answered. At first: there is none.</summary>
    public Answer Feed { get; set; } = Failing(HttpStatusCode.NotFound);

    /// <summary>Path and query of each request, in order, but for those of the feed; those with a tag end in <c>if not "v1"</c>.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    public AuthenticationHeaderValue? LastAuthorization { get; private set; }

    /// <summary>Done when so many requests have arrived.</summary>
    public Task WasAsked(int times)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (asked.Count >= times)
            {
                reached.SetResult();
            }

            waiting.Add((times, reached));
            return reached.Task;
        }
    }

    public static HttpResponseMessage Json(string body, string? tag = null) => Text(body, "application/json", tag);

    public static HttpResponseMessage Text(string body, string type, string? tag = null) =>
        new(HttpStatusCode.OK)
        {
            Content = new StringContent(body, Encoding.UTF8, type),
            Headers = { ETag = tag is null ? null : EntityTagHeaderValue.Parse(tag) },
        };

    public static HttpResponseMessage Problem(HttpStatusCode status) =>
        new(status) { Content = new StringContent("{\"title\":\"no\"}", Encoding.UTF8, "application/problem+json") };

    public static Answer Failing(HttpStatusCode status) => (_, _) => Task.FromResult(Problem(status));

    public static Answer Always(Func<HttpResponseMessage> make) => (_, _) => Task.FromResult(make());

    /// <summary>Answers never, until whoever asked gives up.</summary>
    public static async Task<HttpResponseMessage> Silence(HttpRequestMessage _, CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task;
    }

    /// <summary>One partner with ETag and 304, as the registry does it.</summary>
    public static Answer Serving(string partner, string tag) =>
        (request, _) =>
        {
            var known = request.Headers.IfNoneMatch.Any(sent => string.Equals(sent.Tag, tag, StringComparison.Ordinal));
            var wanted = partner.Contains($"\"id\":\"{request.RequestUri!.Segments[^1]}\"", StringComparison.Ordinal);
            return Task.FromResult(
                !wanted ? Problem(HttpStatusCode.NotFound)
                : known ? new HttpResponseMessage(HttpStatusCode.NotModified)
                : Json(partner, tag)
            );
        };

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.PathAndQuery;
        var tags = string.Concat(request.Headers.IfNoneMatch.Select(tag => $" if not {tag}"));
        LastAuthorization = request.Headers.Authorization;
        if (path.Contains("/changes?after=", StringComparison.Ordinal))
        {
            return Feed(request, cancellationToken);
        }

        lock (gate)
        {
            asked.Add(path + tags);
            foreach (var (_, reached) in waiting.Where(waiter => asked.Count >= waiter.Count))
            {
                reached.TrySetResult();
            }
        }
        return (path.Contains("/partners?", StringComparison.Ordinal) ? List : Partner)(request, cancellationToken);
    }
}
