using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking.Reading;

/// <summary>What is asked of: the topic, for a status its focus, and what else it is about.</summary>
internal sealed record TopicRead(string Topic, Focus? Focus, string? Subject);

/// <summary>
/// Decides the topic: every phrase found speaks for one with its weight, and the topic of the greatest weight is meant; of
/// equals the one of higher <see cref="ITopic.Precedence"/>.
/// </summary>
internal sealed class TopicReader
{
    // A command decides alone; its word elsewhere in a sentence weighs about as much as a phrase.
    private const double Command = 5;
    private const double GeneralCommand = 2.2;
    private const double Name = 1.9;
    private const double GeneralName = 1.2;
    private const double Phrase = 2;
    private const double Hint = 1;

    // Who asks of changes mostly says since when.
    private const double Period = 0.5;

    private readonly TopicCatalogue topics;
    private readonly Lexicon lexicon;
    private readonly Phrases<string> names;
    private readonly Phrases<Meaning> phrases;

    private readonly HashSet<string> codes;

    private sealed record Meaning(string Topic, Focus? Focus = null);

    public TopicReader(IReadOnlyList<Words> words, TopicCatalogue topics, Lexicon lexicon)
    {
        (this.topics, this.lexicon) = (topics, lexicon);
        (names, phrases) = (new(lexicon), new(lexicon));
        codes = [.. words.Select(language => language.Code)];
        foreach (var file in words.Select(language => language.File))
        {
            foreach (var (topic, said) in file.Topics)
            {
                names.Add(said.Names, topic, weight: 1);
                phrases.Add(said.Phrases, new(topic), Phrase);
                phrases.Add(said.Hints, new(topic), Hint);
            }

            foreach (var (focus, said) in file.Reading.Focuses)
            {
                phrases.Add(said.Phrases, new(StatusTopic.TopicName, focus), Phrase);
                phrases.Add(said.Hints, new(StatusTopic.TopicName, focus), Hint);
            }
        }
    }

    /// <param name="found">Has found the certain names; finds the others, as far as the topic lets expect them.</param>
    /// <param name="period">Null where no period was said, else whether it is just today.</param>
    /// <param name="language">The code of a language that was named.</param>
    public TopicRead Read(Sentence sentence, NameFinder found, bool? period, string? language)
    {
        var command = CommandOf(sentence);
        var cued =
            Weigh(sentence, command, anyPartner: true).Count > 0
            || Enumerable.Range(0, sentence.Count).Any(at => sentence.Tag(at) is not null and not "<partner>");
        var commanded = command is { } word && topics[word.Meaning].MayNamePartners;
        if (command is null || commanded || topics[command.Meaning].IsGeneral)
        {
            found.FindOrdinary(commanded ? command!.Places[0] : null, cued);
            found.FindInexact(cued);
        }

        var weights = Weigh(sentence, command, anyPartner: !found.IsEmpty);
        PreferPartners(weights, found);
        if (period is not null && weights.TryGetValue(new(ChangesTopic.TopicName), out var changes))
        {
            weights[new(ChangesTopic.TopicName)] = changes + Period;
        }

        var best = Best(weights);
        var topic = best?.Topic ?? TopicWithoutPhrase(sentence, found);
        var isNews = topic is StatusTopic.TopicName && IsNews(best, command?.Meaning, found, period);
        if (
            found.Partners.Count == 0
            && !Concludes(sentence, found, topic, command, best is null ? 0 : Rounded(weights[best]))
        )
        {
            return new(UnknownTopic.TopicName, Focus: null, Subject: null);
        }

        if (isNews)
        {
            return new(ChangesTopic.TopicName, Focus: null, Subject: null);
        }

        if (topics[topic].MayNamePartners)
        {
            found.FindUnknownBeside();
        }

        return new(
            topic,
            topic is StatusTopic.TopicName ? FocusOf(weights) : null,
            SubjectOf(sentence, topic, language)
        );
    }

    private Found<string>? CommandOf(Sentence sentence)
    {
        var first = Enumerable.Range(0, sentence.Count).FirstOrDefault(at => !IsBefore(at), sentence.Count);
        return first < sentence.Count && !sentence.IsNamed(first) && !sentence.IsCapitalised(first)
            ? names.At(sentence, first).MaxBy(name => name.Weight)
            : null;

        bool IsBefore(int at) => sentence.Tag(at) is "<command>" || lexicon.IsOpener(sentence.Words[at]);
    }

    private Dictionary<Meaning, double> Weigh(Sentence sentence, Found<string>? command, bool anyPartner)
    {
        var weights = new Dictionary<Meaning, double>();
        foreach (var phrase in phrases.In(sentence))
        {
            Add(phrase.Meaning, phrase.Weight, phrase.Places);
        }

        foreach (var name in names.In(sentence))
        {
            var isCommand = command is not null && name.Places[0] == command.Places[0];
            var weight = (isCommand, topics[name.Meaning].IsGeneral) switch
            {
                (true, false) => Command,
                (true, true) => GeneralCommand,
                (false, false) => Name,
                (false, true) => GeneralName,
            };
            Add(new(name.Meaning), weight, name.Places);
        }

        if (anyPartner)
        {
            weights.Remove(new(HelpTopic.TopicName));
        }

        if (anyPartner && command?.Meaning is not ListTopic.TopicName)
        {
            weights.Remove(new(ListTopic.TopicName));
        }

        return weights;

        void Add(Meaning meaning, double weight, IReadOnlyList<int> places)
        {
            // Of equals the earlier.
            var weighed = weight - (0.001 * Math.Min(places[0], 40));
            weights[meaning] = Math.Max(weighed, weights.GetValueOrDefault(meaning));
            foreach (var place in places)
            {
                sentence.Explain(place);
            }
        }
    }

    // "Who shut off vimeo" asks about one partner, though none of that name is known.
    private void PreferPartners(Dictionary<Meaning, double> weights, NameFinder found)
    {
        var list = new Meaning(ListTopic.TopicName);
        if (
            found.AnyStrange
            && weights.TryGetValue(list, out var weight)
            && weight < Command
            && weights.Any(other => topics[other.Key.Topic].AboutPartners && other.Value > weight - 0.2)
        )
        {
            weights.Remove(list);
        }
    }

    private Meaning? Best(Dictionary<Meaning, double> weights) =>
        weights.Count == 0
            ? null
            : weights
                .OrderByDescending(weight => Rounded(weight.Value))
                .ThenByDescending(weight => topics[weight.Key.Topic].Precedence)
                .ThenByDescending(weight => weight.Value)
                .ThenBy(weight => weight.Key.Topic, StringComparer.Ordinal)
                .First()
                .Key;

    // A partner alone asks how far it is, a stage alone for those who are at it.
    private string TopicWithoutPhrase(Sentence sentence, NameFinder found) =>
        !found.IsEmpty ? StatusTopic.TopicName
        : IsOnly(sentence, "<stage>") ? ListTopic.TopicName
        : IsOnly(sentence, "<track>") ? StatusTopic.TopicName
        : UnknownTopic.TopicName;

    private bool IsOnly(Sentence sentence, string tag) =>
        Enumerable.Range(0, sentence.Count).Any(at => sentence.Tag(at) == tag)
        && Enumerable.Range(0, sentence.Count).All(at => sentence.IsExplained(at) || IsFiller(sentence, at));

    // "Any news this week" asks what changed; "status this week" asks how far it is.
    private static bool IsNews(Meaning? best, string? command, NameFinder found, bool? period) =>
        period is { } today
        && best?.Focus is null
        && command is not StatusTopic.TopicName
        && (!today || (best is not null && found.IsEmpty));

    /// <summary>Without a partner, whether the question is one nevertheless: words have a place in it, or are meant as a name.</summary>
    private bool Concludes(Sentence sentence, NameFinder found, string topic, Found<string>? command, double weight)
    {
        var isWhole = weight >= Name;
        if (found.IsEmpty && topics[topic].MayNamePartners && (isWhole || command is not null || Unexplained() <= 2))
        {
            found.FindUnknown(command is not null, isWhole && topics[topic].AboutPartners);
        }

        return found.Unclear.Count > 0 || Unexplained() <= Left(topic, weight);

        int Unexplained() =>
            Enumerable.Range(0, sentence.Count).Count(at => !sentence.IsExplained(at) && !IsFiller(sentence, at));
    }

    /// <summary>How many words may be left without a place: the more, the more was said by the phrase.</summary>
    private static int Left(string topic, double weight) =>
        weight < Phrase || topic is StatusTopic.TopicName ? 0
        : weight > Phrase ? 2
        : 1;

    private bool IsFiller(Sentence sentence, int at) =>
        lexicon.IsFiller(sentence.Words[at])
        || lexicon.IsFiller(sentence.Tokens[at].Key)
        || lexicon.IsCue(sentence.Words[at]);

    // Without what the place in the sentence takes off.
    private static double Rounded(double weight) => Math.Round(weight + 0.02, 1);

    private static Focus? FocusOf(Dictionary<Meaning, double> weights)
    {
        var plain = weights.GetValueOrDefault(new(StatusTopic.TopicName));
        var least = Rounded(plain) is >= Phrase and not GeneralCommand ? Name : Hint;
        return weights
            .Where(weight => weight.Key.Focus is not null && Rounded(weight.Value) >= least)
            .OrderByDescending(weight => weight.Value)
            .Select(weight => weight.Key.Focus)
            .FirstOrDefault();
    }

    // "language en"
    private string? CodeIn(Sentence sentence) =>
        Enumerable
            .Range(1, Math.Max(0, sentence.Count - 1))
            .Select(at => sentence.Tokens[at].Key)
            .FirstOrDefault(codes.Contains);

    private string? SubjectOf(Sentence sentence, string topic, string? language) =>
        topic switch
        {
            HelpTopic.TopicName => names
                .In(sentence)
                .Select(name => name.Meaning)
                .FirstOrDefault(name => name is not HelpTopic.TopicName),
            LanguageTopic.TopicName => language ?? CodeIn(sentence),
            _ => null,
        };
}
