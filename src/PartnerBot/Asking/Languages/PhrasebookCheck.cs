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
        }

        CheckClashes(languages);
        CheckCalled(languages);
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

    private static void CheckClashes(IEnumerable<Words> languages)
    {
        var taken = new Dictionary<string, (string Topic, string Language)>(StringComparer.Ordinal);
        foreach (var words in languages)
        {
            foreach (var (topic, said) in words.File.Topics)
            {
                foreach (var cue in said.Names.Concat(said.Phrases).Select(Token.KeyOf))
                {
                    var first = taken.TryGetValue(cue, out var use) ? use : taken[cue] = (topic, words.Code);
                    Require(
                        string.Equals(first.Topic, topic, StringComparison.Ordinal),
                        $"The topics \"{first.Topic}\" ({first.Language}) and \"{topic}\" ({words.Code}) both answer to \"{cue}\": give one of them another word."
                    );
                }
            }
        }
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
