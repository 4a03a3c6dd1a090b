using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>Posts to Slack, and tells what became of it. One attempt, of 10 s at most; an answer of 1 MB at most.</summary>
internal sealed class SlackHttp(IHttpClientFactory clients, SlackSettings settings, TimeProvider clock)
{
    private readonly SlackPauses pauses = new(clock);

    /// <summary>The HTTP client for everything that goes to Slack; tests put their own handler in its place.</summary>
    public const string Client = "slack";

    private const int Largest = 1024 * 1024;
    private const int LongestCode = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Calls a method of the Web API.</summary>
    /// <param name="arguments">Those that are null are left out.</param>
    /// <param name="written">More of them, as in <see cref="SlackForm"/>; null is none.</param>
    public Task<SlackResult<T>> AskAsync<T>(
        SlackMethod method,
        AuthenticationHeaderValue caller,
        IReadOnlyList<(string Name, string? Value)> arguments,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken,
        byte[]? written = null
    )
        where T : SlackAnswer
    {
        var channel = arguments.FirstOrDefault(one => one.Name is "channel").Value;
        var lane = new SlackPauses.Lane(caller.Parameter, method.Name, channel);
        if (pauses.Left(lane) is { } left)
        {
            return Task.FromResult(new SlackResult<T>(Value: null, new(SlackFault.Later, "ratelimited", left)));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Api, method.Name))
        {
            Headers = { Authorization = caller },
            Content = SlackForm.Of(arguments, written ?? []),
        };
        return AskNowAsync(lane, request, type, cancellationToken);
    }

    private async Task<SlackResult<T>> AskNowAsync<T>(
        SlackPauses.Lane lane,
        HttpRequestMessage request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : SlackAnswer
    {
        var result = await TryAsync(
            request,
            (response, body) => response.IsSuccessStatusCode ? Read(response, body, type) : Failed<T>(response, body),
            cancellationToken
        );
        if (result.Error?.RetryAfter is { } pause)
        {
            pauses.Keep(lane, pause);
        }

        return result;
    }

    /// <summary>Posts to an address that Slack gave, which answers 200 or a code in words.</summary>
    public Task<SlackResult<string>> PostAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        TryAsync(
            request,
            (response, body) => response.IsSuccessStatusCode ? new("ok", Error: null) : Failed<string>(response, body),
            cancellationToken
        );

    private async Task<SlackResult<T>> TryAsync<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, byte[], SlackResult<T>> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, until.Token).WaitAsync(until.Token);
            return read(response, await response.Content.ReadAsByteArrayAsync(until.Token));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(Value: null, Became(exception));
        }
    }

    private static SlackError Became(Exception exception) =>
        exception switch
        {
            OperationCanceledException => new(SlackFault.Unknown, "timeout"),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => new(SlackFault.Later, "connection"),
            HttpRequestException or IOException => new(SlackFault.Unknown, "connection"),
            // It was taken, and what came back is not what is documented.
            JsonException => new(SlackFault.Unknown, "answer"),
            _ => new(SlackFault.Unknown, exception.GetType().Name),
        };

    private static SlackResult<T> Read<T>(HttpResponseMessage response, byte[] body, JsonTypeInfo<T> type)
        where T : SlackAnswer
    {
        var answer = JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        answer.Take(response.Headers);
        return answer.Ok ? new(answer, Error: null) : new(Value: null, Error(answer.Error, retryAfter: null));
    }

    private SlackResult<T> Failed<T>(HttpResponseMessage response, byte[] body)
        where T : class
    {
        var after = RetryAfter(response.Headers.RetryAfter);
        var error = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new(SlackFault.Later, "ratelimited", after),
            HttpStatusCode.ServiceUnavailable when after is not null => new(SlackFault.Later, "503", after),
            >= HttpStatusCode.InternalServerError => new(SlackFault.Unknown, $"{(int)response.StatusCode}"),
            _ => Error(CodeIn(body) ?? $"{(int)response.StatusCode}", after),
        };
        return new(Value: null, error);
    }

    private static SlackError Error(string? code, TimeSpan? retryAfter)
    {
        var known = IsCode(code) ? code! : "error";
        return new(SlackErrors.FaultOf(known), known, retryAfter);
    }

    // Of a refused post to an address: used_url, or JSON with the same in it.
    private static string? CodeIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SlackJson.Web.SlackAnswer)?.Error;
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestCode + 1))).Trim();
            return IsCode(text) ? text : null;
        }
    }

    // It is logged, and so may be a name and nothing longer.
    private static bool IsCode(string? code) =>
        code is { Length: > 0 and <= LongestCode }
        && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_');

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? after)
    {
        var pause = after?.Delta ?? after?.Date - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    public static void Limit(HttpClient client) =>
        (client.Timeout, client.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, Largest);
}
