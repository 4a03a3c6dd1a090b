using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Chats;

/// <summary>A question that is still to be answered.</summary>
/// <param name="Where">Where the answer goes.</param>
/// <param name="Due">When it is tried next; it is also what makes sure that only one replica tries it.</param>
/// <param name="Begun">Somebody had begun to say it and did not come to an end, so that it may have been said.</param>
public sealed record LaterAnswer(
    Guid Id,
    Asked Asked,
    ConversationAddress Where,
    DateTimeOffset AskedAt,
    DateTimeOffset Due,
    bool Begun
);

/// <summary>Questions that could not be answered when they were asked, and are answered where they were asked once they can be.</summary>
public sealed class LaterAnswers(Memory memory, TimeProvider clock)
{
    /// <summary>For how long after it was asked an answer is tried.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private const int Many = 20;

    /// <param name="where">Where the answer goes.</param>
    /// <param name="notBefore">How long the platform wants to be left alone; null is a few seconds.</param>
    /// <returns>It as it is kept; null where it is not.</returns>
    public async Task<LaterAnswer?> KeepAsync(
        Asked asked,
        ConversationAddress where,
        TimeSpan? notBefore,
        CancellationToken cancellationToken
    )
    {
        var row = RowOf(asked, where, clock.GetUtcNow(), AtMost(notBefore));
        var kept = await memory.TryAsync(
            async (db, until) =>
            {
                db.Add(row);
                await db.SaveChangesAsync(until);
            },
            cancellationToken
        );
        return kept ? LaterOf(row) : null;
    }

    /// <summary>What waits for people of a workspace or tenant that is served no more is not said.</summary>
    public Task<bool> ForgetAsync(string platform, string realm, CancellationToken cancellationToken) =>
        memory.TryAsync(
            (db, until) =>
                db.LaterAnswers.Where(row => row.Platform == platform && row.Realm == realm).ExecuteDeleteAsync(until),
            cancellationToken
        );

    /// <summary>What is due, the longest waiting first.</summary>
    public async Task<IReadOnlyList<LaterAnswer>> DueAsync(CancellationToken cancellationToken)
    {
        List<LaterAnswerRow> due = [];
        var now = clock.GetUtcNow();
        await memory.TryAsync(
            async (db, until) =>
                due = await db
                    .LaterAnswers.AsNoTracking()
                    .Where(row => row.Due <= now)
                    .OrderBy(row => row.Due)
                    .Take(Many)
                    .ToListAsync(until),
            cancellationToken
        );
        return due.ConvertAll(LaterOf);
    }

    /// <summary>It is said from now on.</summary>
    /// <returns>Whether that was noted, without which it is not to be said: it is somebody else's by now, or nobody's.</returns>
    public async Task<bool> BeginAsync(LaterAnswer later, CancellationToken cancellationToken)
    {
        var begun = 0;
        await memory.TryAsync(
            async (db, until) =>
                begun = await Mine(db, later).ExecuteUpdateAsync(row => row.SetProperty(one => one.Begun, true), until),
            cancellationToken
        );
        return begun == 1;
    }

    /// <summary>Puts it off, unless somebody else has done so since; where it was begun meanwhile, it was surely not said.</summary>
    /// <returns>It as it is due now; null where it is somebody else's.</returns>
    public async Task<LaterAnswer?> PutOffAsync(LaterAnswer later, TimeSpan? by, CancellationToken cancellationToken)
    {
        var moved = 0;
        var due = clock.GetUtcNow() + AtMost(by);
        await memory.TryAsync(
            async (db, until) =>
                moved = await Mine(db, later)
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(one => one.Due, due).SetProperty(one => one.Begun, later.Begun),
                        until
                    ),
            cancellationToken
        );
        return moved == 1 ? later with { Due = due } : null;
    }

    public Task DoneAsync(LaterAnswer later, CancellationToken cancellationToken) =>
        memory.TryAsync((db, until) => Mine(db, later).ExecuteDeleteAsync(until), cancellationToken);

    // Who takes it up moves the time when it is due.
    private static IQueryable<LaterAnswerRow> Mine(PartnerBotDb db, LaterAnswer later) =>
        db.LaterAnswers.Where(row => row.Id == later.Id && row.Due == later.Due);

    private static TimeSpan AtMost(TimeSpan? wait) =>
        wait is not { } some ? Soon
        : some < Longest ? some
        : Longest;

    private static LaterAnswerRow RowOf(Asked asked, ConversationAddress where, DateTimeOffset now, TimeSpan wait) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Platform = asked.Asker.Platform,
            Realm = asked.Asker.Realm,
            Person = asked.Asker.Id,
            Conversation = asked.Conversation,
            Words = asked.Words,
            Language = asked.Language,
            LanguageHint = asked.LanguageHint,
            TimeZone = asked.TimeZone?.Id,
            Name = asked.Name,
            AskedRoom = asked.Room,
            Mentioned = asked.Mentioned is { Count: > 0 } some ? JsonSerializer.Serialize(some) : null,
            Room = where.Kind is AddressKind.Room ? where.Id : null,
            Thread = where.Thread,
            Reply = where.Reply,
            AskedAt = now,
            Due = now + wait,
        };

    private static LaterAnswer LaterOf(LaterAnswerRow row)
    {
        var asker = new Asker(row.Platform, row.Realm, row.Person);
        var zone = Locale.ZoneNamed(row.TimeZone);
        return new(
            row.Id,
            new(
                asker,
                row.Conversation,
                row.Words,
                row.Language,
                zone,
                row.LanguageHint,
                InRoom: row.Room is not null || row.Reply is not null,
                Room: row.AskedRoom,
                Mentioned: row.Mentioned is { } some
                    ? JsonSerializer.Deserialize<IReadOnlyList<Mentioned>>(some)
                    : null,
                Name: row.Name,
                Openly: row.Room is not null
            ),
            row.Room is { } room
                ? new(row.Platform, row.Realm, AddressKind.Room, room, row.Thread)
                : ConversationAddress.Of(asker) with
                {
                    Thread = row.Thread,
                    Reply = row.Reply,
                },
            row.AskedAt,
            row.Due,
            row.Begun
        );
    }
}
