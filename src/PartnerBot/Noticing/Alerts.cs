using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Noticing.Telling;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Noticing;

/// <summary>
/// Tells the admins, in their own chats, which notices are given up (within a minute, each once) and, each morning at nine by the
/// house's clock, who can't be reached.
/// </summary>
internal sealed partial class Alerts(
    AdminSettings admins,
    Leadership leadership,
    IDbContextFactory<PartnerBotDb> contexts,
    IEnumerable<IChatPlatform> platforms,
    Phrasebook phrasebook,
    Locale locale,
    TimeProvider clock,
    ILogger<Alerts> log
) : BackgroundService
{
    private const string Mornings = "mornings";
    private const int Named = 5;

    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>How often this replica has looked, and told what it found.</summary>
    internal int Looks { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (admins.Emails.Count > 0 && platforms.Any())
        {
            await leadership.LeadAsync("alerts", LookAsync, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Often, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await TellFailedAsync(cancellationToken);
                await TellUnreachableAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailing(exception.GetType().Name, exception.Message);
            }

            Looks++;
        }
    }

    private async Task TellFailedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var failed = await db
            .Notices.AsNoTracking()
            .Where(row => row.State == NoticeState.Failed && row.AlertedAt == null)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (
            failed.Count > 0
            && await TellAsync("notice-alert", failed.ConvertAll(row => $"{row.Id} ({row.Reason})"), cancellationToken)
        )
        {
            List<long> ids = failed.ConvertAll(row => row.Id);
            await db
                .Notices.Where(row => EF.Parameter(ids).Contains(row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.AlertedAt, now), cancellationToken);
        }
    }

    private async Task TellUnreachableAsync(CancellationToken cancellationToken)
    {
        var here = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), locale.TimeZone);
        var day = DateOnly.FromDateTime(here.DateTime).DayNumber;
        if (TimeOnly.FromTimeSpan(here.TimeOfDay) < Morning || !await IsFirstOnAsync(day, cancellationToken))
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var missed = await db
            .Notices.Where(row => row.State == NoticeState.Unreachable)
            .Select(row => row.Recipient)
            .Distinct()
            .ToListAsync(cancellationToken);
        if (
            missed.Count > 0
            && !await TellAsync("notice-unreachable", [.. missed.Order(StringComparer.Ordinal)], cancellationToken)
        )
        {
            // The day is not over: it is tried again in a minute.
            await db
                .Bookmarks.Where(row => row.Name == Mornings)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Position, day - 1L), cancellationToken);
        }
    }

    // What nobody could be told yesterday is in today's list anyway.
    private async Task<bool> IsFirstOnAsync(int day, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Bookmark" ("Name", "Position", "Ahead", "Derived") VALUES ({Mornings}, {day}, 0, FALSE)
                ON CONFLICT ("Name") DO UPDATE SET "Position" = excluded."Position"
                    WHERE "Bookmark"."Position" < excluded."Position"
                """,
                cancellationToken
            ) == 1;
    }

    private static string Some(List<string> all) =>
        string.Join(", ", all.Take(Named)) + (all.Count > Named ? ", …" : "");

    /// <returns>Whether one of them was told.</returns>
    private async Task<bool> TellAsync(string key, List<string> all, CancellationToken cancellationToken)
    {
        var words = phrasebook[locale.Language];
        var message = OneSentence.Of(
            all is [var one] ? words[$"{key}-one", one] : words[key, all.Count, Some(all)],
            words
        );
        var isTold = false;
        foreach (var admin in admins.Emails)
        {
            isTold |= await TellAsync(admin, message, cancellationToken);
        }

        return isTold;
    }

    private async Task<bool> TellAsync(string admin, Message message, CancellationToken cancellationToken)
    {
        foreach (var account in await AccountsAsync(admin, cancellationToken))
        {
            if (
                platforms.Named(account.Platform) is { } platform
                && (await platform.SendAsync(ConversationAddress.Of(account), message, cancellationToken)).Outcome
                    is DeliveryOutcome.Sent
                        or DeliveryOutcome.Unknown
            )
            {
                return true;
            }
        }

        LogNotTold(admins.Emails.Count);
        return false;
    }

    private async Task<IReadOnlyList<Asker>> AccountsAsync(string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Accounts.AsNoTracking().Where(row => row.Email == email).ToListAsync(cancellationToken);
        if (known.Count > 0)
        {
            return [.. known.MostWanted().Select(row => new Asker(row.Platform, row.Realm, row.Id))];
        }

        List<Asker> found = [];
        foreach (var platform in platforms)
        {
            found.AddRange((await platform.FindAccountsAsync(email, cancellationToken) ?? []).Select(one => one.Asker));
        }

        return found;
    }

    [LoggerMessage(74, LogLevel.Error, "The admins can't be told of what could not be told ({Failure}: {Reason})")]
    private partial void LogFailing(string failure, string reason);

    [LoggerMessage(
        75,
        LogLevel.Error,
        "One of {Count} admins has no account that can be told; see that Admins holds their e-mail addresses, and that the app is installed for them"
    )]
    private partial void LogNotTold(int count);
}
