using PartnerBot.Asking;
using PartnerBot.Storage;

namespace PartnerBot.Chats;

/// <summary>Questions that could not be answered when they were asked, and are answered where they were asked once they can be.</summary>
public sealed class LaterAnswers(Memory memory, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <param name="where">Where the answer goes.</param>
    /// <param name="notBefore">How long the platform wants to be left alone; null is a few seconds.</param>
    /// <returns>Whether it is kept.</returns>
    public Task<bool> KeepAsync(
        Asked asked,
        ConversationAddress where,
        TimeSpan? notBefore,
        CancellationToken cancellationToken
    ) =>
        memory.TryAsync(
            async (db, until) =>
            {
                var now = clock.GetUtcNow();
                db.Add(
                    new LaterAnswerRow
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
                        Room = where.Kind is AddressKind.Room ? where.Id : null,
                        Thread = where.Thread,
                        AskedAt = now,
                        Due = now + (notBefore ?? Soon),
                    }
                );
                await db.SaveChangesAsync(until);
            },
            cancellationToken
        );
}
