using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>A question as it was read, and what is said to it.</summary>
public sealed record Answer(Question Question, Message Message);

/// <summary>From words to a message, the same on every platform.</summary>
public sealed class Answerer(
    QuestionReader reader,
    TopicCatalogue topics,
    Phrasebook phrasebook,
    IPartnerSource registry,
    Access access,
    LastAsked lastAsked,
    TimeProvider clock,
    Locale locale
)
{
    /// <exception cref="RegistryUnavailableException">The answer needs the registry, which can't be reached and was never read;
    /// <see cref="Unavailable"/> says so.</exception>
    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        var partners = new VisiblePartners(access, registry);
        var names = await ReadNamesAsync(asked, partners, cancellationToken);
        var read = reader.Read(asked, names);
        if (read.Unclear.Any(name => name.Candidates.Count == 0))
        {
            // Perhaps the partner is newer than the list.
            names = await partners.NamesAnewAsync(cancellationToken);
            read = reader.Read(asked, names);
        }

        // Who has gone since the list was read, or may be seen no more, is as if never on it: the words are read again.
        for (; ; )
        {
            var missing = partners.Missing;
            var question = await CarryAsync(read, names, cancellationToken);
            var message = await SayAsync(question, partners, names, cancellationToken);
            if (partners.Missing > missing)
            {
                read = reader.Read(asked, names);
                continue;
            }

            await RememberAsync(question, cancellationToken);
            return new(question, Finish(message, question, carried: question != read, names));
        }
    }

    private async Task<Message> SayAsync(
        Question question,
        VisiblePartners partners,
        VisibleNames names,
        CancellationToken cancellationToken
    )
    {
        var topic = topics[question.Topic];
        return question.Partners.Count == 0 && (topic.AboutPartners || question.Unclear.Count > 0)
            ? WhichPartner.Ask(question, phrasebook[question.Language], names)
            : await topic.AnswerAsync(question, partners, cancellationToken);
    }

    /// <summary>One sentence, in the language of the question, for where it can't be answered.</summary>
    public string Unavailable(Asked asked) => phrasebook[reader.Read(asked, VisibleNames.None).Language]["unavailable"];

    // Help needs no registry, so it is given without one.
    private async Task<VisibleNames> ReadNamesAsync(
        Asked asked,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await partners.NamesAsync(cancellationToken);
        }
        catch (RegistryUnavailableException) when (reader.Read(asked, VisibleNames.None).Topic is HelpTopic.TopicName)
        {
            return VisibleNames.None;
        }
    }

    private async Task<Question> CarryAsync(Question question, VisibleNames names, CancellationToken cancellationToken)
    {
        if (!topics[question.Topic].AboutPartners || question.Partners.Count + question.Unclear.Count > 0)
        {
            return question;
        }

        var last = await lastAsked.FindAsync(question.Asked.Asker, cancellationToken);
        return last is not null && names.Find(last.Partner) is not null
            ? question with
            {
                Partners = [last.Partner],
            }
            : question;
    }

    private Task RememberAsync(Question question, CancellationToken cancellationToken) =>
        question.Partners is [var partner]
            ? lastAsked.RememberAsync(question.Asked.Asker, partner, clock.GetUtcNow(), cancellationToken)
            : Task.CompletedTask;

    private Message Finish(Message message, Question question, bool carried, VisibleNames names)
    {
        var words = phrasebook[question.Language];
        var now = clock.GetUtcNow();
        var zone = locale.ZoneFor(question);
        var unclear = question.Partners.Count > 0 ? question.Unclear : [];
        IEnumerable<string> corrections = question.Corrections.Select(correction =>
            words["correction", PlainText.Echo(correction.Words), NameOf(correction.Partner)]
        );
        var finished = message with
        {
            TimeZone = zone.Id,
            Notes =
            [
                .. corrections,
                .. carried ? [words["about-last", NameOf(question.Partners[0])]] : Array.Empty<string>(),
                .. unclear.Select(name => WhichPartner.Say(name, words)),
                .. message.Notes,
                .. message.Freshness is { Stale: true } fresh
                    ? [words["stale", words.Clock(fresh.AsOf, now, zone)]]
                    : Array.Empty<string>(),
            ],
            Actions =
            [
                .. message
                    .Actions.Concat(unclear.SelectMany(name => WhichPartner.Offer(question.Topic, name, words, names)))
                    .Where(action => topics.Contains(action.Topic)),
            ],
        };
        return finished with { Text = PlainAnswer.Of(finished, words, now, zone) };

        string NameOf(PartnerId id) => names.Find(id)?.Name ?? id.Value;
    }
}
