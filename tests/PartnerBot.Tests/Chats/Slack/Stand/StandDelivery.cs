using System.Globalization;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What the app answered to one request.</summary>
internal sealed record Attempt(int Status, string Body, string? ContentType)
{
    public bool IsGood => Status is >= 200 and < 300;

    public JsonObject? Json => JsonReading.TryParse(Body, out var node) ? node as JsonObject : null;
}

/// <summary>What became of a delivery: several attempts where an event wasn't taken at first.</summary>
internal sealed record Delivered(IReadOnlyList<Attempt> Attempts)
{
    /// <summary>Why Slack doesn't take what was answered; null when it does.</summary>
    public string? Refusal { get; init; }

    public Attempt Last => Attempts[^1];
}

/// <summary>How Slack delivers over HTTP.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>How long an answer may take; without an end in memory, where no real clock runs.</summary>
    public TimeSpan Limit { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How often an event that wasn't taken is sent again.</summary>
    public int Retries { get; init; } = 3;

    public SlackSigning Signing { get; init; } = SlackSigning.Good;

    /// <summary>Before the nth repetition: Slack waits no time, a minute, five minutes. Here a test moves its clock.</summary>
    public Func<int, Task> BeforeRetry { get; init; } = _ => Task.CompletedTask;

    /// <summary>Slack's own 3 s, for programs in other processes.</summary>
    public static DeliveryOptions OverNetwork { get; } = new() { Limit = TimeSpan.FromSeconds(3) };
}

/// <summary>Brings stimuli to an app over HTTP, signed, and takes its answers as Slack does.</summary>
internal static class StandDelivery
{
    public static Task<Delivered> DeliverAsync(
        this FakeSlack slack,
        HttpClient app,
        SlackStimulus stimulus,
        DeliveryOptions? options = null
    ) => slack.DeliverAsync(app, stimulus, stimulus.Path, options);

    /// <summary>Posts it; an event that isn't taken is sent again, with the headers that say so.</summary>
    public static async Task<Delivered> DeliverAsync(
        this FakeSlack slack,
        HttpClient app,
        SlackStimulus stimulus,
        string path,
        DeliveryOptions? options = null
    )
    {
        var how = options ?? new();
        var attempts = new List<Attempt>();
        string? reason = null;
        var most = stimulus.Kind is StimulusKind.Event ? how.Retries : 0;
        for (var number = 0; number <= most; number++)
        {
            if (number > 0)
            {
                await how.BeforeRetry(number);
            }

            using var request = stimulus.Request(path, slack.Clock.GetUtcNow(), how.Signing);
            if (reason is not null)
            {
                request.Headers.Add("X-Slack-Retry-Num", number.ToString(CultureInfo.InvariantCulture));
                request.Headers.Add("X-Slack-Retry-Reason", reason);
            }

            var (attempt, mayRetry) = await SendAsync(app, request, how.Limit);
            attempts.Add(attempt);
            if (attempt.IsGood || !mayRetry)
            {
                break;
            }

            reason = attempt.Status is 0 ? attempt.Body : "http_error";
        }

        return Take(slack, stimulus, attempts);
    }

    private static async Task<(Attempt Attempt, bool MayRetry)> SendAsync(
        HttpClient app,
        HttpRequestMessage request,
        TimeSpan limit
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(limit);
        try
        {
            using var response = await app.SendAsync(request, patience.Token);
            var body = await response.Content.ReadAsStringAsync(patience.Token);
            var mayRetry = !response.Headers.Contains("X-Slack-No-Retry");
            return (new((int)response.StatusCode, body, response.Content.Headers.ContentType?.MediaType), mayRetry);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return (new(0, "http_timeout", ContentType: null), MayRetry: true);
        }
        catch (HttpRequestException)
        {
            return (new(0, "connection_failed", ContentType: null), MayRetry: true);
        }
    }

    private static Delivered Take(FakeSlack slack, SlackStimulus stimulus, List<Attempt> attempts)
    {
        var last = attempts[^1];
        if (!last.IsGood)
        {
            return new(attempts) { Refusal = last.Status is 0 ? last.Body : "http_error" };
        }

        // Text that isn't JSON is shown as it stands to who gave the command, and may be what setup asked for.
        var isText = last.Body.Length > 0 && last.Json is null;
        var answer = (isText, stimulus.Kind) switch
        {
            (true, StimulusKind.Command) => new JsonObject { ["text"] = last.Body },
            (true, StimulusKind.Verification) => new JsonObject { ["challenge"] = last.Body },
            _ => last.Json,
        };
        return new(attempts)
        {
            Refusal =
                isText && stimulus.Kind is not StimulusKind.Command && stimulus.TakesAnswer
                    ? "invalid_json"
                    : StimulusAnswers.Take(slack, stimulus, answer),
        };
    }
}
