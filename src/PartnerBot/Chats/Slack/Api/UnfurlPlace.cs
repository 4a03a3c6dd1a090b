namespace PartnerBot.Chats.Slack.Api;

/// <summary>Where a link was written that is to be unfolded.</summary>
/// <param name="Source">Where the link is seen, with <paramref name="UnfurlId"/>: also while it is still being written, where there is no message yet.</param>
public sealed record UnfurlPlace(string? Channel, string? Ts, string? UnfurlId, string? Source);
