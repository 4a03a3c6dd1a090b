using Microsoft.EntityFrameworkCore;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Noticing;

/// <summary>Reads what decides who is told.</summary>
internal static class AudienceReader
{
    private const string All = "";

    /// <summary>Everybody who may be told of changes of these partners.</summary>
    /// <param name="people">The registry's ids of their owners and managers.</param>
    /// <param name="others">Who else may be told.</param>
    public static async Task<Audience> ForPartnersAsync(
        PartnerBotDb db,
        IReadOnlyCollection<string> partners,
        IReadOnlyCollection<string> people,
        IReadOnlyCollection<Recipient> others,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var subscriptions = await db
            .Subscriptions.AsNoTracking()
            .Where(row => row.Partner == All || partners.Contains(row.Partner))
            .ToListAsync(cancellationToken);
        var deputies = await DeputiesAsync(db, now, cancellationToken);
        HashSet<string> keys =
        [
            .. subscriptions.Select(row => row.Recipient),
            .. deputies.SelectMany(row => new[] { row.Of, row.Deputy }),
            .. others.Select(one => one.Key),
        ];
        HashSet<string> persons = [.. people, .. others.Select(one => one.Person).OfType<string>()];
        return new(subscriptions, await AccountsAsync(db, keys, persons, cancellationToken), deputies, now);
    }

    /// <summary>What concerns these recipients alone.</summary>
    public static async Task<(Audience Audience, IReadOnlyList<AccountRow> Accounts)> ForRecipientsAsync(
        PartnerBotDb db,
        IReadOnlyCollection<Recipient> recipients,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var people = recipients.Select(recipient => recipient.Person).OfType<string>().ToHashSet();
        var deputies = await DeputiesAsync(db, now, cancellationToken);
        HashSet<string> keys =
        [
            .. recipients.Select(recipient => recipient.Key),
            .. deputies.SelectMany(row => new[] { row.Of, row.Deputy }),
        ];
        var accounts = await AccountsAsync(db, keys, people, cancellationToken);
        keys.UnionWith(accounts.Select(Audience.KeyOf));
        var subscriptions = await db
            .Subscriptions.AsNoTracking()
            .Where(row => EF.Parameter(keys).Contains(row.Recipient))
            .ToListAsync(cancellationToken);
        return (new(subscriptions, accounts, deputies, now), accounts);
    }

    private static Task<List<DeputyRow>> DeputiesAsync(
        PartnerBotDb db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => db.Deputies.AsNoTracking().Where(row => row.Until > now).ToListAsync(cancellationToken);

    // Also the other accounts of those people: an e-mail address or the registry's id shows that they are theirs.
    private static async Task<List<AccountRow>> AccountsAsync(
        PartnerBotDb db,
        IReadOnlyCollection<string> keys,
        IReadOnlyCollection<string> people,
        CancellationToken cancellationToken
    )
    {
        var asked = keys.Select(key => new Recipient(key).Account).OfType<Asker>().ToList();
        var found = new Dictionary<Asker, AccountRow>();
        foreach (var realm in asked.GroupBy(account => (account.Platform, account.Realm)))
        {
            var ids = realm.Select(account => account.Id).ToList();
            Add(
                await db
                    .Accounts.AsNoTracking()
                    .Where(row =>
                        row.Platform == realm.Key.Platform
                        && row.Realm == realm.Key.Realm
                        && EF.Parameter(ids).Contains(row.Id)
                    )
                    .ToListAsync(cancellationToken)
            );
        }

        List<string> persons = [.. people.Union(found.Values.Select(row => row.Person).OfType<string>())];
        List<string> emails = [.. found.Values.Select(row => row.Email).OfType<string>().Distinct()];
        if (persons.Count > 0 || emails.Count > 0)
        {
            Add(
                await db
                    .Accounts.AsNoTracking()
                    .Where(row =>
                        EF.Parameter(persons).Contains(row.Person!) || EF.Parameter(emails).Contains(row.Email!)
                    )
                    .ToListAsync(cancellationToken)
            );
        }

        return [.. found.Values];

        void Add(IEnumerable<AccountRow> rows)
        {
            foreach (var row in rows)
            {
                found[new(row.Platform, row.Realm, row.Id)] = row;
            }
        }
    }
}
