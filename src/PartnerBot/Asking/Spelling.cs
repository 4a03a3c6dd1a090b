namespace PartnerBot.Asking;

/// <summary>How far two spellings are apart.</summary>
internal static class Spelling
{
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
    public static int Distance(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return limit + 1;
        }

        int[] before = [];
        int[] last = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return Math.Min(last[^1], limit + 1);
    }
}
