using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Noticing.Ledger;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Slack.Installing;

/// <summary>
/// The workspaces that the app is installed in, each with the bot's token. What another replica was told is known here within
/// half a minute.
/// </summary>
internal sealed partial class SlackWorkspaces(
    SlackSettings settings,
    OwnWorkspace own,
    TokenRotation rotation,
    LaterAnswers later,
    Memory memory,
    TimeProvider clock,
    ILogger<SlackWorkspaces> log
)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    /// <summary>For how long what was known is good where nothing newer can be had.</summary>
    private static readonly TimeSpan GoodInNeed = TimeSpan.FromMinutes(10);

    // Slack waits 3 s for all of an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AtFirst = TimeSpan.FromSeconds(1);

    private readonly Recent<string, FoundWorkspace> known = new(clock, KnownFor);
    private readonly ConcurrentDictionary<string, Lazy<Task<FoundWorkspace>>> reading = new(StringComparer.Ordinal);

    /// <summary>What is known of a workspace, within a second at most; where nothing newer can be had, what was known before.</summary>
    public async Task<FoundWorkspace> FindAsync(string? team, CancellationToken cancellationToken)
    {
        if (team is not { Length: > 0 and <= 40 } || !settings.Allows(team))
        {
            return FoundWorkspace.None;
        }

        if (known.Find(team) is { } found)
        {
            return found;
        }

        var last = known.Find(team, GoodInNeed);
        // One for all who ask meanwhile, whoever of them gives up.
        var read = reading.GetOrAdd(team, _ => new(() => ReadAsync(team))).Value;
        if (!read.IsCompleted)
        {
            await read.IsDoneWithinAsync(last is null ? AtFirst : Patience, clock, cancellationToken);
        }

        return read is { IsCompletedSuccessfully: true, Result: { IsRead: true } or { IsEnded: true } }
            ? read.Result
            : last ?? FoundWorkspace.Unsure;
    }

    /// <summary>All that the app is installed in and is to serve.</summary>
    /// <returns>With false where some can't be told now.</returns>
    public async Task<(IReadOnlyList<SlackWorkspace> All, bool IsWhole)> AllAsync(CancellationToken cancellationToken)
    {
        var (teams, isWhole) = await TeamsAsync(cancellationToken);
        var all = new List<SlackWorkspace>();
        foreach (var team in teams)
        {
            var found = await FindAsync(team, cancellationToken);
            isWhole &= found.IsRead || found.IsEnded;
            all.AddRange(found.Workspace is { } workspace ? [workspace] : []);
        }

        return (all, isWhole);
    }

    private async Task<FoundWorkspace> ReadAsync(string team)
    {
        // Not on the way of whoever asks first.
        await Task.Yield();
        try
        {
            var found = settings.BotToken is not null ? await FindOwnAsync(team) : await FindInstalledAsync(team);
            if (found.IsRead || found.IsEnded)
            {
                known.Keep(team, found);
            }

            return found;
        }
        finally
        {
            reading.TryRemove(team, out _);
        }
    }

    /// <summary>Notes that the app was installed, with the token that came of it.</summary>
    /// <returns>Whether it is noted.</returns>
    public async Task<bool> InstallAsync(string team, AppAccess access, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var expires = access.ExpiresIn is { } seconds ? now.AddSeconds(seconds) : (DateTimeOffset?)null;
        var noted = await memory.TryAsync(
            async (db, until) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(until);
                await db.Database.ExecuteSqlAsync(
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
                );
                await Reachable.RealmReachableAsync(db, SlackPlatform.PlatformName, team, now, until);
                await transaction.CommitAsync(until);
            },
            cancellationToken
        );
        known.Forget(team);
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
                removed = await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "SlackWorkspace" ("Team", "InstalledAt", "RemovedAt")
                    VALUES ({team}, {0L}, {at.UtcTicks})
                    ON CONFLICT ("Team") DO UPDATE SET
                        "Token" = NULL,
                        "RefreshToken" = NULL,
                        "RemovedAt" = excluded."RemovedAt"
                    WHERE "SlackWorkspace"."InstalledAt" <= excluded."RemovedAt"
                    """,
                    until
                ),
            cancellationToken
        );
        known.Forget(team);
        if (removed == 0)
        {
            return noted;
        }

        LogRemoved(team);
        return await later.ForgetAsync(SlackPlatform.PlatformName, team, cancellationToken);
    }

    private async Task<(IReadOnlyList<string> Teams, bool IsWhole)> TeamsAsync(CancellationToken cancellationToken)
    {
        if (settings.BotToken is not null)
        {
            var token = await own.FindAsync();
            return (token.Workspace is { } workspace ? [workspace.Team] : [], token.IsRead || token.IsEnded);
        }

        List<string> teams = [];
        var isRead = await memory.TryAsync(
            async (db, until) =>
                teams = await db
                    .SlackWorkspaces.Where(row => row.RemovedAt == null && row.Token != null)
                    .Select(row => row.Team)
                    .ToListAsync(until),
            cancellationToken
        );
        return ([.. teams.Where(settings.Allows)], isRead);
    }

    private async Task<FoundWorkspace> FindInstalledAsync(string team)
    {
        var (isRead, row) = await ReadRowAsync(team);
        return row is not { RemovedAt: null, Token: not null } ? new(isRead, Workspace: null)
            : await rotation.FreshAsync(row, CancellationToken.None) is { } workspace ? new(IsRead: true, workspace)
            : FoundWorkspace.Unsure;
    }

    private async Task<FoundWorkspace> FindOwnAsync(string team)
    {
        var token = await own.FindAsync();
        if (token.Workspace is not { } workspace)
        {
            return token;
        }

        if (workspace.Team != team)
        {
            return FoundWorkspace.None;
        }

        var (isRead, row) = await ReadRowAsync(team);
        if (isRead && (row is null || (row.RemovedAt is not null && own.IsNew)))
        {
            // With a token that is good, the app is installed, whatever was noted before.
            isRead = await InstallAsync(team, new() { BotUserId = workspace.BotUser }, CancellationToken.None);
            row = null;
        }

        own.IsNew = false;
        return row?.RemovedAt is null ? new(isRead, workspace) : FoundWorkspace.None;
    }

    private async Task<(bool IsRead, SlackWorkspaceRow? Row)> ReadRowAsync(string team)
    {
        SlackWorkspaceRow? row = null;
        var isRead = await memory.TryAsync(
            async (db, until) =>
                row = await db.SlackWorkspaces.AsNoTracking().FirstOrDefaultAsync(one => one.Team == team, until),
            CancellationToken.None
        );
        return (isRead, row);
    }

    [LoggerMessage(30, LogLevel.Warning, "The app was removed from the workspace {Team}, which is told nothing more")]
    private partial void LogRemoved(string team);
}
