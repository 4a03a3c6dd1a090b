using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>A question as it was read, and what is said to it.</summary>
/// <param name="Carried">It named no partner, and is about the one that its asker asked about last.</param>
public sealed record Answer(Question Question, Message Message, bool Carried = false)
{
    /// <summary>The words that ask the same again, whoever says them.</summary>
    public string Again => Carried ? $"{Question.Asked.Words} {Question.Partners[0]}" : Question.Asked.Words;
}

/// <summary>From words to a message, the same on every platform.</summary>
public sealed class Answerer(
    QuestionReader reader,
    TopicCatalogue topics,
    Phrasebook phrasebook,
    IPartnerSource registry,
    Access access,
    Told told,
    SinceLast sinceLast,
    Preferences preferences,
    Speakers speakers,
    TimeProvider clock,
    Locale locale
)
{
    /// <exception cref="RegistryUnavailableException">The answer needs the registry, which can't be reached and was never read;
    /// <see cref="UnavailableAsync"/> says so.</exception>
    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        speakers.Spoke(asked);
        asked = await AsChosenAsync(asked, cancellationToken);
        var partners = new VisiblePartners(access, registry, phrasebook);
        var names = await ReadNamesAsync(asked, partners, cancellationToken);
        var read = reader.Read(asked, names);
        if (read.Unclear.Any(name => name.IsUnknown))
        {
            // Perhaps the partner is newer than the list.
            names = await partners.NamesAnewAsync(cancellationToken);
            read = reader.Read(asked, names);
        }

        for (; ; )
        {
            if (await TryAnswerAsync(read, partners, names, cancellationToken) is { } answer)
            {
                return answer;
            }

            read = reader.Read(asked, names);
        }
    }

    /// <summary>
    /// The answer to a question as it was read; null where a partner has gone since the list was read, or may be seen no
    /// more. It is then as if never on it, and the words are to be read again.
    /// </summary>
    internal async Task<Answer?> TryAnswerAsync(
        Question read,
        VisiblePartners partners,
        VisibleNames names,
        CancellationToken cancellationToken
    )
    {
        var missing = partners.Missing;
        var question = await CarryAsync(read, names, cancellationToken);
        var message = await SayAsync(question, partners, names, cancellationToken);
        var since = await sinceLast.ReadAsync(question, partners, cancellationToken);
        if (partners.Missing > missing)
        {
            return null;
        }

        Remember(question, since);
        var carried = question != read;
        return new(question, Finish(message, question, carried, since, names), carried);
    }

    /// <summary>One sentence, in the language of the question, for where it can't be answered.</summary>
    /// <param name="later">It will be, where it was asked, once it can.</param>
    public async Task<Message> UnavailableAsync(Asked asked, bool later, CancellationToken cancellationToken)
    {
        var read = reader.Read(await AsChosenAsync(asked, cancellationToken), VisibleNames.None);
        var words = phrasebook[read.Language];
        return OneSentence.Of(words[later ? "later" : "unavailable"], words);
    }

    /// <summary>
    /// A partner's status as this asker is answered it, of which nothing is remembered: it is shown to be chosen, or to
    /// others. Null where there is no such partner that the asker may see.
    /// </summary>
    /// <param name="asked">With what the asker chose, see <see cref="AsChosenAsync"/>; its words are not read.</param>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    internal async Task<Answer?> ShowAsync(
        Asked asked,
        PartnerId partner,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        if (await partners.FindAsync(partner, cancellationToken) is null)
        {
            return null;
        }

        var read = reader.Read(asked with { Words = "" }, VisibleNames.None);
        var words = $"{phrasebook[read.Language].Command(StatusTopic.TopicName)} {partner}";
        var question = read with
        {
            Asked = asked with { Words = words },
            Topic = StatusTopic.TopicName,
            Partners = [partner],
        };
        var message = await topics[question.Topic].AnswerAsync(question, partners, cancellationToken);
        return new(question, Finish(message, question, carried: false, Since.Nothing, VisibleNames.None));
    }

    /// <summary>What this question says of language and zone goes before what its asker chose once.</summary>
    internal async Task<Asked> AsChosenAsync(Asked asked, CancellationToken cancellationToken)
    {
        var chosen = await preferences.FindAsync(asked.Asker, cancellationToken);
        return asked with
        {
            Language = asked.Language ?? chosen.Language,
            TimeZone = asked.TimeZone ?? Locale.ZoneNamed(chosen.TimeZone),
        };
    }

    private async Task<Message> SayAsync(
        Question question,
        VisiblePartners partners,
        VisibleNames names,
        CancellationToken cancellationToken
    )
    {
        var topic = topics[question.Topic];
        return question.Partners.Count == 0 && (NeedsPartner(question) || question.Unclear.Count > 0)
            ? WhichPartner.Ask(question, phrasebook[question.Language], names)
            : await topic.AnswerAsync(question, partners, cancellationToken);
    }

    private bool NeedsPartner(Question question) =>
        topics[question.Topic] is { AboutPartners: true } topic && !(topic.MayBeOfAll && question.Filters.All);

    // Help, the choice of a language and orders about no partner need no registry, so they are taken without one.
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
        catch (RegistryUnavailableException)
            when (reader.Read(asked, VisibleNames.None).Topic is var topic
                && (
                    topic is HelpTopic.TopicName or LanguageTopic.TopicName
                    || topics[topic] is { IsOrder: true, MayNamePartners: false }
                )
            )
        {
            return VisibleNames.None;
        }
    }

    private async Task<Question> CarryAsync(Question question, VisibleNames names, CancellationToken cancellationToken)
    {
        if (!NeedsPartner(question) || question.Partners.Count + question.Unclear.Count > 0)
        {
            return question;
        }

        var (asker, conversation) = (question.Asked.Asker, question.Asked.Conversation);
        var last = await told.LastAsync(asker, conversation, clock.GetUtcNow(), cancellationToken);
        return last is { } partner && names.Find(partner) is not null
            ? question with
            {
                Partners = [partner],
                Unclear = [],
            }
            : question;
    }

    private void Remember(Question question, Since since)
    {
        if (question.Partners.Count > 0)
        {
            // Behind the answer, which doesn't wait for it.
            _ = told.RememberAsync(
                question.Asked.Asker,
                question.Asked.Conversation,
                [
                    .. question
                        .Partners.Take(SinceLast.ManyPartners)
                        .Select(partner => new ToldNow(partner, since.Facts.GetValueOrDefault(partner))),
                ],
                clock.GetUtcNow(),
                CancellationToken.None
            );
        }
    }

    private bool IsShown(MessageAction action, Asked asked) =>
        action.Topic is MessageAction.Share ? asked.InRoom : topics.Contains(action.Topic);

    private Message Finish(Message message, Question question, bool carried, Since since, VisibleNames names)
    {
        var words = phrasebook[message.Language];
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
                .. message.Freshness is { Stale: true } fresh
                    ? [words["stale", words.Clock(fresh.AsOf, now, zone)]]
                    : Array.Empty<string>(),
                .. corrections,
                .. carried ? [words["about-last", NameOf(question.Partners[0])]] : Array.Empty<string>(),
                .. since.Notes,
                .. unclear.Select(name => WhichPartner.Say(name, words)),
                .. message.Notes,
            ],
            Actions =
            [
                .. message
                    .Actions.Concat(unclear.SelectMany(name => WhichPartner.Offer(question.Topic, name, words, names)))
                    .Where(action => IsShown(action, question.Asked)),
            ],
        };
        return finished with { Text = PlainAnswer.Of(finished, words, now, zone) };

        string NameOf(PartnerId id) => names.Find(id)?.Name ?? id.Value;
    }
}
