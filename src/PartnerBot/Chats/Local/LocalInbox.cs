using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerBot.Asking;
using PartnerBot.Chats.Http;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Local;

/// <summary>What people are told on the chat page, by the names that they give themselves there.</summary>
internal sealed class LocalInbox(Memory memory, TimeProvider clock)
{
    /// <summary>As many are shown; what is older is still kept.</summary>
    public const int Shown = 50;

    private TaskCompletionSource changed = Signal();

    /// <summary>Is done once anything was put here, by this process.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    /// <returns>Its id; null where the database can't take it.</returns>
    public async Task<long?> AddAsync(string person, Message message, CancellationToken cancellationToken)
    {
        var row = new LocalMessageRow
        {
            Person = person,
            Notice = message.NoticeId,
            Body = JsonSerializer.Serialize(message, AskJson.Web.Message),
            At = clock.GetUtcNow(),
        };
        var added = await memory.TryAsync(
            (db, until) =>
            {
                db.LocalMessages.Add(row);
                return db.SaveChangesAsync(until);
            },
            cancellationToken
        );
        Tell();
        return added ? row.Id : null;
    }

    /// <returns>How many there were in whose place it was put; null where the database can't say.</returns>
    public async Task<int?> ReplaceAsync(string person, long id, Message message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(message, AskJson.Web.Message);
        int? replaced = null;
        await memory.TryAsync(
            async (db, until) =>
                replaced = await db
                    .LocalMessages.Where(row => row.Person == person && row.Id == id)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.Body, body), until),
            cancellationToken
        );
        Tell();
        return replaced;
    }

    /// <returns>The ids of those that tell this notice; null where the database can't say.</returns>
    public async Task<IReadOnlyList<long>?> FindAsync(string person, string notice, CancellationToken cancellationToken)
    {
        IReadOnlyList<long>? found = null;
        await memory.TryAsync(
            async (db, until) =>
                found = await db
                    .LocalMessages.Where(row => row.Person == person && row.Notice == notice)
                    .Select(row => row.Id)
                    .ToListAsync(until),
            cancellationToken
        );
        return found;
    }

    /// <summary>The newest, in their order; none where the database can't say.</summary>
    public async Task<IReadOnlyList<LocalMessageRow>> NewestAsync(string person, CancellationToken cancellationToken)
    {
        List<LocalMessageRow> rows = [];
        await memory.TryAsync(
            async (db, until) =>
                rows = await db
                    .LocalMessages.AsNoTracking()
                    .Where(row => row.Person == person)
                    .OrderByDescending(row => row.Id)
                    .Take(Shown)
                    .ToListAsync(until),
            cancellationToken
        );
        rows.Reverse();
        return rows;
    }

    public static Message Read(LocalMessageRow row) => JsonSerializer.Deserialize(row.Body, AskJson.Web.Message)!;

    private void Tell() => Interlocked.Exchange(ref changed, Signal()).SetResult();

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
