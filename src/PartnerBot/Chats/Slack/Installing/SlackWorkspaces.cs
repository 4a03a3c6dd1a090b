using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack.Installing;

/// <summary>
/// The workspaces that the app is installed in, each with the bot's token. What another replica was told is known here within
/// half a minute.
/// </summary>
internal sealed partial class SlackWorkspaces(
    SlackSettings settings,
    SlackClient slack,
    TokenRotation rotation,
    LaterAnswers later,
    Memory memory,
    TimeProvider clock,
    ILogger<SlackWorkspaces> log
)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    private readonly Recently<FoundWorkspace> known = new(clock, KnownFor);

    // The one of the bot token, once Slack has said which that is.
    private volatile SlackWorkspace? own;

    public async Task<FoundWorkspace> FindAsync(string? team, CancellationToken cancellationToken)
    {
        if (team is not { Length: > 0 and <= 40 } || !settings.Allows(team))
        {
            return FoundWorkspace.None;
        }

        if (known.Find(team, "") is { } found)
        {
            return found;
        }

        found = settings.BotToken is { } token
            ? await FindOwnAsync(team, token, cancellationToken)
            : await FindInstalledAsync(team, cancellationToken);
        return found.IsRead ? known.Keep(team, "", found) : found;
    }

    /// <summary>Notes that the app was installed, with the token that came of it.</summary>
    /// <returns>Whether it is noted.</returns>
    public async Task<bool> InstallAsync(string team, AppAccess access, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var expires = access.ExpiresIn is { } seconds ? now.AddSeconds(seconds) : (DateTimeOffset?)null;
        var noted = await memory.TryAsync(
            (db, until) =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "SlackWorkspace" ("Team", "Token", "RefreshToken", "ExpiresAt", "BotUser", "InstalledAt")
                    VALUES ({team}, {access.AccessToken}, {access.RefreshToken}, {expires?.UtcTicks}, {access.BotUserId}, {now.UtcTicks})
                    ON CONFLICT ("Team") DO UPDATE SET
                        "Token" = excluded."Token",
                        "RefreshToken" = excluded."RefreshToken",
                        "ExpiresAt" = excluded."ExpiresAt",
                        "RefreshingUntil" = NULL,
                        "BotUser" = excluded."BotUser",
                        "InstalledAt" = excluded."InstalledAt",
                        "RemovedAt" = NULL
                    """,
                    until
                ),
            cancellationToken
        );
        known.Forget(team, "");
        return noted;
    }

    /// <summary>
    /// The app is there no more: its token is forgotten, and so is what waits to be said there. Said twice, in any order, it
    /// is the same; said of a time before the last installation, it is nothing.
    /// </summary>
    /// <returns>Whether that is noted.</returns>
    public async Task<bool> RemoveAsync(string team, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var removed = 0;
        var noted = await memory.TryAsync(
            async (db, until) =>
                removed = await db
                    .SlackWorkspaces.Where(row => row.Team == team && row.RemovedAt == null && row.InstalledAt <= at)
                    .ExecuteUpdateAsync(
                        row =>
                            row.SetProperty(one => one.Token, (string?)null)
                                .SetProperty(one => one.RefreshToken, (string?)null)
                                .SetProperty(one => one.RemovedAt, at),
                        until
                    ),
            cancellationToken
        );
        known.Forget(team, "");
        if (removed > 0)
        {
            LogRemoved(team);
            return await later.ForgetAsync(SlackPlatform.PlatformName, team, cancellationToken);
        }

        return noted;
    }

    private async Task<FoundWorkspace> FindInstalledAsync(string team, CancellationToken cancellationToken)
    {
        var (isRead, row) = await ReadAsync(team, cancellationToken);
        return row is not { RemovedAt: null, Token: not null } ? new(isRead, Workspace: null)
            : await rotation.FreshAsync(row, cancellationToken) is { } workspace ? new(IsRead: true, workspace)
            : FoundWorkspace.Unsure;
    }

    // The token of the settings stays the same, so that it is asked once whose it is.
    private async Task<FoundWorkspace> FindOwnAsync(string team, string token, CancellationToken cancellationToken)
    {
        if (own is null)
        {
            var tested = await slack.TestAsync(token, cancellationToken);
            if (tested.Value is not { TeamId: { } tokens })
            {
                LogUntested(tested.Error?.Code);
                return FoundWorkspace.Unsure;
            }

            own = new(tokens, token, tested.Value.UserId);
            await NoteAsync(own, cancellationToken);
        }

        if (own.Team != team)
        {
            return FoundWorkspace.None;
        }

        var (isRead, row) = await ReadAsync(team, cancellationToken);
        return row?.RemovedAt is null ? new(isRead, own) : FoundWorkspace.None;
    }

    // With a token that is good, the app is installed, whatever was noted before.
    private Task<bool> NoteAsync(SlackWorkspace workspace, CancellationToken cancellationToken) =>
        InstallAsync(workspace.Team, new() { BotUserId = workspace.BotUser }, cancellationToken);

    private async Task<(bool IsRead, SlackWorkspaceRow? Row)> ReadAsync(
        string team,
        CancellationToken cancellationToken
    )
    {
        SlackWorkspaceRow? row = null;
        var isRead = await memory.TryAsync(
            async (db, until) =>
                row = await db.SlackWorkspaces.AsNoTracking().FirstOrDefaultAsync(one => one.Team == team, until),
            cancellationToken
        );
        return (isRead, row);
    }

    [LoggerMessage(30, LogLevel.Warning, "The app was removed from the workspace {Team}, which is told nothing more")]
    private partial void LogRemoved(string team);

    [LoggerMessage(31, LogLevel.Error, "Slack does not say whose Slack:BotToken is ({Code}); run doctor")]
    private partial void LogUntested(string? code);
}
