using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing.Subscribing;

/// <summary>What a subscription is to.</summary>
/// <param name="Partner">Null for all partners.</param>
/// <param name="Track">Null for all tracks, and what is on none.</param>
public sealed record Scope(PartnerId? Partner, Track? Track)
{
    public static Scope Everything { get; } = new(null, null);

    /// <summary>As it is kept.</summary>
    internal string PartnerKey => Partner?.Value ?? "";

    /// <summary>As it is kept.</summary>
    internal string TrackKey => Track?.ToString().ToLowerInvariant() ?? "";

    public bool Covers(Scope other) =>
        (Partner is null || Partner == other.Partner) && (Track is null || Track == other.Track);

    internal static Scope Of(SubscriptionRow row) =>
        new(
            row.Partner.Length == 0 ? null : new PartnerId(row.Partner),
            Enum.TryParse<Track>(row.Track, ignoreCase: true, out var track) ? track : null
        );
}
