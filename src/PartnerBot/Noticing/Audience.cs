using System.Collections.Concurrent;
using PartnerBot.Asking;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Noticing;

/// <summary>A change with what the registry has of its partner, whoever may see it.</summary>
/// <param name="Milestone">What it came with; null where it came with none, or that was not read.</param>
/// <param name="Wrong">Of a correction, the ids of the milestones that it corrects.</param>
internal sealed record Happened(Change Change, Partner Partner, Milestone? Milestone, IReadOnlyList<string> Wrong)
{
    public static Happened Of(Change change, PartnerFacts facts) =>
        new(
            change,
            facts.Partner,
            facts.Find(change.Milestone),
            change.Kind is ChangeKind.Correction
                ?
                [
                    .. facts
                        .Milestones.Where(one => one.SupersededBy is { } by && by == change.Milestone)
                        .Select(one => one.Id),
                ]
                : []
        );
}

/// <summary>
/// Who is told of a change: the partner's owner and managers, who need no subscription, their deputies, and who subscribed.
/// Nobody is told of what they did themselves, and each is named once, however many reasons there are and accounts they have.
/// </summary>
/// <param name="subscriptions">Those that may matter.</param>
/// <param name="accounts">Those of the subscribers, of owners and managers, and of who is away and who stands in.</param>
internal sealed class Audience(
    IReadOnlyCollection<SubscriptionRow> subscriptions,
    IReadOnlyCollection<AccountRow> accounts,
    IReadOnlyCollection<DeputyRow> deputies,
    DateTimeOffset now
)
{
    private readonly Dictionary<string, AccountRow> byKey = accounts.ToDictionary(KeyOf, StringComparer.Ordinal);

    private readonly ILookup<string, AccountRow> byPerson = accounts
        .Where(account => account.Person is not null)
        .ToLookup(account => account.Person!, StringComparer.Ordinal);

    private readonly ILookup<string, AccountRow> byEmail = accounts
        .Where(account => account.Email is not null)
        .ToLookup(account => account.Email!, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, SubscriptionRow> byPartner = subscriptions.ToLookup(
        subscription => subscription.Partner,
        StringComparer.Ordinal
    );

    private readonly ConcurrentDictionary<long, IReadOnlySet<Recipient>> known = [];

    public IReadOnlySet<Recipient> Of(Happened happened) =>
        known.GetOrAdd(happened.Change.Sequence, _ => Find(happened));

    /// <summary>Of a change of a partner that can't be read: who subscribed to any of it. Whether it concerns them is seen when it is told.</summary>
    public IReadOnlySet<Recipient> OfUnread(Change change) =>
        byPartner[change.Partner!.Value.Value]
            .Concat(byPartner[""])
            .Select(subscription => Canonical(new(subscription.Recipient)))
            .Where(recipient => !IsActor(recipient, change.Actor, []))
            .ToHashSet();

    private HashSet<Recipient> Find(Happened happened)
    {
        List<Person> inCharge = [.. happened.Partner.InCharge];
        return inCharge
            .Select(person => Recipient.OfPerson(person.Id))
            .Concat(inCharge.SelectMany(StandingInFor))
            .Concat(Subscribers(happened))
            .Where(recipient => !IsActor(recipient, happened.Change.Actor, inCharge))
            .ToHashSet();
    }

    /// <summary>Those of these who are told of it besides, each by one name: who did it themselves is not.</summary>
    public IEnumerable<Recipient> Of(Happened happened, IEnumerable<Recipient> others) =>
        others
            .Select(Canonical)
            .Where(recipient => !IsActor(recipient, happened.Change.Actor, [.. happened.Partner.InCharge]));

    /// <summary>The names under which they may be in the ledger.</summary>
    public IReadOnlyList<string> NamesOf(Recipient recipient)
    {
        var one = Canonical(recipient);
        return
        [
            .. byKey.Keys.Where(key => Canonical(new(key)) == one).Append(one.Key).Append(recipient.Key).Distinct(),
        ];
    }

    /// <summary>The one name under which somebody with several accounts is told.</summary>
    public Recipient Canonical(Recipient recipient)
    {
        if (recipient.Account is null || !byKey.TryGetValue(recipient.Key, out var account))
        {
            return recipient;
        }

        if (account.Person is null && account.Email is { } email)
        {
            List<AccountRow> theirs = [.. byEmail[email].MostWanted()];
            account = theirs.Find(one => one.Person is not null) ?? theirs[0];
        }

        return account.Person is { } person ? Recipient.OfPerson(person) : new(KeyOf(account));
    }

    /// <summary>The platform and realm in which somebody is told, as far as known; empty where it isn't.</summary>
    public (string Platform, string Realm) WhereOf(Recipient recipient)
    {
        if (recipient.Address is { } address)
        {
            return (address.Platform, address.Realm);
        }

        return byPerson[recipient.Person!].MostWanted().FirstOrDefault() is { } account
            ? (account.Platform, account.Realm)
            : ("", "");
    }

    public static string KeyOf(AccountRow account) =>
        Recipient.Of(new Asker(account.Platform, account.Realm, account.Id)).Key;

    private IEnumerable<Recipient> StandingInFor(Person person) =>
        byPerson[person.Id]
            .SelectMany(account => deputies.Where(deputy => deputy.Of == KeyOf(account) && deputy.Until > now))
            .Select(deputy => Canonical(new(deputy.Deputy)));

    private IEnumerable<Recipient> Subscribers(Happened happened) =>
        byPartner[happened.Partner.Id.Value]
            .Concat(byPartner[""])
            .Where(subscription => IsOn(subscription.Track, happened))
            .Select(subscription => Canonical(new(subscription.Recipient)));

    private static bool IsOn(string track, Happened happened) =>
        track.Length == 0
        || (
            Enum.TryParse<Track>(track, ignoreCase: true, out var one)
            && happened.Change.IsOn(one, happened.Partner, happened.Milestone)
        );

    // By the registry's id, an e-mail address or an account: the registry takes whatever it is told of who edits.
    private bool IsActor(Recipient recipient, string actor, List<Person> inCharge)
    {
        IEnumerable<string?> names =
            recipient.Person is { } person
                ?
                [
                    person,
                    .. inCharge.Where(one => one.Id == person).Select(one => one.Email),
                    .. byPerson[person].SelectMany(NamesOf),
                ]
            : byKey.TryGetValue(recipient.Key, out var account) ? NamesOf(account)
            : [recipient.Account?.ToString()];
        return names.Contains(actor, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string?> NamesOf(AccountRow account) =>
        [account.Email, new Asker(account.Platform, account.Realm, account.Id).ToString()];
}

internal static class Accounting
{
    /// <summary>Where somebody wants to be told, else where they spoke last.</summary>
    public static IOrderedEnumerable<AccountRow> MostWanted(this IEnumerable<AccountRow> accounts) =>
        accounts
            .OrderByDescending(account => account.Preferred)
            .ThenByDescending(account => account.SpokeAt)
            .ThenBy(account => account.Platform, StringComparer.Ordinal)
            .ThenBy(account => account.Realm, StringComparer.Ordinal)
            .ThenBy(account => account.Id, StringComparer.Ordinal);
}
