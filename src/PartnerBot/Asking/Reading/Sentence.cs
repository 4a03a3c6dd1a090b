namespace PartnerBot.Asking.Reading;

/// <summary>A text being read: its words, and what has been made of them.</summary>
internal sealed class Sentence
{
    private readonly string text;
    private readonly Lexicon lexicon;
    private readonly List<Token> tokens;
    private readonly bool[] named;
    private readonly bool[] explained;
    private readonly string?[] tags;

    /// <param name="text">Normalised, see <see cref="Token.Normalise"/>.</param>
    public Sentence(string text, Lexicon lexicon)
    {
        (this.text, this.lexicon) = (text, lexicon);
        tokens = Token.Split(text);
        (named, explained) = (new bool[tokens.Count], new bool[tokens.Count]);
        tags = new string?[tokens.Count];
        Words = [.. tokens.Select(token => lexicon.Plain(token.Key))];
    }

    /// <summary>What somebody asked, of any length; what is too long for a question has no words.</summary>
    public static Sentence Of(string asked, Lexicon lexicon)
    {
        var sentence = new Sentence(asked.Length > QuestionReader.LongestText ? "" : Token.Normalise(asked), lexicon);
        if (asked.TrimStart().StartsWith('/') && sentence.Count > 0)
        {
            sentence.Mark(0, 1, "<command>");
        }

        return sentence;
    }

    public IReadOnlyList<Token> Tokens => tokens;

    /// <summary>The words as the language files spell them: slang and endings undone, typing errors mended.</summary>
    public string[] Words { get; }

    public int Count => tokens.Count;

    /// <summary>Whether the language files spell the word otherwise than it was written.</summary>
    public bool IsRespelt(int at) => !string.Equals(Words[at], tokens[at].Key, StringComparison.Ordinal);

    public bool IsNamed(int at) => named[at];

    /// <summary>How many words belong to names.</summary>
    public int Named => named.Count(isName => isName);

    /// <summary>The first word after the platform's own command and what may stand before ours ("please"); null where that is a name or nothing.</summary>
    public int? FirstWord
    {
        get
        {
            var first = 0;
            while (first < Count && (tags[first] is "<command>" || lexicon.IsOpener(Words[first])))
            {
                first++;
            }

            return first < Count && !named[first] ? first : null;
        }
    }

    /// <summary>Whether it is clear what the word does in the question.</summary>
    public bool IsExplained(int at) => named[at] || explained[at];

    /// <summary>What kind of thing stands here, such as <c>&lt;stage&gt;</c>; null where it is just a word.</summary>
    public string? Tag(int at) => tags[at];

    /// <summary>Whether the word is the second or a later one of something that was found as a whole.</summary>
    public bool Continues(int at) => tags[at] is "";

    /// <summary>No word of any language that is known here, neither as typed nor mended.</summary>
    public bool IsStrange(int at) => !IsOrdinary(at) && !lexicon.IsEveryday(Words[at]);

    /// <summary>Typed as no word is, and read as one: "acces".</summary>
    public bool IsMended(int at) => !IsOrdinary(at) && lexicon.IsEveryday(Words[at]);

    /// <summary>A common word as typed.</summary>
    public bool IsOrdinary(int at) => lexicon.IsEveryday(tokens[at].Key);

    public bool IsDigits(int at) => tokens[at].Key.All(char.IsAsciiDigit);

    /// <summary>A word that holds the sentence together.</summary>
    public bool IsFiller(int at) => lexicon.IsFiller(tokens[at].Key) || lexicon.IsFiller(Words[at]);

    /// <summary>A word that is neither a filler nor one of a phrase or a vocabulary.</summary>
    public bool IsContent(int at) => !IsFiller(at) && !lexicon.IsCue(Words[at]);

    /// <summary>The words that have no place in the question yet.</summary>
    public IEnumerable<int> Left => Enumerable.Range(0, Count).Where(at => !IsExplained(at) && IsContent(at));

    /// <summary>Whether a name could be expected here: at the beginning, at the end, after "with".</summary>
    public bool IsWhereNamesStand(int at) => at == 0 || at == Count - 1 || IsLedTo(at);

    /// <summary>Whether "not" stands before the word, with nothing but fillers between.</summary>
    public bool IsDenied(int at)
    {
        for (var before = at - 1; before >= 0 && IsFiller(before); before--)
        {
            if (lexicon.IsNegation(tokens[before].Key) || lexicon.IsNegation(Words[before]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the word before is one after which a name stands.</summary>
    public bool IsLedTo(int at) => at > 0 && lexicon.IsLead(Words[at - 1]);

    public void Name(int start, int count)
    {
        Mark(start, count, "<partner>");
        Array.Fill(named, value: true, start, count);
    }

    /// <summary>Says what stands here; what was said before of these words no longer holds.</summary>
    public void Mark(int start, int count, string tag)
    {
        Array.Fill(tags, "", start, count);
        tags[start] = tag;
        Explain(start, count);
    }

    /// <summary>Words that are known to be something else than a name.</summary>
    public void Explain(Func<string, bool> isKnown)
    {
        foreach (var (at, token) in tokens.Index())
        {
            explained[at] |= isKnown(token.Key);
        }
    }

    public void Explain(int start, int count = 1) => Array.Fill(explained, value: true, start, count);

    /// <summary>How many words from <paramref name="start"/> on belong to no name, counted up to <paramref name="limit"/>.</summary>
    public int FreeRun(int start, int limit)
    {
        var count = 0;
        while (count < limit && start + count < Count && !named[start + count])
        {
            count++;
        }

        return count;
    }

    /// <summary>Some of the words, lower case, put together.</summary>
    public string Key(int start, int count, string separator = "") =>
        count == 1
            ? tokens[start].Key
            : string.Join(separator, tokens.Skip(start).Take(count).Select(token => token.Key));

    /// <summary>Some of the words as they were written.</summary>
    public string Written(int start, int count) => text[tokens[start].Start..tokens[start + count - 1].End];

    /// <summary>What stands between a word and the next.</summary>
    public string Between(int at) => at + 1 < Count ? text[tokens[at].End..tokens[at + 1].Start] : "";

    /// <summary>Whether the word begins with a capital although the sentence has begun and isn't written in capitals.</summary>
    public bool IsCapitalised(int at) =>
        at > 0 && char.IsUpper(text[tokens[at].Start]) && tokens.Exists(token => char.IsLower(text[token.Start]));

    /// <summary>Some of the words as they were written, with the signs that touch them: <c>Disney+</c>.</summary>
    public string WrittenWithSigns(int start, int count)
    {
        var (first, last) = (tokens[start].Start, tokens[start + count - 1].End);
        while (first > 0 && text[first - 1] != ' ')
        {
            first--;
        }

        while (last < text.Length && text[last] != ' ')
        {
            last++;
        }

        return text[first..last];
    }

    /// <summary>The words between each pair of quotation marks, by position and number.</summary>
    public IEnumerable<(int Start, int Count)> Quoted()
    {
        const string opening = "\"“„«‘",
            closing = "\"”“»’";
        for (var from = 0; from < text.Length; from++)
        {
            var sign = opening.IndexOf(text[from], StringComparison.Ordinal);
            var to = sign < 0 ? -1 : text.IndexOf(closing[sign], from + 1);
            if (to < 0)
            {
                continue;
            }

            var start = tokens.FindIndex(token => token.Start > from);
            var count = start < 0 ? 0 : tokens.Skip(start).TakeWhile(token => token.End <= to).Count();
            if (count > 0)
            {
                yield return (start, count);
            }

            from = to;
        }
    }
}
