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

    // Where one of them can't be told now, the others are not told twice.
    private readonly HashSet<(string Admin, string What)> told = [];

    private enum Heard
    {
        Yes,
        Later,

        /// <summary>They have no account, or it takes no messages.</summary>
        Never,
    }

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

    /// <returns>Whether that is done: somebody was told, and nobody is left who can be told later.</returns>
    private async Task<bool> TellAsync(string key, List<string> all, CancellationToken cancellationToken)
    {
        List<Heard> heard = [];
        foreach (var admin in admins.Emails)
        {
            var news = all.FindAll(one => !told.Contains((admin, one)));
            var isHeard = news.Count == 0 ? Heard.Yes : await TellAsync(admin, MessageOf(key, news), cancellationToken);
            heard.Add(isHeard);
            told.UnionWith(isHeard is Heard.Yes ? news.Select(one => (admin, one)) : []);
        }

        var isDone = heard.Contains(Heard.Yes) && !heard.Contains(Heard.Later);
        told.RemoveWhere(one => isDone && all.Contains(one.What));
        return isDone;
    }

    private Message MessageOf(string key, List<string> all)
    {
        var words = phrasebook[locale.Language];
        return OneSentence.Of(all is [var one] ? words[$"{key}-one", one] : words[key, all.Count, Some(all)], words);
    }

    private async Task<Heard> TellAsync(string admin, Message message, CancellationToken cancellationToken)
    {
        var (accounts, isWhole) = await AccountsAsync(admin, cancellationToken);
        var isLater = !isWhole;
        foreach (var account in accounts)
        {
            if (platforms.Named(account.Platform) is not { } platform)
            {
                continue;
            }

            var delivery = await platform.SendAsync(ConversationAddress.Of(account), message, cancellationToken);
            if (delivery.Outcome is DeliveryOutcome.Sent or DeliveryOutcome.Unknown)
            {
                return Heard.Yes;
            }

            isLater |= delivery.Outcome is DeliveryOutcome.Later;
        }

        if (!isLater)
        {
            LogNotTold(admins.Emails.Count);
        }

        return isLater ? Heard.Later : Heard.Never;
    }

    /// <returns>Also whether all platforms have answered.</returns>
    private async Task<(IReadOnlyList<Asker> Accounts, bool IsWhole)> AccountsAsync(
        string email,
        CancellationToken cancellationToken
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Accounts.AsNoTracking().Where(row => row.Email == email).ToListAsync(cancellationToken);
        if (known.Count > 0)
        {
            return ([.. known.MostWanted().Select(row => new Asker(row.Platform, row.Realm, row.Id))], true);
        }

        var (found, isWhole) = (new List<Asker>(), true);
        foreach (var platform in platforms)
        {
            var there = await platform.FindAccountsAsync(email, cancellationToken);
            found.AddRange((there ?? []).Select(one => one.Asker));
            isWhole &= there is not null;
        }

        return (found, isWhole);
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
