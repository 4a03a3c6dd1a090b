namespace PartnerRegistry.Http;

/// <summary>What was answered to a request with an <c>Idempotency-Key</c>, kept for a day so that its repeat gets the same.</summary>
public sealed class IdempotentReply
{
    /// <summary>The API key's name: keys of different callers don't meet.</summary>
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required string Fingerprint { get; init; }

    public required int Status { get; init; }

    public string? Location { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset At { get; init; }
}
