using System.Text.Json;
using CsCheck;
using PartnerBot.Chats;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Chats;

public sealed class ButtonValueTests
{
    [Fact]
    public void It_comes_back_as_it_was() =>
        Gen.Select(
                Texts.Any,
                Texts.OneOf("en", "id"),
                Gen.Bool,
                Gen.Bool,
                Gen.Int[0, 1000],
                (ask, language, share, replace, part) => new ButtonValue(ask, language, share, replace, part)
            )
            .Where(value => value.IfSound() is not null && IsText(value.Ask))
            .Sample(value => ButtonValue.Parse(value.ToJson()).ShouldBe(value));

    [Fact]
    public void What_is_not_set_takes_no_room() =>
        new ButtonValue("status Netflix <&> \"x\"").ToJson().ShouldBe("""{"ask":"status Netflix <&> \"x\""}""");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"status netflix\"")]
    [InlineData("{}")]
    [InlineData("""{"ask":" "}""")]
    [InlineData("""{"ask":7}""")]
    [InlineData("""{"ask":"help","part":-1}""")]
    [InlineData("""{"ask":"help","part":1001}""")]
    [InlineData("""{"ask":"help","part":"1"}""")]
    [InlineData("""{"ask":"help","language":"123456789012345678901"}""")]
    public void Anything_else_asks_nothing(string? json) => ButtonValue.Parse(json).ShouldBeNull();

    [Fact]
    public void A_question_without_end_asks_nothing() =>
        ButtonValue.Parse(JsonSerializer.Serialize(new { ask = new string('a', 2001) })).ShouldBeNull();

    // JSON has no half characters.
    private static bool IsText(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
