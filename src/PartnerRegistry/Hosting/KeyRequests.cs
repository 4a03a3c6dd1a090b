using System.Net;
using System.Net.Http.Headers;

namespace PartnerRegistry.Hosting;

/// <summary>What a request says of its caller.</summary>
public static class KeyRequests
{
    /// <summary>The key in <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>; null where there is none.</summary>
    public static string? PresentedKey(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
                ? header.Parameter
            : request.Headers["X-Api-Key"] is [{ Length: > 0 } key] ? key
            : null;
    }

    /// <summary>
    /// Whether it comes from this machine and not from a web page opened there: a newcomer in Development, who was given no
    /// key yet.
    /// </summary>
    public static bool IsFromNewcomer(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IsFromThisMachine(request) && !IsFromPage(request);
    }

    // A page can make a browser on this machine call us by a name of its own, but then the Host header has that name.
    private static bool IsFromThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && request.Host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]";

    // Nor can it send JSON without a preflight that we don't answer, or anything without saying where it is from.
    private static bool IsFromPage(HttpRequest request) =>
        (request.Headers.Origin.Count > 0 && request.Headers.Origin != $"{request.Scheme}://{request.Host}")
        || (request.ContentLength is not (null or 0) && !request.HasJsonContentType());
}
