using PartnerBot.Asking.Reading;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Languages;

/// <summary>What must hold between language files, so that no user is the first to find a gap.</summary>
internal static class PhrasebookCheck
{
    private static readonly Type[] Spoken =
    [
        typeof(Stage),
        typeof(Track),
        typeof(TrackStatus),
        typeof(AccessState),
        typeof(AccessBy),
        typeof(Visibility),
        typeof(Wording),
        typeof(MilestoneKind),
        typeof(RequirementOrigin),
        typeof(RequirementStatus),
        typeof(DayOfWeek),
    ];

    /// <exception cref="InvalidDataException">Something doesn't hold; the message names the language, the key and what is wrong.</exception>
    public static void Run(IReadOnlyList<Words> languages)
    {
        if (languages.Count == 0)
        {
            throw new InvalidDataException("There is no language file.");
        }

        if (
            languages
                .GroupBy(words => words.Code, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
        {
            throw new InvalidDataException($"Two language files have the code \"{twice.Key}\".");
        }

        foreach (var words in languages)
        {
            CheckWords(words, languages[0]);
            CheckTopics(words, languages[0]);
            CheckVocabulary(words);
            CheckCalendar(words);
        }

        CheckClashes(languages);
        CheckCalled(languages);
        foreach (var words in languages)
        {
            CheckPhrases(words);
            CheckWritten(words);
            CheckSpellings(words);
        }
    }

    private static void CheckWords(Words words, Words model)
    {
        string[] spoken = [.. Spoken.SelectMany(type => Enum.GetNames(type).Select(name => Words.KeyOf(type, name)))];
        SameKeys(words.Code, "words for", words.File.Words.Keys, [.. model.File.Words.Keys, .. spoken]);
        foreach (var key in words.File.Words.Keys)
        {
            Require(
                words.Placeholders(key).SequenceEqual(model.Placeholders(key)),
                $"The {words.Code} words for \"{key}\" have other placeholders than the {model.Code} ones."
            );
        }
    }

    private static void CheckTopics(Words words, Words model)
    {
        SameKeys(words.Code, "topic", words.File.Topics.Keys, model.File.Topics.Keys);
        foreach (var (topic, said) in words.File.Topics.Where(topic => topic.Value.Names.Count > 0))
        {
            Require(
                said is { Example: not "", About: not "", More: not "" },
                $"The {words.Code} topic \"{topic}\" needs an example, a line about it and more for the help."
            );
        }
    }

    private static void CheckVocabulary(Words words)
    {
        var vocabulary = words.File.Vocabulary;
        Require(words.File.Months.Count == 12, $"The {words.Code} file needs twelve months.");
        Require(
            vocabulary.Stages.Count == Enum.GetValues<Stage>().Length
                && vocabulary.Tracks.Count == Enum.GetValues<Track>().Length
                && vocabulary.Access.Count == Enum.GetValues<AccessState>().Length
                && vocabulary
                    .Stages.Values.Concat(vocabulary.Tracks.Values)
                    .Concat(vocabulary.Access.Values)
                    .All(said => said.Count > 0)
                && vocabulary.Page.Count > 0,
            $"The {words.Code} vocabulary needs at least one word for each stage, track, access and for a page."
        );
    }

    private static void CheckCalendar(Words words)
    {
        var periods = words.File.Reading.Periods;
        Require(
            periods.Months.Count == 12 && periods.Months.All(month => month.Count > 0),
            $"The {words.Code} periods need words for twelve months, from January on."
        );
        Require(
            periods.Weekdays.Count == 7 && periods.Weekdays.All(weekday => weekday.Count > 0),
            $"The {words.Code} periods need words for seven weekdays, from Monday on."
        );
        var several = periods
            .All()
            .Except(periods.Days(), StringComparer.Ordinal)
            .FirstOrDefault(word => Token.Split(word).Count != 1);
        Require(several is null, $"The {words.Code} periods have \"{several}\", which is not one word.");
        var silent = Enum.GetValues<Focus>().Except(words.File.Reading.Focuses.Keys.Where(HasPhrases)).ToList();
        Require(
            silent.Count == 0,
            $"The {words.Code} file has no phrases for the focus \"{string.Join(", ", silent).ToLowerInvariant()}\"."
        );

        bool HasPhrases(Focus focus) => words.File.Reading.Focuses[focus].Phrases.Count > 0;
    }

    private static void CheckClashes(IEnumerable<Words> languages)
    {
        var taken = new Dictionary<string, (string What, string Language)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (words, what, said) in languages.SelectMany(Decisive))
        {
            foreach (var phrase in said.SelectMany(PhraseForm.Spelt))
            {
                if (!taken.TryAdd(phrase, (what, words.Code)) && taken[phrase] is var first && first.What != what)
                {
                    throw new InvalidDataException(
                        $"The {first.What} ({first.Language}) and the {what} ({words.Code}) both answer to \"{phrase.ToLowerInvariant()}\": give one of them another word."
                    );
                }
            }
        }
    }

    // Hints decide nothing where something else is said, so several may share one.
    private static IEnumerable<(Words Words, string What, IEnumerable<string> Said)> Decisive(Words words) =>
        words
            .File.Topics.Select(topic =>
                (words, $"topic \"{topic.Key}\"", topic.Value.Names.Concat(topic.Value.Phrases))
            )
            .Concat(
                words.File.Reading.Focuses.Select(focus =>
                    (words, $"focus \"{focus.Key.ToString().ToLowerInvariant()}\"", focus.Value.Phrases.AsEnumerable())
                )
            );

    private static void CheckPhrases(Words words)
    {
        var file = words.File;
        string[] phrases =
        [
            .. file.Phrases(),
            .. file.Vocabulary.Everything(),
            .. file.Called,
            .. file.Reading.Periods.All(),
            .. file.Reading.Clock.All(),
            .. file.Reading.Ordering.Phrases(),
        ];
        var faulty = phrases.FirstOrDefault(phrase => PhraseForm.Fault(phrase) is not null);
        Require(
            faulty is null,
            $"The {words.Code} phrase \"{faulty}\" can't be read: {PhraseForm.Fault(faulty ?? "")}."
        );
    }

    // What is written in buttons must be a question as it stands.
    private static void CheckWritten(Words words)
    {
        var file = words.File;
        string[] written =
        [
            .. file.Topics.Values.SelectMany(topic => topic.Names.Take(1)),
            .. file.Vocabulary.Stages.Values.Select(said => said[0]),
            .. file.Vocabulary.Tracks.Values.Select(said => said[0]),
            .. file.Vocabulary.Access.Values.Select(said => said[0]),
            file.Vocabulary.Page[0],
            file.Called[0],
        ];
        var pattern = written.FirstOrDefault(phrase => !PhraseForm.IsPlain(phrase));
        Require(
            pattern is null,
            $"The {words.Code} word \"{pattern}\" is written in buttons: put one without \"/\", \"*\", \"…\" and \"<\" before it."
        );
    }

    private static void CheckSpellings(Words words)
    {
        var known = Lexicon.WordsOf(words.File);
        var (slang, meant) = words.File.Reading.Spellings.FirstOrDefault(spelling => !known.Contains(spelling.Value));
        Require(
            slang is null,
            $"The {words.Code} spelling \"{slang}\" stands for \"{meant}\", which is none of the language's words."
        );
    }

    private static void CheckCalled(IEnumerable<Words> languages)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in languages)
        {
            Require(
                words.File.Called.Count > 0,
                $"The {words.Code} file needs a name by which the language is called."
            );
            foreach (var name in words.File.Called.Select(Token.KeyOf))
            {
                Require(name.Length > 0, $"The {words.Code} file calls the language by a name without a letter.");
                Require(
                    taken.TryAdd(name, words.Code) || string.Equals(taken[name], words.Code, StringComparison.Ordinal),
                    $"The languages {taken.GetValueOrDefault(name)} and {words.Code} are both called \"{name}\": take it from one of them."
                );
            }
        }
    }

    private static void SameKeys(string language, string what, IEnumerable<string> actual, IEnumerable<string> expected)
    {
        var lacking = expected.Except(actual, StringComparer.Ordinal).FirstOrDefault();
        Require(lacking is null, $"The {language} file has no {what} \"{lacking}\".");
        var excess = actual.Except(expected, StringComparer.Ordinal).FirstOrDefault();
        Require(excess is null, $"Only the {language} file has the {what} \"{excess}\".");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
