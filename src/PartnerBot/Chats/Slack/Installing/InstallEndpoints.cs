using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Manifest;

namespace PartnerBot.Chats.Slack.Installing;

/// <summary>
/// <c>GET /slack/install</c> sends a browser to Slack, which sends it back to <c>GET /slack/oauth</c>. What it was sent with
/// (<c>state</c>) is in a cookie of that browser too, good once, for ten minutes: nobody can be made to end an installation
/// that somebody else began. Source: RFC 6749, section 10.12.
/// </summary>
internal static partial class InstallEndpoints
{
    private const string Cookie = "partnerbot-slack-install";
    private const string Authorize = "oauth/v2/authorize";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void MapInstall(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/slack/install", Begin);
        routes.MapGet("/slack/oauth", EndAsync);
    }

    private static IResult Begin(HttpContext http, SlackSettings settings)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        http.Response.Cookies.Append(Cookie, state, Bound(http.Request, Longest));
        http.Response.Headers.CacheControl = "no-store";
        var slack = new Uri(settings.Api, $"/{Authorize}").AbsoluteUri;
        return Results.Redirect(
            QueryHelpers.AddQueryString(
                slack,
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["client_id"] = settings.App!.ClientId,
                    ["scope"] = string.Join(',', SlackScopes.All),
                    ["redirect_uri"] = Here(http.Request),
                    ["state"] = state,
                }
            )
        );
    }

    private static async Task<IResult> EndAsync(
        HttpContext http,
        SlackSettings settings,
        SlackAppClient slack,
        SlackWorkspaces workspaces,
        InstallPage page,
        ILogger<SlackWorkspaces> log,
        string? code,
        string? state,
        string? error,
        CancellationToken cancellationToken
    )
    {
        var begun = http.Request.Cookies[Cookie];
        http.Response.Cookies.Delete(Cookie, Bound(http.Request, TimeSpan.Zero));
        http.Response.Headers.CacheControl = "no-store";
        if (!IsSame(begun, state))
        {
            LogNotBegun(log);
            return page.Say(http.Request, "install-not-begun", StatusCodes.Status400BadRequest);
        }

        if (error is not null || string.IsNullOrEmpty(code))
        {
            return page.Say(http.Request, "install-declined", StatusCodes.Status400BadRequest);
        }

        var access = await slack.AccessAsync(settings.App!, code, Here(http.Request), cancellationToken);
        if (access.Value is not { AccessToken: { } token } value)
        {
            LogNoToken(log, access.Error?.Code);
            return page.Say(http.Request, "install-failed", StatusCodes.Status502BadGateway);
        }

        if (value.IsEnterpriseInstall || value.Team?.Id is not { } team || !settings.Allows(team))
        {
            // What it could be misused for goes with it.
            await slack.RevokeAsync(token, cancellationToken);
            LogNotAllowed(log, value.Team?.Id);
            return page.Say(http.Request, "install-not-allowed", StatusCodes.Status403Forbidden);
        }

        return await workspaces.InstallAsync(team, value, cancellationToken)
            ? page.Say(http.Request, "install-done", StatusCodes.Status200OK, value.Team.Name)
            : page.Say(http.Request, "install-failed", StatusCodes.Status503ServiceUnavailable);
    }

    private static bool IsSame(string? begun, string? state) =>
        begun is { Length: 64 }
        && state is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(begun), Encoding.UTF8.GetBytes(state));

    // Lax, since Slack sends the browser back from its own site.
    private static CookieOptions Bound(HttpRequest request, TimeSpan age) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/slack",
            MaxAge = age,
        };

    // As the browser came here; Slack takes none but those that the app lists.
    private static string Here(HttpRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.PathBase}/slack/oauth");

    [LoggerMessage(50, LogLevel.Warning, "An installation that this browser did not begin was refused")]
    private static partial void LogNotBegun(ILogger log);

    [LoggerMessage(51, LogLevel.Error, "Slack gave no token at the end of an installation: {Code}")]
    private static partial void LogNoToken(ILogger log, string? code);

    [LoggerMessage(
        52,
        LogLevel.Warning,
        "The workspace {Team} may not install the app: Slack:AllowedWorkspaces does not name it"
    )]
    private static partial void LogNotAllowed(ILogger log, string? team);
}
