namespace PartnerBot.Chats.Teams.Package;

/// <summary>What can be said after <c>manifests</c>, unchecked.</summary>
/// <param name="Url">The bot's own address, as Microsoft reaches it.</param>
internal sealed record ManifestsOptions(
    string? Url,
    string? Developer = null,
    string? Website = null,
    string? Privacy = null,
    string? Terms = null,
    string? Version = null
);
