using System.Globalization;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Asking.Reading;

/// <summary>What a question is narrowed by: a stage, a track, access, a page, or "all".</summary>
/// <param name="Language">The code of a language that is named.</param>
/// <param name="NotStage">A stage that was denied: "not agreed yet".</param>
internal sealed record Narrowed(
    Stage? Stage,
    Stage? NotStage,
    Track? Track,
    AccessState? Access,
    string? Language,
    bool All,
    string? Page
);

/// <summary>Finds what narrows a question, and marks it in the sentence for the phrases that need it.</summary>
internal sealed class NarrowingReader
{
    private const int MostPages = 100_000;

    private readonly Phrases<Stage> stages;
    private readonly Phrases<Track> tracks;
    private readonly Phrases<AccessState> access;
    private readonly Phrases<string> languages;
    private readonly HashSet<string> commands = new(StringComparer.Ordinal);
    private readonly Phrases<bool> all;
    private readonly Phrases<bool> page;

    public NarrowingReader(IReadOnlyList<Words> words, Lexicon lexicon)
    {
        (stages, tracks, access) = (new(lexicon), new(lexicon), new(lexicon));
        (all, page, languages) = (new(lexicon), new(lexicon), new(lexicon));
        foreach (var file in words.Select(language => language.File))
        {
            languages.Add(file.Called, file.Code, weight: 1);
            // "bahasa" is a command, though Indonesian is called so in English.
            commands.UnionWith(file.Topics.Values.SelectMany(topic => topic.Names));
            var vocabulary = file.Vocabulary;
            Learn(stages, vocabulary.Stages);
            Learn(tracks, vocabulary.Tracks);
            Learn(access, vocabulary.Access);
            all.Add(vocabulary.All, meaning: true, weight: 1);
            page.Add(vocabulary.Page, meaning: true, weight: 1);
        }
    }

    public Narrowed Read(Sentence sentence)
    {
        var stageSaid = Find(stages, sentence, "<stage>");
        return new(
            Best(stageSaid.FindAll(found => !IsDenied(sentence, found))),
            Best(stageSaid.FindAll(found => IsDenied(sentence, found))),
            Best(Find(tracks, sentence, "<track>")),
            AccessIn(sentence),
            FindLanguage(sentence),
            Find(all, sentence, "<all>").Count > 0,
            FindPage(sentence)
        );
    }

    // What is not open is closed.
    private AccessState? AccessIn(Sentence sentence)
    {
        var said = Find(access, sentence, "<access>");
        return Best(said) is not { } state ? null
            : said.TrueForAll(found => IsDenied(sentence, found))
                ? (state is AccessState.Open ? AccessState.Closed : AccessState.Open)
            : state;
    }

    private static bool IsDenied<T>(Sentence sentence, Found<T> found) => sentence.IsDenied(found.Places[0]);

    private static void Learn<T>(Phrases<T> phrases, IReadOnlyDictionary<T, IReadOnlyList<string>> vocabulary)
        where T : struct
    {
        foreach (var (meaning, said) in vocabulary)
        {
            phrases.Add(said, meaning, weight: 1);
        }
    }

    // Every one is marked.
    private static List<Found<T>> Find<T>(Phrases<T> phrases, Sentence sentence, string tag)
    {
        var said = phrases.In(sentence);
        foreach (var place in said.SelectMany(found => found.Places))
        {
            sentence.Mark(place, 1, tag);
        }

        return said;
    }

    // The longest, the first of equals.
    private static T? Best<T>(List<Found<T>> said)
        where T : struct => said.Count > 0 ? said.MaxBy(found => found.Weight)!.Meaning : null;

    private string? FindLanguage(Sentence sentence)
    {
        // "To english" is what is wanted, also where another is mentioned later.
        var found = languages
            .In(sentence)
            .Where(language => !commands.Contains(sentence.Words[language.Places[0]]) || language.Places[0] > 0)
            .OrderBy(language => sentence.IsLedTo(language.Places[0]))
            .ThenBy(language => language.Weight)
            .LastOrDefault();
        foreach (var place in found?.Places ?? [])
        {
            sentence.Mark(place, 1, "<language>");
        }

        return found?.Meaning;
    }

    private string? FindPage(Sentence sentence)
    {
        if (page.In(sentence).FirstOrDefault() is not { Places: [.., var last] } || last + 1 >= sentence.Count)
        {
            return null;
        }

        if (
            !int.TryParse(
                sentence.Tokens[last + 1].Key,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            || number > MostPages
        )
        {
            return null;
        }

        sentence.Explain(last, 2);
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
