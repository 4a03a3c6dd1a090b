namespace PartnerBot.Asking.Reading;

/// <summary>A phrase found in a sentence.</summary>
/// <param name="Places">The words that it is made of, without those it passes over.</param>
internal sealed record Found<T>(T Meaning, double Weight, IReadOnlyList<int> Places);

/// <summary>
/// Phrases by which something is said, found anywhere in a sentence. A phrase is words with one space between them:
/// <c>a/b</c> is one or the other, <c>open*</c> whatever begins so, <c>…</c> up to six words of the same clause or none, and
/// <c>&lt;partner&gt;</c>, <c>&lt;track&gt;</c>, <c>&lt;stage&gt;</c>, <c>&lt;access&gt;</c>, <c>&lt;period&gt;</c> what was
/// found to be one. Particles between the words are passed over, and so are names and periods.
/// </summary>
internal sealed class Phrases<T>(Lexicon lexicon)
{
    private const int Gap = 6;
    private const int ShortestPrefix = 2;

    // What is passed over costs a gap nothing, but no more than this: a text of nothing else is no question.
    private const int FarthestPassed = 16;

    private readonly Dictionary<string, List<Phrase>> byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>> byPrefix = new(StringComparer.Ordinal);
    private int longestPrefix;

    private sealed record Phrase(T Meaning, double Weight, Element[] Elements);

    private sealed record Element(HashSet<string> Words, string[] Prefixes)
    {
        public bool IsGap => Words.Count + Prefixes.Length == 0;

        public bool Fits(Sentence sentence, int at) =>
            !sentence.Continues(at)
            && (
                (sentence.Tag(at) is { } tag && Words.Contains(tag))
                || (
                    !sentence.IsNamed(at)
                    && (
                        Words.Contains(sentence.Words[at])
                        || (sentence.IsRespelt(at) && Words.Contains(sentence.Tokens[at].Key))
                        || Array.Exists(Prefixes, sentence.Words[at].StartsWithOrdinal)
                    )
                )
            );
    }

    /// <param name="phrases">In the form that <see cref="PhraseForm"/> checks.</param>
    /// <param name="weight">How much is known by it alone; each further word of a phrase adds a tenth.</param>
    public void Add(IEnumerable<string> phrases, T meaning, double weight)
    {
        foreach (var phrase in phrases)
        {
            Element[] elements = [.. phrase.Split(' ').Select(Parse)];
            var words = elements.Count(element => !element.IsGap);
            var known = new Phrase(meaning, weight + ((words - 1) * 0.1), elements);
            foreach (var word in elements[0].Words)
            {
                Append(byWord, word, known);
            }

            foreach (var prefix in elements[0].Prefixes)
            {
                Append(byPrefix, prefix, known);
                longestPrefix = Math.Max(longestPrefix, prefix.Length);
            }
        }
    }

    /// <summary>Every phrase in the sentence.</summary>
    public List<Found<T>> In(Sentence sentence)
    {
        var found = new List<Found<T>>();
        for (var start = 0; start < sentence.Count; start++)
        {
            Find(sentence, start, found);
        }

        return found;
    }

    /// <summary>Every phrase whose first word is this one.</summary>
    public List<Found<T>> At(Sentence sentence, int start)
    {
        var found = new List<Found<T>>();
        Find(sentence, start, found);
        return found;
    }

    /// <summary>The words of all phrases, for which typing errors are mended.</summary>
    public static IEnumerable<string> WordsOf(IEnumerable<string> phrases) =>
        phrases
            .SelectMany(phrase => phrase.Split(' '))
            .SelectMany(element => element.Split('/'))
            .Where(word => word.Length > 0 && word[0] is not ('<' or '…'))
            .Select(word => word.TrimEnd('*'));

    // Nearly every word begins none: for such a one nothing is made that is thrown away again.
    private void Find(Sentence sentence, int start, List<Found<T>> found)
    {
        var word = sentence.Words[start];
        Add(byWord.GetValueOrDefault(word));
        Add(sentence.IsRespelt(start) ? byWord.GetValueOrDefault(sentence.Tokens[start].Key) : null);
        Add(sentence.Tag(start) is { } tag ? byWord.GetValueOrDefault(tag) : null);
        var prefixes = byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = ShortestPrefix; length <= Math.Min(longestPrefix, word.Length); length++)
        {
            Add(prefixes.TryGetValue(word.AsSpan(0, length), out var begun) ? begun : null);
        }

        void Add(List<Phrase>? phrases)
        {
            if (phrases is null)
            {
                return;
            }

            foreach (var phrase in phrases)
            {
                if (phrase.Elements[0].Fits(sentence, start) && Places(phrase, sentence, start) is { } places)
                {
                    found.Add(new(phrase.Meaning, phrase.Weight, places));
                }
            }
        }
    }

    private List<int>? Places(Phrase phrase, Sentence sentence, int start)
    {
        List<int> places = [start];
        return Match(phrase.Elements, 1, sentence, start + 1, places) ? places : null;
    }

    private bool Match(Element[] elements, int element, Sentence sentence, int at, List<int> places)
    {
        if (element == elements.Length)
        {
            return true;
        }

        var gap = elements[element].IsGap;
        var next = gap ? element + 1 : element;
        var end = Math.Min(sentence.Count, at + FarthestPassed);
        for (var (left, passed) = (gap ? Gap : 0, at); passed < end; passed++)
        {
            if (elements[next].Fits(sentence, passed))
            {
                places.Add(passed);
                if (Match(elements, next + 1, sentence, passed + 1, places))
                {
                    return true;
                }

                places.RemoveAt(places.Count - 1);
            }

            if (EndsClause(sentence, passed) || (!IsPassedOver(sentence, passed) && left-- == 0))
            {
                return false;
            }
        }

        return false;
    }

    // A comma ends more than it joins, unless names stand on both its sides.
    private static bool EndsClause(Sentence sentence, int at) =>
        !sentence.IsNamed(at) && sentence.Between(at).Any(sign => sign is ',' or ';' or '?' or '!' || sign is '.');

    private bool IsPassedOver(Sentence sentence, int at) =>
        sentence.Continues(at)
        || sentence.Tag(at) is "<partner>" or "<period>"
        || lexicon.IsParticle(sentence.Words[at]);

    private static Element Parse(string element)
    {
        if (element is "…")
        {
            return new([], []);
        }

        var words = element.Split('/');
        return new(
            [.. words.Where(word => word[^1] is not '*')],
            [.. words.Where(word => word[^1] is '*').Select(word => word[..^1])]
        );
    }

    private static void Append(Dictionary<string, List<Phrase>> phrases, string key, Phrase phrase)
    {
        if (!phrases.TryGetValue(key, out var known))
        {
            phrases[key] = known = [];
        }

        known.Add(phrase);
    }
}

internal static class Beginnings
{
    public static bool StartsWithOrdinal(this string word, string prefix) =>
        word.StartsWith(prefix, StringComparison.Ordinal);
}
