using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace PartnerBot.Registry;

/// <summary>An answer came that can't be used; the message says why, for the log.</summary>
internal sealed class UnusableAnswerException(string reason) : Exception(reason);

/// <summary>Why a request to the registry came to nothing, in words for an operator. Never a body, never a key.</summary>
internal static class RegistryFailure
{
    /// <summary>Null where the exception is no failure of the registry: a defect of ours, or a caller who left.</summary>
    public static string? ReasonOf(Exception exception) =>
        exception switch
        {
            UnusableAnswerException unusable => unusable.Message,
            JsonException json => $"its JSON is not as agreed: {json.Message.TrimEnd('.')}",
            TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0.#} s",
            BrokenCircuitException => "it failed several times just now and is left alone for a few seconds",
            ExecutionRejectedException => "too many requests are waiting for it",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                "its answer is larger than allowed",
            HttpRequestException http => $"the connection failed ({CauseOf(http)})",
            _ => null,
        };

    // A connection that is reset within a body comes wrapped in a failure of unknown cause.
    private static string CauseOf(HttpRequestException http) =>
        http is { HttpRequestError: HttpRequestError.Unknown } && http.GetBaseException() is SocketException socket
            ? $"{socket.SocketErrorCode}"
            : $"{http.HttpRequestError}";

    public static UnusableAnswerException Of(HttpResponseMessage response) =>
        new(
            response.StatusCode switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    $"it refuses the key ({(int)response.StatusCode}); put a reader key of the registry in Registry:ApiKey",
                HttpStatusCode.NotFound =>
                    "it answers 404 without JSON, as another service would; check Registry:BaseUrl",
                >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
                    $"it redirects ({(int)response.StatusCode}), which is not followed; put the final address in Registry:BaseUrl",
                HttpStatusCode.TooManyRequests => "it asks to be asked less often (429)",
                var status => $"it answers {(int)status}",
            }
        );
}
