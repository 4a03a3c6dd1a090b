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
public sealed class Preferences(Memory memory, TimeProvider clock)
{
    private readonly Recent<Asker, Preference> recent = new(clock);

    private readonly Func<PartnerBotDb, string, string, string, CancellationToken, Task<Preference?>> chosen =
        EF.CompileAsyncQuery(
            (PartnerBotDb db, string platform, string realm, string id, CancellationToken _) =>
                db
                    .Preferences.Where(row => row.Platform == platform && row.Realm == realm && row.Id == id)
                    .Select(row => new Preference(row.Language, row.TimeZone))
                    .FirstOrDefault()
        );

    public async Task<Preference> FindAsync(Asker asker, CancellationToken cancellationToken)
    {
        if (recent.Find(asker) is { } known)
        {
            return known;
        }

        var found = Preference.None;
        var read = await memory.TryAsync(
            async (db, until) =>
                found = await chosen(db, asker.Platform, asker.Realm, asker.Id, until) ?? Preference.None,
            cancellationToken
        );
        if (read)
        {
            recent.Keep(asker, found);
        }

        return found;
    }

    /// <returns>Whether the choice is kept.</returns>
    public async Task<bool> ChooseLanguageAsync(Asker asker, string language, CancellationToken cancellationToken)
    {
        var kept = await memory.TryAsync(
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
        recent.Forget(asker);
        return kept;
    }

    /// <summary>In which zone what is told later is dated and timed.</summary>
    /// <param name="zone">The IANA name.</param>
    /// <returns>Whether the choice is kept.</returns>
    public async Task<bool> ChooseTimeZoneAsync(Asker asker, string zone, CancellationToken cancellationToken)
    {
        var kept = await memory.TryAsync(
            (db, until) =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Preference" ("Platform", "Realm", "Id", "TimeZone")
                    VALUES ({asker.Platform}, {asker.Realm}, {asker.Id}, {zone})
                    ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE SET "TimeZone" = excluded."TimeZone"
                    """,
                    until
                ),
            cancellationToken
        );
        recent.Forget(asker);
        return kept;
    }

    /// <summary>What holds for a room, whose id stands for an asker's, where nothing is chosen for it yet.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> ProposeAsync(Asker room, Preference preference, CancellationToken cancellationToken)
    {
        var kept = await memory.TryAsync(
            (db, until) =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Preference" ("Platform", "Realm", "Id", "Language", "TimeZone")
                    VALUES ({room.Platform}, {room.Realm}, {room.Id}, {preference.Language}, {preference.TimeZone})
                    ON CONFLICT ("Platform", "Realm", "Id") DO UPDATE
                    SET "Language" = COALESCE("Preference"."Language", excluded."Language"),
                        "TimeZone" = COALESCE("Preference"."TimeZone", excluded."TimeZone")
                    """,
                    until
                ),
            cancellationToken
        );
        recent.Forget(room);
        return kept;
    }
}
