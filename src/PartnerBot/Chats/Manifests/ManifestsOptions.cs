namespace PartnerBot.Chats.Manifests;

/// <summary>What can be said after <c>manifests</c>, unchecked.</summary>
/// <param name="Url">The bot's own address, as Microsoft and Slack reach it.</param>
/// <param name="IsSocket">Slack is to be for Socket Mode although there is an address.</param>
internal sealed record ManifestsOptions(
    string? Url,
    string? Developer = null,
    string? Website = null,
    string? Privacy = null,
    string? Terms = null,
    string? Version = null,
    bool IsSocket = false
)
{
    /// <summary>Something was said that only Teams has.</summary>
    public bool NamesTeams => (Developer ?? Website ?? Privacy ?? Terms ?? Version) is not null;
}
