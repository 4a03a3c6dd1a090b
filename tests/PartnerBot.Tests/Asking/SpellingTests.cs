using CsCheck;
using PartnerBot.Asking;
using PartnerBot.Asking.Reading;

namespace PartnerBot.Tests.Asking;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("netflix", "netflix", 0)]
    [InlineData("netflik", "netflix", 1)]
    [InlineData("netlfix", "netflix", 1)]
    [InlineData("neflix", "netflix", 1)]
    [InlineData("nnetflix", "netflix", 1)]
    [InlineData("entlfix", "netflix", 2)]
    [InlineData("", "ab", 2)]
    [InlineData("abc", "xyz", 3)]
    public void Distance_counts_letters_changed_and_neighbours_swapped(string one, string other, int distance)
    {
        Spelling.Distance(one, other, 2).ShouldBe(distance);
        Spelling.Distance(other, one, 2).ShouldBe(distance);
    }

    [Fact]
    public void Distance_is_nothing_only_between_equals() =>
        Gen.Select(Gen.String["abc"], Gen.String["abc"])
            .Sample(
                (one, other) =>
                    Spelling.Distance(one, other, 2) == 0 == string.Equals(one, other, StringComparison.Ordinal)
            );

    [Fact]
    public void Distance_is_that_of_optimal_string_alignment_up_to_the_limit() =>
        Gen.Select(Word, Word, Gen.Int[0, 4])
            .Sample(
                (one, other, limit) =>
                {
                    var distance = Spelling.Distance(one, other, limit);
                    distance.ShouldBe(Math.Min(Plainly(one, other), limit + 1), $"{one} {other} {limit}");
                    Spelling.Distance(other, one, limit).ShouldBe(distance);
                    distance.ShouldBeGreaterThanOrEqualTo(
                        Math.Min(Math.Abs(one.Length - other.Length), limit + 1),
                        $"{one} {other}"
                    );
                },
                iter: 5000
            );

    [Fact]
    public void What_is_within_the_limit_may_be_near() =>
        Gen.Select(Word, Gen.Select(Gen.Int[0, 11], Gen.Char['a', 'f'], Gen.Int[0, 3]).Array[0, 3], Gen.Int[0, 4])
            .Sample(
                (word, edits, limit) =>
                {
                    var edited = edits.Aggregate(word, Edit);
                    if (Spelling.Distance(word, edited, limit) <= limit)
                    {
                        Spelling
                            .MayBeNear(Spelling.Letters(word), Spelling.Letters(edited), limit)
                            .ShouldBeTrue($"{word} {edited} {limit}");
                    }
                },
                iter: 5000
            );

    [Fact]
    public void A_word_longer_than_any_name_is_near_to_none_but_itself()
    {
        var word = new string('a', 65);

        Spelling.Distance(word, word, 2).ShouldBe(0);
        Spelling.Distance(word, $"{word}a", 2).ShouldBe(3);
        Gen.String.Sample(text => Spelling.Sound(text).ShouldNotBeNull());
    }

    private static readonly Gen<string> Word = Gen.String[Gen.Char['a', 'e'], 0, 12];

    private static string Edit(string word, (int At, char Letter, int Kind) edit)
    {
        var at = Math.Min(edit.At, word.Length);
        return edit.Kind switch
        {
            0 => word.Insert(at, edit.Letter.ToString()),
            1 when at < word.Length => word.Remove(at, 1),
            2 when at < word.Length => word.Remove(at, 1).Insert(at, edit.Letter.ToString()),
            3 when at + 1 < word.Length => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            _ => word,
        };
    }

    // By the definition, without a limit and without thrift.
    private static int Plainly(string one, string other)
    {
        var distance = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Least(i, j);
            }
        }

        return distance[one.Length, other.Length];

        int Least(int i, int j)
        {
            int[] ways =
            [
                distance[i - 1, j] + 1,
                distance[i, j - 1] + 1,
                distance[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1),
                i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]
                    ? distance[i - 2, j - 2] + 1
                    : int.MaxValue,
            ];
            return ways.Min();
        }
    }
}
