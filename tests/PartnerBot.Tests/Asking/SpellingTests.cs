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
}
