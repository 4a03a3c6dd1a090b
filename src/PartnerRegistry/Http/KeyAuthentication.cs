using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PartnerRegistry.Hosting;

namespace PartnerRegistry.Http;

/// <summary>
/// Callers by API key: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. Where no key is set, and in Development only,
/// a request from this machine to a loopback host counts as an editor, so that a newcomer needs no key.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Callers keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Reader = "reader";
    public const string Editor = "editor";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = Request.PresentedKey();
        return Task.FromResult(
            (presented is null ? Newcomer() : ApiKey.Find(keys.Keys, presented)) is { } key
                ? AuthenticateResult.Success(Ticket(key))
            : presented is null ? AuthenticateResult.NoResult()
            : AuthenticateResult.Fail("unknown key")
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }

    private ApiKey? Newcomer() => keys.OpenWithout && Request.IsFromNewcomer() ? new("local", "", Editor) : null;

    private AuthenticationTicket Ticket(ApiKey key)
    {
        Claim[] claims = [new(ClaimTypes.Name, key.Name), new(ClaimTypes.Role, key.Role)];
        return new(new(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name);
    }
}

/// <summary>Who may call.</summary>
/// <param name="OpenWithout">Callers from this machine need no key: nobody was given one, and it is Development.</param>
internal sealed record Callers(IReadOnlyList<ApiKey> Keys, bool OpenWithout);
