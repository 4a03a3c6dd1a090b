namespace PartnerBot.Asking;

/// <summary>Words that mean something, such as <c>in talks</c>, found in a text as whole words.</summary>
internal sealed class Cues<T>
{
    private readonly Dictionary<string, T> meanings = new(StringComparer.Ordinal);
    private int longest;

    public void Add(IEnumerable<string> cues, T meaning)
    {
        foreach (var key in cues.Select(Token.KeyOf))
        {
            meanings[key] = meaning;
            longest = Math.Max(longest, key.Count(character => character == ' ') + 1);
        }
    }

    /// <summary>The longest cue whose first word is the one at <paramref name="start"/>, of words still free.</summary>
    public Cue<T>? At(Sentence sentence, int start)
    {
        for (var count = sentence.FreeRun(start, longest); count > 0; count--)
        {
            if (meanings.TryGetValue(sentence.Key(start, count, " "), out var meaning))
            {
                return new(meaning, start, count);
            }
        }

        return null;
    }

    /// <summary>The cue of most words anywhere, the first of equals.</summary>
    public Cue<T>? In(Sentence sentence) =>
        Enumerable
            .Range(0, sentence.Tokens.Count)
            .Select(start => At(sentence, start))
            .Where(cue => cue is not null)
            .MaxBy(cue => cue!.Count);
}

internal sealed record Cue<T>(T Meaning, int Start, int Count);
