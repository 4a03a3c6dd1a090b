namespace PartnerBot.Chats.Teams.Door;

/// <summary>
/// Where answers may be sent, and so who may get our token: exactly the hosts that Microsoft publishes for Teams, over https,
/// and those of <c>Teams:AllowedServiceHosts</c>. Anybody can have a name under <c>trafficmanager.net</c>, so no suffix will do.
/// Without an app id there is no token, and the service is the playground on this machine.
/// Source of the list: Microsoft's Teams SDK, "Service URL validation".
/// </summary>
public sealed class ServiceHosts(TeamsSettings settings)
{
    // Microsoft's are shorter than 100.
    private const int Longest = 500;

    private static readonly HashSet<string> Published = new(StringComparer.OrdinalIgnoreCase)
    {
        "smba.trafficmanager.net",
        "smba.onyx.prod.teams.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
        "frontend.botapi.msg.infra.teams.microsoftonline.cn",
    };

    public bool Allow(string? serviceUrl) =>
        serviceUrl is { Length: <= Longest }
        && !serviceUrl.Any(char.IsControl)
        && Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && (IsPublished(url) || IsOwn(url) || (settings.AppId is null && IsHere(url)));

    private static bool IsPublished(Uri url) => IsHttps(url) && url.IsDefaultPort && Published.Contains(url.Host);

    // A host without a port is the one at https's own.
    private bool IsOwn(Uri url) =>
        IsHttps(url)
        && (
            settings.ServiceHosts.Contains(url.Authority, StringComparer.OrdinalIgnoreCase)
            || settings.ServiceHosts.Contains($"{url.Host}:{url.Port}", StringComparer.OrdinalIgnoreCase)
        );

    private static bool IsHere(Uri url) => url.IsLoopback && url.Scheme is "http" or "https";

    private static bool IsHttps(Uri url) => url.Scheme is "https";
}
