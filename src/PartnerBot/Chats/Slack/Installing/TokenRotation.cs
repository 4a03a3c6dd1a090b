using System.Collections.Concurrent;
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

    // Those that could not be noted: the tokens before them are gone, so that these must not be lost.
    private readonly ConcurrentDictionary<string, NextToken> unnoted = new(StringComparer.Ordinal);

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
        if (unnoted.TryGetValue(row.Team, out var held) && held.Before == row.RefreshToken)
        {
            return await NoteAsync(row.Team, held);
        }

        if (
            settings.App is not { } app
            || row.RefreshToken is not { } refresh
            || !await ClaimAsync(row, now, cancellationToken)
        )
        {
            return null;
        }

        var next = await slack.RefreshAsync(app, refresh, cancellationToken);
        if (next.Value is { AccessToken: { } token, ExpiresIn: { } seconds } value)
        {
            return await NoteAsync(row.Team, new(refresh, token, value.RefreshToken, now.AddSeconds(seconds)));
        }

        LogNotRefreshed(row.Team, next.Error?.Code);
        return null;
    }

    private async Task<string> NoteAsync(string team, NextToken next)
    {
        var noted = await memory.TryAsync(
            (db, until) =>
                db
                    .SlackWorkspaces.Where(one => one.Team == team && one.RefreshToken == next.Before)
                    .ExecuteUpdateAsync(
                        one =>
                            one.SetProperty(all => all.Token, next.Token)
                                .SetProperty(all => all.RefreshToken, next.Refresh)
                                .SetProperty(all => all.ExpiresAt, next.ExpiresAt)
                                .SetProperty(all => all.RefreshingUntil, (DateTimeOffset?)null),
                        until
                    ),
            CancellationToken.None
        );
        if (noted)
        {
            unnoted.TryRemove(team, out _);
        }
        else if (unnoted.TryAdd(team, next))
        {
            LogUnnoted(team);
        }

        return next.Token;
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

    [LoggerMessage(
        49,
        LogLevel.Error,
        "The new token of the workspace {Team} could not be noted and is held here; unless the database works again before this process ends, the app has to be installed there anew"
    )]
    private partial void LogUnnoted(string team);

    [LoggerMessage(32, LogLevel.Error, "Slack gave no new token for the workspace {Team}: {Code}")]
    private partial void LogNotRefreshed(string team, string? code);

    /// <param name="Before">The refresh token that it came for, which is used up.</param>
    private sealed record NextToken(string Before, string Token, string? Refresh, DateTimeOffset ExpiresAt);
}
