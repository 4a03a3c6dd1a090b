using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Bot.Connector;

namespace PartnerBot.Chats.Teams;

/// <summary>
/// Posts messages as the Bot Framework's own client does, with its credentials, for a fraction of the processor's time.
/// Source: Microsoft, "Bot Framework REST API reference".
/// </summary>
internal sealed class TeamsPosting(IHttpClientFactory clients, TimeProvider clock)
{
    private const int LongestCode = 60;

    // Held for good: its connections are renewed by themselves.
    private readonly HttpClient client = clients.CreateClient(TeamsServices.Client);

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly ProductInfoHeaderValue Agent = new("PartnerBot", "1.0");

    /// <param name="message">The message that is answered or replaced; null where there is none.</param>
    /// <param name="activity">As JSON.</param>
    /// <exception cref="JsonException">It was taken, and the answer is none.</exception>
    public async Task<Delivery> PostAsync(
        IConnectorClient connector,
        HttpMethod method,
        TeamsPlace place,
        string? message,
        ReadOnlyMemory<byte> activity,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var request = new HttpRequestMessage(method, AddressOf(connector.BaseUri, place.Target, message));
        request.Headers.UserAgent.Add(Agent);
        request.Content = new ReadOnlyMemoryContent(activity) { Headers = { ContentType = Json } };
        await connector.Credentials.ProcessHttpRequestAsync(request, cancellationToken);
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted
            ? new(DeliveryOutcome.Sent, body.Length == 0 ? null : TextIn(body, "id"))
            : Became(response.StatusCode, CodeIn(body), response.Headers.RetryAfter, clock.GetUtcNow());
    }

    /// <summary>Microsoft's rules: 412, 429, 502 and 504 are to be tried again, what is 403 or 404 not before the app is there again.</summary>
    public static Delivery Became(
        HttpStatusCode status,
        string? code,
        RetryConditionHeaderValue? after,
        DateTimeOffset now
    )
    {
        var outcome = (int)status switch
        {
            412 or 429 => DeliveryOutcome.Later,
            403 or 404 => DeliveryOutcome.Unreachable,
            >= 400 and < 500 => DeliveryOutcome.Refused,
            _ => DeliveryOutcome.Unknown,
        };
        var pause = after?.Delta ?? after?.Date - now;
        var reason = ((int)status).ToString(CultureInfo.InvariantCulture);
        return new(
            outcome,
            MessageId: null,
            pause < TimeSpan.Zero ? TimeSpan.Zero : pause,
            IsCode(code) ? $"{reason} {code}" : reason
        );
    }

    // It is logged, and so may be a name and nothing longer.
    private static bool IsCode(string? code) =>
        code is { Length: > 0 and <= LongestCode } && code.All(char.IsAsciiLetterOrDigit);

    private static Uri AddressOf(Uri service, string conversation, string? message)
    {
        var address =
            $"{service.AbsoluteUri.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(conversation)}/activities";
        return new(message is null ? address : $"{address}/{Uri.EscapeDataString(message)}");
    }

    private static string? TextIn(byte[] body, string name)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.ValueKind is not JsonValueKind.Object ? throw new JsonException("no object")
            : json.RootElement.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String
                ? text.GetString()
            : null;
    }

    private static string? CodeIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind is JsonValueKind.Object
                && error.TryGetProperty("code", out var code)
                && code.ValueKind is JsonValueKind.String
                ? code.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null; // a gateway's page
        }
    }
}
