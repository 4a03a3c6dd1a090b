using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace PartnerRegistry.Http;

/// <summary>
/// Callers by API key: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. Where no key is set, and in Development only,
/// a request from this machine to a loopback host counts as an editor, so that a newcomer needs no key.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeys keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Reader = "reader";
    public const string Editor = "editor";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = Presented(Request);
        return Task.FromResult(
            (presented is null ? Newcomer() : keys.Find(presented)) is { } key ? AuthenticateResult.Success(Ticket(key))
            : presented is null ? AuthenticateResult.NoResult()
            : AuthenticateResult.Fail("unknown key")
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }

    private static string? Presented(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..].Trim()
            : request.Headers["X-Api-Key"].FirstOrDefault();

    private ApiKey? Newcomer() =>
        keys.OpenWithout && IsLoopback() && !IsFromPage() ? new ApiKey("local", "", Editor) : null;

    // A web page elsewhere can make a browser on this machine call us, but not with this Host header.
    private bool IsLoopback() =>
        Context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    // Nor can it send JSON without a preflight that we don't answer, or anything without saying where it is from.
    private bool IsFromPage() =>
        (Request.Headers.Origin.Count > 0 && Request.Headers.Origin != $"{Request.Scheme}://{Request.Host}")
        || (Request.ContentLength is not (null or 0) && !Request.HasJsonContentType());

    private AuthenticationTicket Ticket(ApiKey key)
    {
        Claim[] claims = [new(ClaimTypes.Name, key.Name), new(ClaimTypes.Role, key.Role)];
        return new(new(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name);
    }
}
