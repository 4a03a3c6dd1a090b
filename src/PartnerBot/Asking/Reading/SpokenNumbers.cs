using System.Globalization;

namespace PartnerBot.Asking.Reading;

/// <summary>Numbers in digits or in one or two words: <c>7</c>, <c>seven</c>, <c>dua belas</c>.</summary>
internal sealed class SpokenNumbers
{
    private const int MostWords = 2;

    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);

    public void Learn(IReadOnlyDictionary<string, int> numbers)
    {
        foreach (var (word, value) in numbers)
        {
            words[word] = value;
        }
    }

    /// <summary>The number that stands there and of how many words it is; null where there is none from 0 to <paramref name="most"/>.</summary>
    public (int Value, int Count)? Read(Sentence sentence, int at, int most)
    {
        for (var count = Math.Min(MostWords, sentence.Count - at); count > 0; count--)
        {
            if (words.TryGetValue(sentence.Key(at, count, " "), out var said) && said <= most)
            {
                return (said, count);
            }
        }

        return at < sentence.Count && Digits(sentence.Tokens[at].Key, most) is { } value ? (value, 1) : null;
    }

    /// <summary>A number in digits alone, from 0 to <paramref name="most"/>; null for anything else.</summary>
    public static int? Digits(string word, int most) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : null;
}
