using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Ledger;
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
        var emails = await EmailsAsync(db, person, email, cancellationToken);
        if (emails.Count > 0)
        {
            await LinkAsync(db, person, emails, cancellationToken);
        }

        var found = await db.Accounts.AsNoTracking().Where(row => row.Person == person).ToListAsync(cancellationToken);
        if (Known(email) is not null && found.RemoveAll(row => IsOfAnother(row, emails)) > 0)
        {
            await UnlinkAsync(db, person, emails, cancellationToken);
        }

        return [.. found.MostWanted()];
    }

    /// <summary>Asks every platform for accounts of this e-mail, or of those that an operator imported for the person.</summary>
    /// <returns>Whether there is one; null where some platform can't be asked now and no other has one.</returns>
    public async Task<bool?> LookAsync(string person, string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
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
        if (await db.Accounts.AnyAsync(row => row.Person == person, cancellationToken))
        {
            return true;
        }

        await WantAsync(db, person, email, cancellationToken);
        return isWhole ? false : null;
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
        var asked = Known(email);
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

    private async Task LinkAsync(
        PartnerBotDb db,
        string person,
        List<string> emails,
        CancellationToken cancellationToken
    )
    {
        var theirs = db.Accounts.Where(row => row.Person == null && row.Email != null && emails.Contains(row.Email));
        if (await theirs.AnyAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await theirs.ExecuteUpdateAsync(row => row.SetProperty(one => one.Person, person), cancellationToken);
            await Reachable.WakeAsync(db, [Recipient.OfPerson(person).Key], clock.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    // The registry had another's address for them once, and has been mended.
    private static bool IsOfAnother(AccountRow row, List<string> emails) =>
        !row.Imported && row.Email is { } email && !emails.Contains(email, StringComparer.Ordinal);

    private static Task<int> UnlinkAsync(
        PartnerBotDb db,
        string person,
        List<string> emails,
        CancellationToken cancellationToken
    ) =>
        db
            .Accounts.Where(row =>
                row.Person == person && !row.Imported && row.Email != null && !emails.Contains(row.Email)
            )
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Person, (string?)null), cancellationToken);

    // Who turns out to have the address later is then told at once.
    private static async Task WantAsync(
        PartnerBotDb db,
        string person,
        string email,
        CancellationToken cancellationToken
    )
    {
        if (Known(email) is { } asked)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "PersonEmail" ("Email", "Person", "Imported") VALUES ({asked}, {person}, {false})
                ON CONFLICT ("Email") DO UPDATE SET "Person" = excluded."Person" WHERE NOT "PersonEmail"."Imported"
                """,
                cancellationToken
            );
            await db
                .PersonEmails.Where(row => row.Person == person && row.Email != asked && !row.Imported)
                .ExecuteDeleteAsync(cancellationToken);
        }
    }

    private static string? Known(string? email) =>
        email?.Trim() is { Length: > 0 } given ? given.ToLowerInvariant() : null;

    [LoggerMessage(81, LogLevel.Error, "Accounts could not be looked for on {Platform}")]
    private partial void LogNotAsked(Exception exception, string platform);
}
