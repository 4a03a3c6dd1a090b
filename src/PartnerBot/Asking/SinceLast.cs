using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Storage;

namespace PartnerBot.Asking;

/// <summary>What a repeated status question is told besides, and what to remember for the next one.</summary>
/// <param name="Facts">Each partner's status as it is told now, as JSON.</param>
public sealed record Since(IReadOnlyList<string> Notes, IReadOnlyDictionary<PartnerId, string> Facts)
{
    public static Since Nothing { get; } = new([], new Dictionary<PartnerId, string>());
}

/// <summary>Tells who asks for a status again what has changed since they were last told it, or that nothing did.</summary>
public sealed class SinceLast(Told told, Phrasebook phrasebook, TimeProvider clock, Locale locale)
{
    /// <summary>How many partners of one question are told of.</summary>
    public const int ManyPartners = 10;

    // A partner is read once for all who ask within a second.
    private readonly Recent<PartnerId, Written> recent = new(clock);

    /// <exception cref="RegistryUnavailableException">A partner is asked for that was not read now, and never before.</exception>
    public async Task<Since> ReadAsync(Question question, VisiblePartners partners, CancellationToken cancellationToken)
    {
        if (question is not { Topic: StatusTopic.TopicName, Focus: null, Partners.Count: > 0, Asked.ToAll: false })
        {
            return Since.Nothing;
        }

        var asked = question.Partners.Take(ManyPartners).ToList();
        var before = await told.FindAsync(question.Asked.Asker, asked, cancellationToken);
        var known = new List<Known>();
        var facts = new Dictionary<PartnerId, string>();
        foreach (var id in asked)
        {
            if (await partners.FindAsync(id, cancellationToken) is { Value: var partner } reading)
            {
                facts[id] = FactsOf(partner);
                known.AddRange(
                    before
                        .Where(then => then.Partner == id)
                        .SelectMany(then => Knew(then, reading, facts[id], question))
                );
            }
        }

        var words = phrasebook[question.Language];
        return new([.. asked is [_] ? known.Select(one => Say(one, words)) : SayOfEach(known, words)], facts);
    }

    private string FactsOf(Partner partner)
    {
        if (recent.Find(partner.Id) is { } known && ReferenceEquals(known.Partner, partner))
        {
            return known.Facts;
        }

        var facts = ToldFacts.Of(partner).ToJson();
        recent.Keep(partner.Id, new(partner, facts));
        return facts;
    }

    private IEnumerable<Known> Knew(ToldBefore then, Reading<Partner> reading, string now, Question question)
    {
        var words = phrasebook[question.Language];
        if (ChangesSince(then.Facts, now, reading.Value, words) is not { } changes)
        {
            return [];
        }

        // While the registry is away, nobody knows that nothing has changed.
        return changes.Length == 0 && reading.Stale
            ? []
            : [new(reading.Value.Name, words.When(then.At, clock.GetUtcNow(), locale.ZoneFor(question)), changes)];
    }

    // The same JSON needs no reading. Null where another version wrote it in another form.
    private static string? ChangesSince(string then, string now, Partner partner, Words words) =>
        string.Equals(then, now, StringComparison.Ordinal) ? ""
        : ToldFacts.Read(then) is { } facts ? string.Join("; ", WhatChanged.Since(facts, partner, words))
        : null;

    private static string Say(Known known, Words words) =>
        known.Changes.Length == 0 ? words["told-same", known.When] : words["told-changed", known.When, known.Changes];

    // Those of which there is something to tell come first, one line each; the others share one.
    private static IEnumerable<string> SayOfEach(List<Known> known, Words words) =>
        [
            .. known
                .Where(one => one.Changes.Length > 0)
                .Select(one => words["told-changed-of", one.Name, one.When, one.Changes]),
            .. known
                .Where(one => one.Changes.Length == 0)
                .GroupBy(one => one.When, StringComparer.Ordinal)
                .Select(same => words["told-same-of", string.Join(", ", same.Select(one => one.Name)), same.Key]),
        ];

    /// <param name="Partner">As it was trimmed for somebody: another's is another.</param>
    private sealed record Written(Partner Partner, string Facts);

    /// <param name="Changes">What has changed since; empty where nothing did.</param>
    private sealed record Known(string Name, string When, string Changes);
}
