namespace PartnerBot.Tests;

public sealed class Smoke
{
    [Fact]
    public void It_runs() => (2 + 2).ShouldBe(4);
}
