using System.Globalization;
using System.Net;
using System.Web;

namespace PartnerBot.Tests.Registry;

/// <summary>A registry with a feed, of which a test edits the partners.</summary>
public sealed class FollowedRegistry
{
    private readonly Lock gate = new();
    private readonly FakeRegistry wire;
    private readonly SortedDictionary<string, string> partners = new(StringComparer.Ordinal);
    private readonly List<(string? Partner, string Kind)> feed = [];
    private readonly List<(long After, TaskCompletionSource Reached)> followers = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long waitingAfter = -1;

    public FollowedRegistry(FakeRegistry wire)
    {
        this.wire = wire;
        wire.List = (_, _) => Task.FromResult(FakeRegistry.Json(Page()));
        wire.Partner = (request, _) => Task.FromResult(Find(request.RequestUri!.Segments[^1]));
        wire.Feed = AnswerAsync;
        PutSilently("hooq", "Hooq");
        PutSilently("netflix", "Netflix");
    }

    /// <summary>Whether those who wait for entries hear of them, or only those who ask anew.</summary>
    public bool Deaf { get; set; }

    /// <summary>Answers instead of the feed.</summary>
    public HttpStatusCode? Failing { get; set; }

    /// <summary>How often the feed was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>How often the whole list was.</summary>
    public int Listed => wire.Asked.Count(path => path.StartsWith("/v1/partners?", StringComparison.Ordinal));

    public string Page()
    {
        lock (gate)
        {
            return Samples.Page(partners.Select(partner => Json(partner.Key, partner.Value)));
        }
    }

    public void PutSilently(string id, string name)
    {
        lock (gate)
        {
            partners[id] = name;
        }
    }

    public void Put(string id, string name, string kind = "details")
    {
        PutSilently(id, name);
        Record((id, kind));
    }

    public void Delete(string id)
    {
        lock (gate)
        {
            partners.Remove(id);
        }

        Record((id, "details"));
    }

    /// <summary>Adds to the feed, with one commit.</summary>
    public void Record(params (string? Partner, string Kind)[] entries)
    {
        lock (gate)
        {
            feed.AddRange(entries);
        }

        if (!Deaf)
        {
            AnswerThoseWhoWait();
        }
    }

    /// <summary>The feed is as it was after so many entries.</summary>
    public void Restore(int entries)
    {
        lock (gate)
        {
            feed.RemoveRange(entries, feed.Count - entries);
        }
    }

    public void AnswerThoseWhoWait() =>
        Interlocked.Exchange(ref grown, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Done when somebody waits for entries after this one, so that it has been taken in; each wait is told once.</summary>
    public Task FollowedAsync(long after)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (waitingAfter == after)
            {
                waitingAfter = -1;
                reached.SetResult();
            }
            else
            {
                followers.Add((after, reached));
            }
            return reached.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var after = long.Parse(query["after"]!, CultureInfo.InvariantCulture);
        var next = grown.Task;
        Asked++;
        if (Failing is { } status)
        {
            return FakeRegistry.Problem(status);
        }

        if (query["wait"] is not null && !TryRead(after, query["limit"]!, out _))
        {
            Tell(after);
            await next.WaitAsync(cancellationToken);
        }

        if (Failing is { } later)
        {
            return FakeRegistry.Problem(later);
        }

        TryRead(after, query["limit"]!, out var page);
        return FakeRegistry.Json(page);
    }

    private void Tell(long after)
    {
        lock (gate)
        {
            var told = followers.Where(follower => follower.After == after).ToList();
            waitingAfter = told.Count > 0 ? -1 : after;
            foreach (var follower in told)
            {
                followers.Remove(follower);
                follower.Reached.SetResult();
            }
        }
    }

    private bool TryRead(long after, string limit, out string page)
    {
        lock (gate)
        {
            var entries = feed.Select((entry, index) => (entry.Partner, entry.Kind, Sequence: index + 1L))
                .Where(entry => entry.Sequence > after)
                .Take(int.Parse(limit, CultureInfo.InvariantCulture))
                .Select(entry =>
                    $$"""{"sequence":{{entry.Sequence}},"at":"2026-11-24T07:05:00Z","actor":"key:ed","partner":{{(entry.Partner is null ? "null" : $"\"{entry.Partner}\"")}},"programme":null,"kind":"{{entry.Kind}}","field":null,"before":null,"after":null,"milestone":null}"""
                )
                .ToList();
            page = $"{{\"changes\":[{string.Join(',', entries)}],\"next\":{Math.Max(after, 0)},\"head\":{feed.Count}}}";
            return entries.Count > 0;
        }
    }

    private HttpResponseMessage Find(string id)
    {
        lock (gate)
        {
            return partners.TryGetValue(id, out var name)
                ? FakeRegistry.Json(Json(id, name))
                : FakeRegistry.Problem(HttpStatusCode.NotFound);
        }
    }

    private static string Json(string id, string name) =>
        Samples
            .Hooq.Replace("\"hooq\"", $"\"{id}\"", StringComparison.Ordinal)
            .Replace("\"Hooq\"", $"\"{name}\"", StringComparison.Ordinal);
}
