using Microsoft.Extensions.Configuration;

namespace PartnerBot.Chats.Teams;

/// <summary>How the bot is registered with Microsoft, by the Bot Framework's own names.</summary>
public enum TeamsAppType
{
    SingleTenant,
    UserAssignedMSI,

    /// <summary>Existing registrations only: Azure makes no new ones.</summary>
    MultiTenant,
}

/// <summary>The settings of Teams. Without <see cref="AppId"/> it takes the Agents Playground's messages, from this machine alone.</summary>
/// <param name="Tenants">Whose people are answered; empty in Development alone, and then everybody's are.</param>
/// <param name="ServiceHosts">Hosts (or host:port) beside Microsoft's published ones that messages may name as their service.</param>
public sealed record TeamsSettings(
    string? AppId,
    TeamsAppType? AppType,
    IReadOnlyList<string> Tenants,
    IReadOnlyList<string> ServiceHosts
)
{
    private const string Id = "MicrosoftAppId";
    private const string Type = "MicrosoftAppType";
    private const string Password = "MicrosoftAppPassword";
    private const string Tenant = "MicrosoftAppTenantId";
    private const string AllowedTenants = "Teams:AllowedTenants";
    private const string AllowedServiceHosts = "Teams:AllowedServiceHosts";

    /// <summary>Whether people of that tenant are told of partners.</summary>
    public bool Serve(string tenant) =>
        Tenants.Count == 0 || Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where Teams is off.</returns>
    /// <exception cref="StartException">A setting is missing, half or malformed.</exception>
    public static TeamsSettings? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var hosts = List(configuration, AllowedServiceHosts);
        var tenants = List(configuration, AllowedTenants);
        if (hosts.FirstOrDefault(host => !IsHost(host)) is { } odd)
        {
            throw new StartException($"{AllowedServiceHosts} has \"{odd}\"; put a host such as smba.example.com.");
        }

        if (Text(configuration, Id) is { } id)
        {
            return Registered(id, tenants, hosts, configuration);
        }

        var half = new[] { Type, Password, Tenant }.FirstOrDefault(name => Text(configuration, name) is not null);
        half ??=
            environment.IsDevelopment() ? null
            : tenants.Count > 0 ? AllowedTenants
            : hosts.Count > 0 ? AllowedServiceHosts
            : null;
        return half is not null
                ? throw new StartException(
                    $"{Id} is missing although {half} is set; put the app id of your Azure Bot there, or take {half} away."
                )
            : environment.IsDevelopment() ? new(AppId: null, AppType: null, tenants, hosts)
            : null;
    }

    private static TeamsSettings Registered(
        string id,
        List<string> tenants,
        List<string> hosts,
        IConfiguration configuration
    )
    {
        if (!Guid.TryParse(id, out _))
        {
            throw new StartException($"{Id} is \"{id}\", which is no app id; put the one of your Azure Bot, a GUID.");
        }

        if (!Enum.TryParse<TeamsAppType>(Text(configuration, Type), ignoreCase: true, out var type))
        {
            throw new StartException(
                $"{Type} is missing or unknown although {Id} is set; put SingleTenant, UserAssignedMSI or MultiTenant."
            );
        }

        if (type is not TeamsAppType.UserAssignedMSI)
        {
            Need(configuration, Password, type, "put the client secret of your app there");
        }

        return new(id, type, Served(type, tenants, configuration), hosts);
    }

    // Teams names tenants by their ids alone, so no name would ever fit.
    private static List<string> Served(TeamsAppType type, List<string> tenants, IConfiguration configuration)
    {
        if (type is not TeamsAppType.MultiTenant)
        {
            Need(configuration, Tenant, type, "put the id of your tenant there");
        }
        else if (tenants.Count == 0)
        {
            throw new StartException(
                $"{AllowedTenants} is missing although {Type} is MultiTenant; put the ids of the tenants whose people may ask there."
            );
        }

        if (tenants.FirstOrDefault(tenant => !Guid.TryParse(tenant, out _)) is { } other)
        {
            throw new StartException($"{AllowedTenants} has \"{other}\", which is no tenant's id; put a GUID there.");
        }

        return tenants.Count > 0 ? tenants
            : Text(configuration, Tenant) is { } own && Guid.TryParse(own, out _) ? [own]
            : throw new StartException(
                $"{Tenant} is \"{Text(configuration, Tenant)}\", which is no tenant's id; put the one of your tenant, a GUID."
            );
    }

    private static void Need(IConfiguration configuration, string name, TeamsAppType type, string advice)
    {
        if (Text(configuration, name) is null)
        {
            throw new StartException($"{name} is missing although {Type} is {type}; {advice}.");
        }
    }

    // With or without a port.
    private static bool IsHost(string host) =>
        Uri.TryCreate($"https://{host}", UriKind.Absolute, out var url)
        && string.Equals(url.AbsoluteUri, $"https://{host}/", StringComparison.OrdinalIgnoreCase)
        && url.UserInfo.Length == 0;

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } text ? text : null;

    private static List<string> List(IConfiguration configuration, string name) =>
        [.. configuration.GetSection(name).GetChildren().Select(item => item.Value).OfType<string>()];
}
