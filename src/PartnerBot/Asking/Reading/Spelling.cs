using System.Numerics;

namespace PartnerBot.Asking.Reading;

/// <summary>How far two spellings are apart.</summary>
internal static class Spelling
{
    // Names and words are shorter; what is longer is never a typing error of one.
    private const int Longest = 64;

    /// <summary>The typing errors that a word of this length may have and still be read.</summary>
    public static int Tolerated(int length) =>
        length switch
        {
            <= 3 => 0,
            <= 7 => 1,
            _ => 2,
        };

    /// <summary>
    /// Letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
    /// Anything above <paramref name="limit"/> comes back as <paramref name="limit"/> + 1.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit || Math.Max(one.Length, other.Length) > Longest)
        {
            return one.SequenceEqual(other) ? 0 : limit + 1;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> last = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var oldest = before;
            before = last;
            last = row;
            row = oldest;
        }

        return Math.Min(last[other.Length], limit + 1);
    }

    /// <summary>
    /// Which letters a word has, one bit each (letters outside a to z share bits): each letter replaced, missing or too many
    /// changes two bits at most, so that most words are told apart without comparing them.
    /// </summary>
    public static ulong Letters(ReadOnlySpan<char> word)
    {
        var letters = 0UL;
        foreach (var letter in word)
        {
            letters |= 1UL << (letter & 63);
        }

        return letters;
    }

    /// <summary>Whether words with these letters can be within <paramref name="limit"/> edits of each other.</summary>
    public static bool MayBeNear(ulong one, ulong other, int limit) => BitOperations.PopCount(one ^ other) <= 2 * limit;

    /// <summary>
    /// The word as it sounds, roughly: doubled letters once, and one letter for those that are often written for each other
    /// (<c>jooks</c> and <c>JOOX</c>, <c>spotifai</c> is too far).
    /// </summary>
    public static string Sound(string word)
    {
        Span<char> sound = stackalloc char[2 * Math.Min(word.Length, Longest)];
        var length = 0;
        for (var at = 0; at < word.Length && at < Longest; at++)
        {
            var (first, second) = (word[at], at + 1 < word.Length ? word[at + 1] : '\0') switch
            {
                ('p', 'h') or ('f', _) or ('v', _) => ('f', '\0'),
                ('c', 'k') => ('\0', '\0'),
                ('c', not 'h') or ('q', _) or ('k', _) => ('k', '\0'),
                ('x', _) => ('k', 's'),
                ('z', _) => ('s', '\0'),
                ('y', _) => ('i', '\0'),
                ('h', _) when at > 0 && word[at - 1] is 'p' => ('\0', '\0'),
                var (letter, _) => (letter, '\0'),
            };
            Add(first, sound, ref length);
            Add(second, sound, ref length);
        }

        return sound[..length].ToString();

        static void Add(char letter, Span<char> sound, ref int length)
        {
            if (letter is not '\0' && (length == 0 || sound[length - 1] != letter))
            {
                sound[length++] = letter;
            }
        }
    }
}
