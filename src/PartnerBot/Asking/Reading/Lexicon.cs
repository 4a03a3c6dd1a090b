using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>The words of all languages at once, since people mix them in one sentence.</summary>
internal sealed class Lexicon
{
    // A typing error in a shorter word makes another word more often than not.
    private const int ShortestMended = 4;
    private const int LongForm = 9;

    private readonly Dictionary<string, string> spellings = new(StringComparer.Ordinal);
    private readonly HashSet<string> cues = new(StringComparer.Ordinal);
    private readonly HashSet<string> fillers = new(StringComparer.Ordinal);
    private readonly HashSet<string> particles = new(StringComparer.Ordinal);
    private readonly HashSet<string> everyday = new(StringComparer.Ordinal);
    private readonly HashSet<string> leads = new(StringComparer.Ordinal);
    private readonly HashSet<string> joiners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byLanguage = new(StringComparer.Ordinal);
    private readonly HashSet<string> negations = new(StringComparer.Ordinal);
    private readonly HashSet<string> orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> openers = new(StringComparer.Ordinal);
    private readonly HashSet<string> numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);
    private readonly List<string> suffixes = [];
    private readonly List<WordForms> forms = [];
    private readonly HashSet<(string Sign, string Word)> signs = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> everydayAsSpan;
    private readonly ILookup<(int Length, char First), string> mended;

    public Lexicon(IReadOnlyList<Words> languages)
    {
        foreach (var file in languages.Select(words => words.File))
        {
            Learn(file);
        }

        Signs = signs.ToLookup(spoken => spoken.Sign, spoken => spoken.Word, StringComparer.Ordinal);
        everydayAsSpan = everyday.GetAlternateLookup<ReadOnlySpan<char>>();
        suffixes.Sort((one, other) => other.Length - one.Length);
        mended = cues.Concat(fillers)
            .Where(word => word.Length >= ShortestMended)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToLookup(word => (word.Length, word[0]));
    }

    /// <summary>How signs in names are spoken: <c>+</c> as "plus".</summary>
    public ILookup<string, string> Signs { get; }

    /// <summary>A word without a meaning of its own: <c>the</c>, <c>dong</c>. Phrases pass over it.</summary>
    public bool IsParticle(string word) => particles.Contains(word);

    /// <summary>A word that says nothing of what is asked: particles, pronouns, auxiliaries.</summary>
    public bool IsFiller(string word) => fillers.Contains(word);

    /// <summary>A word that orders something to be done: <c>delete</c>, <c>hapus</c>.</summary>
    public bool IsOrder(string word) => orders.Contains(word);

    /// <summary>A word that denies what follows: <c>not</c>, <c>belum</c>.</summary>
    public bool IsNegation(string word) => negations.Contains(word);

    /// <summary>A word that may stand before a command: <c>please</c>, <c>tolong</c>.</summary>
    public bool IsOpener(string word) => openers.Contains(word);

    public bool IsNumber(string word) => numbers.Contains(word);

    /// <summary>A word of a phrase, a command or the vocabulary.</summary>
    public bool IsCue(string word) => cues.Contains(word);

    /// <summary>A common word of a language, whatever it does in a question.</summary>
    public bool IsEveryday(string word) => everyday.Contains(word) || word.All(char.IsAsciiDigit) || IsForm(word);

    /// <summary>Something that is counted, so that a number before it is a number: <c>partners</c>, <c>hari</c>.</summary>
    public bool IsCounted(string word) => counted.Contains(word);

    /// <summary>A word after which a name stands: <c>with</c>, <c>sama</c>.</summary>
    public bool IsLead(string word) => leads.Contains(word);

    /// <summary>A word between two names: <c>and</c>, <c>dan</c>.</summary>
    public bool IsJoiner(string word) => joiners.Contains(word);

    /// <summary>The word without an ending that a language hangs on names (<c>netflixnya</c>), with each ending that fits.</summary>
    public IEnumerable<string> WithoutEnding(string word) =>
        suffixes
            .Where(suffix => word.Length > suffix.Length + 2 && word.EndsWith(suffix, StringComparison.Ordinal))
            .Select(suffix => word[..^suffix.Length]);

    /// <summary>The word as the language files spell it: slang written out, endings cut off, a typing error mended; else as it is.</summary>
    public string Plain(string word)
    {
        var known = spellings.GetValueOrDefault(word, word);
        if (cues.Contains(known))
        {
            return known;
        }

        foreach (var stem in WithoutEnding(known))
        {
            var spelt = spellings.GetValueOrDefault(stem, stem);
            if (cues.Contains(spelt))
            {
                return spelt;
            }
        }

        return everyday.Contains(known) || known.Length < ShortestMended ? known
            // "requirments" looks like a form of "require".
            : IsEveryday(known) ? (known.Length >= LongForm ? Mend(known, 1) : null) ?? known
            : Mend(known, known.Length > 8 ? 2 : 1) ?? known;
    }

    /// <summary>How many of the words are of a language.</summary>
    public int Count(string language, Sentence sentence) =>
        Enumerable
            .Range(0, sentence.Count)
            .Count(at => !sentence.IsNamed(at) && Knows(language, sentence.Tokens[at].Key));

    private bool Knows(string language, string word) =>
        byLanguage[language].Contains(word) || WithoutEnding(word).Any(byLanguage[language].Contains);

    // An inflected form: what is left without its beginning and ending is a word.
    private bool IsForm(string word)
    {
        foreach (var form in forms)
        {
            foreach (var beginning in form.Beginnings)
            {
                if (
                    word.StartsWith(beginning, StringComparison.Ordinal) && HasStem(word.AsSpan(beginning.Length), form)
                )
                {
                    return true;
                }
            }

            if (HasStem(word, form))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasStem(ReadOnlySpan<char> word, WordForms form)
    {
        foreach (var ending in form.Endings)
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending) && IsStem(word[..^ending.Length]))
            {
                return true;
            }
        }

        return word.Length > 2 && everydayAsSpan.Contains(word);
    }

    // "complain(ing)", "mak(ing)", "stopp(ing)"
    private bool IsStem(ReadOnlySpan<char> stem) =>
        everydayAsSpan.Contains(stem)
        || everyday.Contains($"{stem}e")
        || (stem.Length > 3 && stem[^1] == stem[^2] && everydayAsSpan.Contains(stem[..^1]));

    private string? Mend(string word, int limit)
    {
        var letters = Spelling.Letters(word);
        string? best = null;
        for (var length = word.Length - limit; length <= word.Length + limit; length++)
        {
            foreach (var candidate in Beginning(length, word[0], word[1]))
            {
                if (
                    Spelling.MayBeNear(Spelling.Letters(candidate), letters, limit)
                    && Spelling.Distance(word, candidate, limit) is var distance
                    && distance <= limit
                )
                {
                    (limit, best) = (distance, candidate); // of equals the longer: letters are left out more often than added
                }
            }
        }

        return best;
    }

    // Words that are mended to, in their order.
    private IEnumerable<string> Beginning(int length, char one, char other) =>
        one == other ? mended[(length, one)]
        : one < other ? mended[(length, one)].Concat(mended[(length, other)])
        : mended[(length, other)].Concat(mended[(length, one)]);

    /// <summary>Every word of a language that does something in a question or is common.</summary>
    public static HashSet<string> WordsOf(LanguageFile file)
    {
        var reading = file.Reading;
        return
        [
            .. CuesOf(file),
            .. reading.Particles,
            .. reading.Markers,
            .. reading.Openers,
            .. reading.Orders,
            .. reading.Negations,
            .. reading.Leads,
            .. reading.Joiners,
            .. reading.Periods.Numbers.Keys,
            .. file.Everyday,
        ];
    }

    private static IEnumerable<string> CuesOf(LanguageFile file) =>
        Phrases<string>.WordsOf([
            .. file.Phrases(),
            .. file.Vocabulary.Everything(),
            .. file.Reading.Periods.All(),
            .. file.Reading.Clock.All(),
            .. file.Reading.Ordering.Phrases(),
        ]);

    private void Learn(LanguageFile file)
    {
        var reading = file.Reading;
        foreach (var (slang, word) in reading.Spellings)
        {
            spellings[slang] = word;
        }

        foreach (var (sign, spoken) in reading.Signs.SelectMany(sign => sign.Value.Select(word => (sign.Key, word))))
        {
            signs.Add((sign, spoken));
        }

        cues.UnionWith(CuesOf(file));
        particles.UnionWith(reading.Particles);
        fillers.UnionWith(reading.Particles.Concat(reading.Markers));
        leads.UnionWith(reading.Leads);
        joiners.UnionWith(reading.Joiners);
        counted.UnionWith(reading.Counted.Concat(reading.Periods.Units.Values.SelectMany(words => words)));
        negations.UnionWith(reading.Negations);
        orders.UnionWith(reading.Orders);
        openers.UnionWith(reading.Openers);
        numbers.UnionWith(reading.Periods.Numbers.Keys);
        forms.Add(reading.Forms);
        suffixes.AddRange(reading.Suffixes.Except(suffixes, StringComparer.Ordinal));
        var own = byLanguage[file.Code] = [.. reading.Spellings.Keys, .. WordsOf(file)];
        everyday.UnionWith(own);
    }
}
