using Microsoft.EntityFrameworkCore;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Teams;

/// <summary>What Teams says of somebody.</summary>
/// <param name="IsRead">False where it doesn't say now.</param>
/// <param name="Account">Null for who is nobody of the company, or has no chat with the bot.</param>
internal sealed record FoundAccount(bool IsRead, Account? Account);

/// <summary>
/// The people who have a chat with the bot. Nobody can be found by an address in Teams, so that each of them is asked about,
/// once, as a member of that chat. Source: Microsoft, "Get Teams specific context for your bot".
/// </summary>
internal sealed class TeamsPeople(
    TeamsSettings settings,
    TeamsConversations conversations,
    TeamsConnector connector,
    Memory memory,
    TimeProvider clock
)
{
    /// <summary>A few seconds' worth of asking; further ones are asked about the next time.</summary>
    private const int MostAtOnce = 100;

    public async Task<FoundAccount> FindAsync(Asker person, CancellationToken cancellationToken)
    {
        if (!settings.Serve(person.Realm))
        {
            return new(IsRead: true, Account: null);
        }

        var stored = await conversations.FindAsync(ConversationAddress.Of(person), cancellationToken);
        if (stored is not { IsRemoved: false, Place: { } chat })
        {
            return new(stored.IsRead, Account: null);
        }

        var (isRead, member) = await connector.MemberAsync(chat, person.Id, cancellationToken);
        return new(
            isRead,
            member is { IsGuest: false } && member.Tenant == person.Realm
                ? new(person, member.Email, Locale: null, TimeZone: null)
                : null
        );
    }

    /// <returns>Null where none is known and some could not be asked about yet.</returns>
    public async Task<IReadOnlyList<Account>?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var isWhole = await DescribeAllAsync(cancellationToken);
        List<Account> found = [];
        var isRead = await memory.TryAsync(
            async (db, until) =>
                found = await Chats(db)
                    .Join(
                        db.Accounts.Where(row => row.Platform == TeamsPlatform.PlatformName && row.Email == email),
                        chat => new { chat.Tenant, Person = chat.Person! },
                        row => new { Tenant = row.Realm, Person = row.Id },
                        (chat, row) => row
                    )
                    .Distinct()
                    .Select(row => new Account(
                        new(row.Platform, row.Realm, row.Id),
                        row.Email,
                        row.Locale,
                        row.TimeZone
                    ))
                    .ToListAsync(until),
            cancellationToken
        );
        found.RemoveAll(account => !settings.Serve(account.Asker.Realm));
        return found.Count > 0 || (isRead && isWhole) ? found : null;
    }

    /// <returns>Whether all who have a chat are described now.</returns>
    private async Task<bool> DescribeAllAsync(CancellationToken cancellationToken)
    {
        List<Asker> unknown = [];
        var isRead = await memory.TryAsync(
            async (db, until) =>
                unknown = await Chats(db)
                    .Where(chat =>
                        !db.Accounts.Any(row =>
                            row.Platform == TeamsPlatform.PlatformName
                            && row.Realm == chat.Tenant
                            && row.Id == chat.Person
                            && row.DescribedAt != null
                        )
                    )
                    .Select(chat => new { chat.Tenant, chat.Person })
                    .Distinct()
                    .Take(MostAtOnce + 1)
                    .Select(chat => new Asker(TeamsPlatform.PlatformName, chat.Tenant, chat.Person!))
                    .ToListAsync(until),
            cancellationToken
        );
        var isWhole = isRead && unknown.Count <= MostAtOnce;
        foreach (var person in unknown.Take(MostAtOnce))
        {
            isWhole &= await DescribeAsync(person, cancellationToken);
        }

        return isWhole;
    }

    private async Task<bool> DescribeAsync(Asker person, CancellationToken cancellationToken)
    {
        var found = await FindAsync(person, cancellationToken);
        return found.IsRead
            && await memory.TryAsync(
                (db, until) =>
                    AccountWriting.DescribedAsync(
                        db,
                        // Who is nobody of the company is noted too, and not asked about again.
                        found.Account
                            ?? new(person, Email: null, Locale: null, TimeZone: null),
                        clock.GetUtcNow(),
                        until
                    ),
                cancellationToken
            );
    }

    private static IQueryable<TeamsConversationRow> Chats(PartnerBotDb db) =>
        db.TeamsConversations.AsNoTracking().Where(chat => chat.Person != null && chat.RemovedAt == null);
}
