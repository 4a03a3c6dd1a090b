using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.People;
using PartnerBot.Registry;

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

    /// <exception cref="RegistryUnavailableException">A partner is asked for that was not read now, and never before.</exception>
    public async Task<Since> ReadAsync(Question question, VisiblePartners partners, CancellationToken cancellationToken)
    {
        if (question is not { Topic: StatusTopic.TopicName, Focus: null, Partners.Count: > 0 })
        {
            return Since.Nothing;
        }

        var asked = question.Partners.Take(ManyPartners).ToList();
        var before = await told.FindAsync(question.Asked.Asker, asked, cancellationToken);
        var notes = new List<string>();
        var facts = new Dictionary<PartnerId, string>();
        foreach (var id in asked)
        {
            if (await partners.FindAsync(id, cancellationToken) is { Value: var partner })
            {
                facts[id] = ToldFacts.Of(partner).ToJson();
                notes.AddRange(
                    before.Where(then => then.Partner == id).SelectMany(then => Note(then, partner, question))
                );
            }
        }

        return new(notes, facts);
    }

    private IEnumerable<string> Note(ToldBefore then, Partner partner, Question question)
    {
        if (ToldFacts.Read(then.Facts) is not { } facts)
        {
            return [];
        }

        var words = phrasebook[question.Language];
        var when = words.When(then.At, clock.GetUtcNow(), locale.ZoneFor(question));
        var changes = string.Join("; ", WhatChanged.Since(facts, partner, words));
        return question.Partners.Count == 1
            ? [changes.Length == 0 ? words["told-same", when] : words["told-changed", when, changes]]
            :
            [
                changes.Length == 0
                    ? words["told-same-of", partner.Name, when]
                    : words["told-changed-of", partner.Name, when, changes],
            ];
    }
}
