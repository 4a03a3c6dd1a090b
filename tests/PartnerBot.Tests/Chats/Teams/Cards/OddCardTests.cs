using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Cards;

/// <summary>Messages at the edges of what fits: the worst of each kind.</summary>
public sealed class OddCardTests
{
    private static readonly CardRenderer Renderer = new(
        Phrasebook.Embedded(),
        new FakeTimeProvider(RegistryHarness.Start),
        new("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))
    );

    private static readonly Message Nothing = new()
    {
        Topic = "status",
        Language = "en",
        Text = "x",
    };

    private static readonly IReadOnlyList<MessageAction> Four =
    [
        new("timeline", "Timeline", "timeline x"),
        new("requirements", "Requirements", "requirements x"),
        new("subscribe", "Notify me", "subscribe x"),
        new(MessageAction.Share, "Share here", "status x"),
    ];

    [Fact]
    public void Braces_never_join_to_a_function() =>
        Render(Nothing with { Paragraphs = ["{{{TIME(2020-01-01T00:00:00Z)}}}"] }).ShouldNotContain("{{");

    [Theory]
    [InlineData("😀")]
    [InlineData("\"")]
    [InlineData("漢")]
    public void A_long_quote_fits(string character)
    {
        var text = Repeat(character, 1200 / character.Length);
        var quote = new Quote(text, text, "en", Speaker: null, text, Source: null, Link: null, text[..1180]);
        ShouldFit(Nothing with { Text = text, Quote = quote, Actions = Four });
    }

    [Fact]
    public void Marks_heaped_on_one_letter_fit() =>
        ShouldFit(Nothing with { Paragraphs = [$"a{Repeat("\u0301", 20_000)}"] });

    [Fact]
    public void Commands_without_end_fit() => ShouldFit(Nothing with { Paragraphs = [Repeat("`a", 4000)] });

    [Fact]
    public void A_long_question_is_not_asked_again_from_a_button()
    {
        var message = Nothing with { Paragraphs = [Repeat("😀", 20_000)] };

        var card = ShouldFit(message, Repeat("😀", 1000));

        card.ShouldContain("This is not all");
        card.ShouldNotContain("\"part\"");
    }

    [Fact]
    public void Very_many_choices_fit() =>
        ShouldFit(
            Nothing with
            {
                Actions =
                [
                    .. Enumerable
                        .Range(0, 80)
                        .Select(n => new MessageAction(
                            "status",
                            Repeat("漢", 60),
                            $"{Repeat("漢", 150)}{n}",
                            IsChoice: true
                        )),
                ],
            }
        );

    [Fact]
    public void Sharing_is_kept_beside_what_leads_on()
    {
        var page = new MessageAction("status", "More", "status page 2");

        Render(Nothing with { Paragraphs = [.. Enumerable.Repeat(Repeat("word ", 200), 60)], Actions = Four })
            .ShouldContain("\"share\":true");
        Render(Nothing with { Actions = [page, .. Four], NextPage = "2" }).ShouldContain("\"share\":true");
    }

    [Fact]
    public void Two_of_one_name_can_be_told_apart()
    {
        var message = Nothing with
        {
            Actions =
            [
                new("status", "Disney", "status disney-a", IsChoice: true),
                new("status", "Disney", "status disney-b", IsChoice: true),
            ],
        };

        JsonNode.Parse(Render(message))!["actions"]!
            .AsArray()
            .Select(button => (string?)button!["title"])
            .ShouldBe(["status disney-a", "status disney-b"]);
    }

    private static string ShouldFit(Message message, string asked = "status x")
    {
        var card = Renderer.Render(message, new(asked)).Json;
        Encoding.UTF8.GetByteCount(card).ShouldBeLessThan(28 * 1024);
        CardSchema.ShouldBeValid(card);
        return card;
    }

    private static string Render(Message message) => Renderer.Render(message, new("status x")).Json;

    private static string Repeat(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();
}
