using System.Globalization;
using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>Reads words as a question: by fixed rules, the same each time, without asking anything anywhere.</summary>
public sealed class QuestionReader
{
    /// <summary>A longer text is no question, and isn't read.</summary>
    public const int LongestText = 2000;

    private readonly Phrasebook phrasebook;
    private readonly TopicCatalogue topics;
    private readonly string house;
    private readonly Cues<string> names = new();
    private readonly Cues<string> phrases = new();
    private readonly Cues<Stage> stages = new();
    private readonly Cues<Track> tracks = new();
    private readonly Cues<AccessState> access = new();
    private readonly Cues<bool> page = new();
    private readonly Dictionary<string, HashSet<string>> everyday = new(StringComparer.Ordinal);
    private readonly HashSet<string> everydayAnywhere = new(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The house's language is none of the phrasebook's; the message names those there are.</exception>
    public QuestionReader(Phrasebook phrasebook, TopicCatalogue topics, Locale locale)
    {
        (this.phrasebook, this.topics) = (phrasebook, topics);
        house = phrasebook[locale.Language].Code;
        foreach (var words in phrasebook.All)
        {
            Learn(words.File);
        }
    }

    /// <summary>What is asked; the topic is <c>unknown</c> where the words fit none. Any text can be read.</summary>
    public Question Read(Asked asked, VisibleNames visible)
    {
        var text = asked.Words.Length > LongestText ? "" : Token.Normalise(asked.Words);
        var sentence = new Sentence(text);
        var language = LanguageOf(asked, sentence);
        if (text.StartsWith('/') && sentence.Tokens.Count > 0)
        {
            sentence.Take(0, 1);
        }

        var topic = ReadTopic(sentence);
        var finder = new NameFinder(sentence, visible, everydayAnywhere);
        if (topic is null || topics[topic].MayNamePartners)
        {
            finder.Find(named: topic is not null);
        }

        topic ??= finder.Partners.Count + finder.Unclear.Count > 0 ? StatusTopic.TopicName : UnknownTopic.TopicName;
        var track = Take(tracks, sentence);
        return new(
            asked,
            topic,
            finder.Partners,
            track,
            topics[topic].AboutPartners ? new Filters() : ReadFilters(sentence, track),
            Focus: null,
            language,
            finder.Unclear,
            finder.Corrections,
            names.In(sentence)?.Meaning
        );
    }

    private void Learn(LanguageFile file)
    {
        foreach (var (topic, said) in file.Topics)
        {
            names.Add(said.Names, topic);
            phrases.Add(said.Phrases, topic);
        }

        foreach (var (stage, said) in file.Vocabulary.Stages)
        {
            stages.Add(said, stage);
        }

        foreach (var (track, said) in file.Vocabulary.Tracks)
        {
            tracks.Add(said, track);
        }

        foreach (var (state, said) in file.Vocabulary.Access)
        {
            access.Add(said, state);
        }

        page.Add(file.Vocabulary.Page, meaning: true);
        var cues = file.Topics.Values.SelectMany(said => said.Names.Concat(said.Phrases));
        everyday[file.Code] =
        [
            .. file.Markers.Concat(cues).Concat(file.Vocabulary.All()).SelectMany(said => Token.KeyOf(said).Split(' ')),
        ];
        everydayAnywhere.UnionWith(everyday[file.Code]);
    }

    // What the asker chose, then the language most of the words are in, then the house's.
    private string LanguageOf(Asked asked, Sentence sentence)
    {
        if (phrasebook.Find(asked.Language) is { } chosen)
        {
            return chosen.Code;
        }

        return everyday
            .Keys.OrderByDescending(code => string.Equals(code, house, StringComparison.Ordinal))
            .MaxBy(Said)!;

        int Said(string code) => sentence.Tokens.Count(token => everyday[code].Contains(token.Key));
    }

    private string? ReadTopic(Sentence sentence)
    {
        var first = sentence.Tokens.Count - sentence.FreeCount;
        var cue = names.At(sentence, first) ?? phrases.In(sentence) ?? names.In(sentence);
        if (cue is not null)
        {
            sentence.Take(cue.Start, cue.Count);
        }

        return cue?.Meaning;
    }

    private Filters ReadFilters(Sentence sentence, Track? track) =>
        new(Take(stages, sentence), track, Take(access, sentence), Page: ReadPage(sentence));

    private string? ReadPage(Sentence sentence)
    {
        var after = page.In(sentence) is { } cue ? cue.Start + cue.Count : sentence.Tokens.Count;
        return
            after < sentence.Tokens.Count
            && int.TryParse(sentence.Tokens[after].Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static T? Take<T>(Cues<T> cues, Sentence sentence)
        where T : struct
    {
        if (cues.In(sentence) is not { } cue)
        {
            return null;
        }

        sentence.Take(cue.Start, cue.Count);
        return cue.Meaning;
    }
}
