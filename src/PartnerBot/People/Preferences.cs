using Microsoft.EntityFrameworkCore;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>What an asker has chosen; null is no choice.</summary>
/// <param name="Language">A language's code.</param>
/// <param name="TimeZone">The IANA name of a zone.</param>
public sealed record Preference(string? Language, string? TimeZone)
{
    public static Preference None { get; } = new(null, null);
}

/// <summary>What each asker has chosen. A database that fails costs the choice, never the answer.</summary>
public sealed class Preferences(Memory memory)
{
    public async Task<Preference> FindAsync(Asker asker, CancellationToken cancellationToken)
    {
        Preference? found = null;
        await memory.TryAsync(
            async (db, until) =>
                found = await db
                    .Preferences.Where(row =>
                        row.Platform == asker.Platform && row.Realm == asker.Realm && row.Id == asker.Id
                    )
                    .Select(row => new Preference(row.Language, row.TimeZone))
                    .FirstOrDefaultAsync(until),
            cancellationToken
        );
        return found ?? Preference.None;
    }

    /// <returns>Whether the choice is kept.</returns>
    public Task<bool> ChooseLanguageAsync(Asker asker, string language, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Preference" ("Platform", "Realm", "Id", "Language")
                    VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {language})
                    ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET "Language" = excluded."Language"
                    """,
                    until
                ),
            cancellationToken
        );
}
