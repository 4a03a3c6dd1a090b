using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.Asking;

/// <summary>
/// Questions that were not understood, so that they can be next time. Who asked is not kept, nor the time of day; people
/// named in one are left out. At most 5,000, each for 90 days after it was last asked.
/// </summary>
public sealed class Unanswered(Memory memory, TimeProvider clock, Locale locale)
{
    /// <summary>How many are kept; those asked longest ago go first.</summary>
    public const int Most = 5000;

    private const int LongestKept = 500;
    private const int KeptDays = 90;

    /// <summary>An e-mail address, a mention such as <c>@ayu</c> or Slack's <c>&lt;@U123|ayu&gt;</c>, and Teams' <c>&lt;at&gt;Ayu&lt;/at&gt;</c>.</summary>
    private static readonly Regex Person = new(
        "<@[^>]*>|<at>.*?</at>|[^ ]*@[^ ]*",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    );

    public Task KeepAsync(string words, string language, CancellationToken cancellationToken)
    {
        var kept = PlainText.Shorten(Anonymous(words), LongestKept);
        return kept.Length == 0
            ? Task.CompletedTask
            : memory.TryAsync(
                async (db, until) =>
                {
                    await CountAsync(db, kept, language, until);
                    await DropAsync(db, until);
                },
                cancellationToken
            );
    }

    /// <summary>Forgets what nobody has asked for 90 days.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        memory.TryAsync((db, until) => DropAsync(db, until), cancellationToken);

    private DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), locale.TimeZone).DateTime);

    private static string Anonymous(string words) => PlainText.Clean(Person.Replace(PlainText.Clean(words), "…"));

    // One statement that both stores know, so that two who ask the same at once are both counted.
    private Task<int> CountAsync(PartnerBotDb db, string words, string language, CancellationToken cancellationToken)
    {
        var today = Today;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "UnansweredQuestion" ("Key", "Words", "Language", "FirstDay", "LastDay", "Times")
            VALUES ({words.ToLowerInvariant()}, {words}, {language}, {today}, {today}, 1)
            ON CONFLICT ("Key")
            DO UPDATE SET
                "Words" = excluded."Words",
                "Language" = excluded."Language",
                "LastDay" = excluded."LastDay",
                "Times" = "UnansweredQuestion"."Times" + 1
            """,
            cancellationToken
        );
    }

    private async Task DropAsync(PartnerBotDb db, CancellationToken cancellationToken)
    {
        var oldest = Today.AddDays(-KeptDays);
        await db.UnansweredQuestions.Where(row => row.LastDay < oldest).ExecuteDeleteAsync(cancellationToken);
        await db
            .UnansweredQuestions.OrderByDescending(row => row.LastDay)
            .ThenByDescending(row => row.Times)
            .ThenBy(row => row.Key)
            .Skip(Most)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
