using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>
/// Whose account is whose: an account belongs to the person of the registry whose e-mail the platform confirms it to have, or
/// to whom an operator says. Failing platforms cost what they would have said; a failing database throws where somebody waits.
/// </summary>
public sealed partial class Accounts(
    IDbContextFactory<PartnerBotDb> contexts,
    IEnumerable<IChatPlatform> platforms,
    TimeProvider clock,
    ILogger<Accounts> log
)
{
    /// <summary>The accounts of a person of the registry, those first where they are to be told.</summary>
    /// <param name="email">As the registry has it.</param>
    public async Task<IReadOnlyList<AccountRow>> OfPersonAsync(
        string person,
        string? email,
        CancellationToken cancellationToken
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await AccountLinking.LinkAsync(db, [InRegistry(person, email)], clock.GetUtcNow(), cancellationToken);
        var found = await db.Accounts.AsNoTracking().Where(row => row.Person == person).ToListAsync(cancellationToken);
        return [.. found.MostWanted()];
    }

    /// <summary>Asks every platform for accounts of this e-mail, or of those that an operator imported for the person.</summary>
    /// <returns>Whether there is one; null where some platform can't be asked now and no other has one.</returns>
    public async Task<bool?> LookAsync(string person, string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Who turns out to have the address later is then told at once.
        await AccountLinking.LinkAsync(db, [InRegistry(person, email)], clock.GetUtcNow(), cancellationToken);
        var emails = await EmailsAsync(db, person, email, cancellationToken);
        var isWhole = true;
        foreach (var platform in platforms)
        {
            foreach (var one in emails)
            {
                var accounts = await AskAsync(platform, one, cancellationToken);
                isWhole &= accounts is not null;
                foreach (var account in accounts ?? [])
                {
                    await AccountWriting.FoundAsync(db, account, person, clock.GetUtcNow(), cancellationToken);
                }
            }
        }

        // What an operator gave to somebody else is found, and still not this person's.
        return await db.Accounts.AnyAsync(row => row.Person == person, cancellationToken) ? true
            : isWhole ? false
            : null;
    }

    private async Task<IReadOnlyList<Account>?> AskAsync(
        IChatPlatform platform,
        string email,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await platform.FindAccountsAsync(email, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotAsked(exception, platform.Name);
            return null;
        }
    }

    /// <summary>The addresses that are this person's: the imported ones, and the registry's unless that was imported as another's.</summary>
    private static async Task<List<string>> EmailsAsync(
        PartnerBotDb db,
        string person,
        string? email,
        CancellationToken cancellationToken
    )
    {
        var asked = AccountLinking.Known(email);
        var imported = await db
            .PersonEmails.AsNoTracking()
            .Where(row => row.Imported && (row.Person == person || row.Email == asked))
            .ToListAsync(cancellationToken);
        var emails = imported.Where(row => row.Person == person).Select(row => row.Email).ToList();
        if (asked is not null && imported.TrueForAll(row => row.Email != asked))
        {
            emails.Add(asked);
        }

        return emails;
    }

    private static Person InRegistry(string id, string? email) => new(id, Name: "", email);

    [LoggerMessage(81, LogLevel.Error, "Accounts could not be looked for on {Platform}")]
    private partial void LogNotAsked(Exception exception, string platform);
}
