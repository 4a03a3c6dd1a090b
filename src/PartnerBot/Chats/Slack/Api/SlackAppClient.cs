using System.Net.Http.Headers;
using System.Text;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>The methods that are called as the app, rather than as its bot in one workspace.</summary>
internal sealed class SlackAppClient(SlackHttp http)
{
    /// <summary>The bot's token, for the code that an installation ends with; a code is good once, for 10 minutes.</summary>
    /// <param name="redirect">The address that the code came to.</param>
    public Task<SlackResult<AppAccess>> AccessAsync(
        SlackApp app,
        string code,
        string redirect,
        CancellationToken cancellationToken
    ) => AccessAsync(app, [("code", code), ("redirect_uri", redirect)], cancellationToken);

    /// <summary>The next token, for the refresh token that came with the last one and is good once.</summary>
    public Task<SlackResult<AppAccess>> RefreshAsync(
        SlackApp app,
        string refreshToken,
        CancellationToken cancellationToken
    ) => AccessAsync(app, [("grant_type", "refresh_token"), ("refresh_token", refreshToken)], cancellationToken);

    /// <summary>Ends a token.</summary>
    public Task<SlackResult<SlackAnswer>> RevokeAsync(string token, CancellationToken cancellationToken) =>
        http.AskAsync(SlackMethod.Revoke, new("Bearer", token), [], SlackJson.Web.SlackAnswer, cancellationToken);

    /// <summary>An address for one socket.</summary>
    public Task<SlackResult<OpenedSocket>> OpenSocketAsync(string appToken, CancellationToken cancellationToken) =>
        http.AskAsync(
            SlackMethod.OpenSocket,
            new("Bearer", appToken),
            [],
            SlackJson.Web.OpenedSocket,
            cancellationToken
        );

    private Task<SlackResult<AppAccess>> AccessAsync(
        SlackApp app,
        IReadOnlyList<(string, string?)> arguments,
        CancellationToken cancellationToken
    )
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app.ClientId}:{app.ClientSecret}"));
        var basic = new AuthenticationHeaderValue("Basic", credentials);
        return http.AskAsync(SlackMethod.Access, basic, arguments, SlackJson.Web.AppAccess, cancellationToken);
    }
}
