using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack.Installing;

/// <summary>
/// Tokens that expire, after 12 hours, are exchanged for the next ones two hours before, by one replica; until then the last
/// one is good. A refresh token is good once. Source: Slack, "Using token rotation".
/// </summary>
internal sealed partial class TokenRotation(
    SlackSettings settings,
    SlackAppClient slack,
    Memory memory,
    TimeProvider clock,
    ILogger<TokenRotation> log
)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    /// <summary>Longer than it takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The workspace with a token that is good; null where its token has expired and there is no other.</summary>
    public async Task<SlackWorkspace?> FreshAsync(SlackWorkspaceRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var token =
            row.ExpiresAt is { } expires && expires - now < Ahead ? await NextAsync(row, now, cancellationToken) : null;
        token ??= row.ExpiresAt <= now ? null : row.Token;
        return token is null ? null : new(row.Team, token, row.BotUser);
    }

    private async Task<string?> NextAsync(
        SlackWorkspaceRow row,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (
            settings.App is not { } app
            || row.RefreshToken is not { } refresh
            || !await ClaimAsync(row, now, cancellationToken)
        )
        {
            return null;
        }

        var next = await slack.RefreshAsync(app, refresh, cancellationToken);
        if (next.Value is not { AccessToken: { } token, ExpiresIn: { } seconds } value)
        {
            LogNotRefreshed(row.Team, next.Error?.Code);
            return null;
        }

        await memory.TryAsync(
            (db, until) =>
                db
                    .SlackWorkspaces.Where(one => one.Team == row.Team && one.RefreshToken == refresh)
                    .ExecuteUpdateAsync(
                        one =>
                            one.SetProperty(all => all.Token, token)
                                .SetProperty(all => all.RefreshToken, value.RefreshToken)
                                .SetProperty(all => all.ExpiresAt, now.AddSeconds(seconds))
                                .SetProperty(all => all.RefreshingUntil, (DateTimeOffset?)null),
                        until
                    ),
            CancellationToken.None // the token before is gone
        );
        return token;
    }

    private async Task<bool> ClaimAsync(SlackWorkspaceRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claimed = 0;
        await memory.TryAsync(
            async (db, until) =>
                claimed = await db
                    .SlackWorkspaces.Where(one =>
                        one.Team == row.Team
                        && one.RefreshToken == row.RefreshToken
                        && (one.RefreshingUntil == null || one.RefreshingUntil < now)
                    )
                    .ExecuteUpdateAsync(one => one.SetProperty(all => all.RefreshingUntil, now + Lease), until),
            cancellationToken
        );
        return claimed == 1;
    }

    [LoggerMessage(32, LogLevel.Error, "Slack gave no new token for the workspace {Team}: {Code}")]
    private partial void LogNotRefreshed(string team, string? code);
}
