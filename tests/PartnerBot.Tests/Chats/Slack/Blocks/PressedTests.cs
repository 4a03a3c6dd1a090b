using CsCheck;
using PartnerBot.Chats;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Chats.Slack.Blocks;

public sealed class PressedTests
{
    [Fact]
    public void A_button_asks_what_it_carries()
    {
        var value = new ButtonValue("status Netflix", "id", Share: true, Part: 2);

        Pressed.Read(Pressed.Ask(3), value.ToJson(), selected: null).ShouldBe(value);
    }

    [Fact]
    public void An_option_asks_itself_in_the_language_of_its_message() =>
        Gen.Select(
                Texts.Any.Where(ask => !string.IsNullOrWhiteSpace(ask) && ask.Length <= 150),
                Texts.OneOf("en", "id", "nl"),
                Gen.Bool,
                (ask, language, replace) => new ButtonValue(ask, language, Replace: replace)
            )
            .Sample(value =>
            {
                var choose = Pressed.Choose(value.Language!, value.Replace);
                Pressed.Read(choose, value: null, value.Ask).ShouldBe(value);
                Pressed
                    .Read(Pressed.More(value.Language!), value: null, value.Ask)
                    .ShouldBe(value with { Replace = false });
            });

    [Theory]
    [InlineData("", "{\"ask\":\"help\"}", "help")]
    [InlineData("ask", "{\"ask\":\"help\"}", "help")]
    [InlineData("other:en", "{\"ask\":\"help\"}", "help")]
    [InlineData("ask:0", null, "help")]
    [InlineData("ask:0", "help", null)]
    [InlineData("choose:en", "{\"ask\":\"help\"}", null)]
    [InlineData("choose:en", null, " ")]
    [InlineData("choose:a-language-that-there-is-not", null, "help")]
    public void Anything_else_asks_nothing(string actionId, string? value, string? selected) =>
        Pressed.Read(actionId, value, selected).ShouldBeNull();
}
