namespace PartnerBot.Asking;

/// <summary>A text being read: its words, and which of them have found their meaning already.</summary>
internal sealed class Sentence(string text)
{
    private readonly List<Token> tokens = Token.Split(text);
    private readonly HashSet<int> taken = [];

    public IReadOnlyList<Token> Tokens => tokens;

    /// <summary>Whether there is a word and it has no meaning yet.</summary>
    public bool IsFree(int position) => position < tokens.Count && !taken.Contains(position);

    /// <summary>How many words from <paramref name="start"/> on have no meaning yet, counted up to <paramref name="limit"/>.</summary>
    public int FreeRun(int start, int limit)
    {
        var count = 0;
        while (count < limit && IsFree(start + count))
        {
            count++;
        }

        return count;
    }

    public int FreeCount => tokens.Count - taken.Count;

    public void Take(int start, int count) => taken.UnionWith(Enumerable.Range(start, count));

    /// <summary>Some of the words, lower case, put together.</summary>
    public string Key(int start, int count, string separator = "") =>
        count == 1
            ? tokens[start].Key
            : string.Join(separator, tokens.Skip(start).Take(count).Select(token => token.Key));

    /// <summary>Some of the words as they were written.</summary>
    public string Written(int start, int count) => text[tokens[start].Start..tokens[start + count - 1].End];

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
}
