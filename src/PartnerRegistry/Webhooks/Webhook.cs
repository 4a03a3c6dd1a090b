namespace PartnerRegistry.Webhooks;

/// <summary>Somebody who wants to be rung when the feed has grown.</summary>
public sealed class Webhook
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    /// <summary>Standard Webhooks secret: <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
    public required string Secret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
