using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;

namespace PartnerBot.Asking.Reading;

/// <summary>What is asked: the topic, for a status its focus, and what else it is about.</summary>
internal sealed record TopicRead(string Topic, Focus? Focus = null, string? Subject = null);

/// <summary>What was found in a sentence before its topic.</summary>
/// <param name="IsToday">Null where no period was said, else whether it is just today.</param>
/// <param name="IsArranged">A time, how often, an end or a colleague was said, as an order about no partner does.</param>
internal sealed record BeforeTopic(
    Sentence Sentence,
    NamesIn Names,
    bool? IsToday,
    Narrowed Narrowed,
    bool IsArranged = false
);

/// <summary>Decides the topic: every phrase found speaks for one with its weight, see <see cref="TopicWeights"/>.</summary>
internal sealed class TopicReader
{
    // Who asks of changes mostly says since when.
    private const double WithPeriod = 0.5;

    private readonly TopicCatalogue topics;
    private readonly Phrases<string> commands;
    private readonly Phrases<Meaning> phrases;
    private readonly QuestionCheck check;
    private readonly TopicRivals rivals;
    private readonly HashSet<string> codes;
    private readonly Phrases<bool> preferring;

    public TopicReader(Phrasebook phrasebook, TopicCatalogue topics)
    {
        (this.topics, rivals) = (topics, new(topics));
        (commands, phrases) = (new(phrasebook.Lexicon), new(phrasebook.Lexicon));
        preferring = new(phrasebook.Lexicon);
        check = new(topics, phrasebook);
        codes = [.. phrasebook.All.Select(language => language.Code)];
        foreach (var file in phrasebook.All.Select(language => language.File))
        {
            foreach (var (topic, said) in file.Topics)
            {
                commands.Add(said.Names, topic, weight: 1);
                Learn(new(topic), said.Phrases, said.Hints);
            }

            preferring.Add(file.Reading.Ordering.TellHere, meaning: true, weight: 1);
            Learn(new(SubscriptionsTopic.TopicName), file.Reading.Ordering.TellHere, []);
            foreach (var (focus, said) in file.Reading.Focuses)
            {
                Learn(new(StatusTopic.TopicName, focus), said.Phrases, said.Hints);
            }
        }
    }

    public TopicRead Read(BeforeTopic before)
    {
        var (sentence, names, isToday, narrowed, _) = before;
        var command = CommandOf(sentence);
        var weights = Weigh(sentence, command);
        if (FindNames(sentence, names, command, cued: !weights.IsEmpty))
        {
            weights = Weigh(sentence, command);
        }

        names.Found.DropDenied(sentence.IsDenied);
        TopicRivals.PreferPartners(weights, command, names);
        rivals.ForgetArranging(weights, command, before);
        if (isToday is not null)
        {
            weights.Strengthen(ChangesTopic.TopicName, WithPeriod);
        }

        var topic = TopicOf(before, weights);
        var isNews = topic is StatusTopic.TopicName && IsNews(weights, command, names.Found, isToday);
        if (!IsQuestion(sentence, names, topic, command, weights))
        {
            return new(UnknownTopic.TopicName);
        }

        if (isNews)
        {
            return new(ChangesTopic.TopicName);
        }

        if (topics[topic].MayNamePartners)
        {
            names.Unknown.FindBeside();
        }

        var focus = topic is StatusTopic.TopicName ? weights.Focus : null;
        return new(topic, focus, SubjectOf(sentence, topic, narrowed.Language));
    }

    private static string TopicOf(BeforeTopic before, TopicWeights weights)
    {
        var found = before.Names.Found;
        var topic = weights.Meant?.Topic ?? TopicWithoutPhrase(before.Sentence, found);
        // "Status of all" is a list.
        return
            topic is StatusTopic.TopicName
            && found.IsEmpty
            && weights.Focus is null
            && before is { Narrowed.All: true, IsToday: null }
            ? ListTopic.TopicName
            : topic;
    }

    private bool IsQuestion(
        Sentence sentence,
        NamesIn names,
        string topic,
        Found<string>? command,
        TopicWeights weights
    ) =>
        (command is not null || !check.IsOrder(sentence, weights.Best))
        && (!names.Found.IsEmpty || !check.IsCourtesy(sentence))
        && (names.Found.Partners.Count > 0 || check.Concludes(sentence, names, topic, command?.Places[0], weights));

    private void Learn(Meaning meaning, IEnumerable<string> whole, IEnumerable<string> hints)
    {
        phrases.Add(whole, meaning, TopicWeights.Phrase);
        phrases.Add(hints, meaning, TopicWeights.Hint);
    }

    private Found<string>? CommandOf(Sentence sentence) =>
        sentence.FirstWord is { } first && !sentence.IsCapitalised(first)
            ? commands.At(sentence, first).MaxBy(name => name.Weight)
            : null;

    // Names that could be something else are found by what is asked of them. Whether there were any.
    private bool FindNames(Sentence sentence, NamesIn names, Found<string>? command, bool cued)
    {
        var commanded = command is not null && topics[command.Meaning].MayNamePartners;
        if (command is not null && !commanded && !topics[command.Meaning].IsGeneral)
        {
            return false;
        }

        var before = sentence.Named;
        cued |= Enumerable
            .Range(0, sentence.Count)
            .Any(at => sentence.Tag(at) is "<stage>" or "<track>" or "<access>" or "<period>");
        names.Finder.FindOrdinary(commanded ? command!.Places[0] : null, cued);
        names.Finder.FindShortened(cued);
        if (cued || names.Found.IsEmpty)
        {
            names.Misspelt.Find();
        }

        return sentence.Named > before;
    }

    private TopicWeights Weigh(Sentence sentence, Found<string>? command)
    {
        var weights = new TopicWeights(topics);
        foreach (var phrase in phrases.In(sentence))
        {
            Add(phrase.Meaning, phrase.Weight, phrase.Places);
        }

        foreach (var name in commands.In(sentence))
        {
            var isCommand = command is not null && name.Places[0] == command.Places[0];
            Add(new(name.Meaning), WeightOf(isCommand, topics[name.Meaning].IsGeneral), name.Places);
        }

        return weights;

        void Add(Meaning meaning, double weight, IReadOnlyList<int> places)
        {
            weights.Add(meaning, weight, places[0]);
            foreach (var place in places)
            {
                sentence.Explain(place);
            }
        }
    }

    private static double WeightOf(bool isCommand, bool isGeneral) =>
        (isCommand, isGeneral) switch
        {
            (true, false) => TopicWeights.Command,
            (true, true) => TopicWeights.GeneralCommand,
            (false, false) => TopicWeights.Name,
            (false, true) => TopicWeights.GeneralName,
        };

    // A partner alone asks how far it is, a stage alone for those who are at it.
    private static string TopicWithoutPhrase(Sentence sentence, FoundNames found) =>
        !found.IsEmpty ? StatusTopic.TopicName
        : IsOnly(sentence, "<stage>") ? ListTopic.TopicName
        : IsOnly(sentence, "<track>") ? StatusTopic.TopicName
        : IsOnly(sentence, "<period>") ? ChangesTopic.TopicName
        : UnknownTopic.TopicName;

    private static bool IsOnly(Sentence sentence, string tag) =>
        Enumerable.Range(0, sentence.Count).Any(at => sentence.Tag(at) == tag) && !sentence.Left.Any();

    // "Any news this week" asks what changed; "status this week" asks how far it is.
    private static bool IsNews(TopicWeights weights, Found<string>? command, FoundNames found, bool? isToday) =>
        isToday is { } today
        && weights.Meant?.Focus is null
        && command?.Meaning is not StatusTopic.TopicName
        && (!today || (!weights.IsEmpty && found.IsEmpty));

    private string? SubjectOf(Sentence sentence, string topic, string? language) =>
        topic switch
        {
            HelpTopic.TopicName => commands
                .In(sentence)
                .Select(name => name.Meaning)
                .FirstOrDefault(name => name is not HelpTopic.TopicName),
            LanguageTopic.TopicName => language
                ?? sentence.Tokens.Skip(1).Select(word => word.Key).FirstOrDefault(codes.Contains),
            SubscriptionsTopic.TopicName when preferring.In(sentence).Count > 0 => SubscriptionsTopic.TellHere,
            _ => null,
        };
}
