using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace PartnerBot.Chats.Teams.Door;

/// <summary>
/// The Bot Framework's own check of who calls, with held connectors, and with one answer to every token that can't be
/// checked: it throws for a malformed one or an unknown key, which would be answered with 500. Beside the channel's tokens it
/// takes those of its emulator, which name no service; here they are refused.
/// </summary>
internal sealed class TeamsAuthentication(BotFrameworkAuthentication inner, HeldConnectors connectors, string? appId)
    : BotFrameworkAuthentication
{
    private readonly Lazy<Task<UserTokenClient>> tokens = new(() =>
        inner.CreateUserTokenClientAsync(HeldConnectors.Bot(appId), CancellationToken.None)
    );

    /// <exception cref="UnauthorizedAccessException">The token is missing or not good, or can't be checked now.</exception>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity,
        string authHeader,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await inner.AuthenticateRequestAsync(activity, Header(authHeader), cancellationToken);
            if (appId is not null && !Names(result.ClaimsIdentity, activity.ServiceUrl))
            {
                throw new UnauthorizedAccessException("The token names no service, or another.");
            }

            result.ConnectorFactory = connectors;
            return result;
        }
        catch (Exception exception)
            when (exception is not (UnauthorizedAccessException or OperationCanceledException)
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new UnauthorizedAccessException("The token can't be checked.", exception);
        }
    }

    // Nobody signs in to the bot, so one client serves every turn; a turn disposes it, which does it no harm.
    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity,
        CancellationToken cancellationToken
    ) => tokens.Value;

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => connectors;

    public override string GetOriginatingAudience() => inner.GetOriginatingAudience();

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader,
        string channelIdHeader,
        CancellationToken cancellationToken
    ) => inner.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken);

    // It knows one spelling of the scheme, which has no case.
    private static string Header(string header) =>
        AuthenticationHeaderValue.TryParse(header, out var parsed)
        && parsed.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? $"Bearer {parsed.Parameter}"
            : header;

    private static bool Names(ClaimsIdentity caller, string service) =>
        caller.HasClaim(claim =>
            claim.Type is AuthenticationConstants.ServiceUrlClaim
            && claim.Value.Equals(service, StringComparison.OrdinalIgnoreCase)
        );
}
