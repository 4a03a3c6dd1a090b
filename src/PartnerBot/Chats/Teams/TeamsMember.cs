using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace PartnerBot.Chats.Teams;

/// <summary>A member of a chat.</summary>
/// <param name="Email">In lower case: their address in the directory, else the name they sign in with, which is in a domain that the tenant has proved to own.</param>
internal sealed record TeamsMember(string? Tenant, string? Email, bool IsGuest)
{
    // How the directory names who was invited from elsewhere. Source: Microsoft Entra, "Properties of a B2B collaboration user".
    private const string GuestMark = "#EXT#";

    public static TeamsMember Of(ChannelAccount member)
    {
        var told = JObject.FromObject(member).ToObject<TeamsChannelAccount>()!;
        var isGuest =
            told.UserPrincipalName?.Contains(GuestMark, StringComparison.OrdinalIgnoreCase) is true
            || string.Equals(told.UserRole, "guest", StringComparison.OrdinalIgnoreCase);
        string?[] addresses = [told.Email, told.UserPrincipalName];
        var email = addresses.FirstOrDefault(address => address?.Contains('@', StringComparison.Ordinal) is true);
        return new(told.TenantId, email?.ToLowerInvariant(), isGuest);
    }
}
