using System.Globalization;
using CsCheck;
using PartnerBot.Asking;
using PartnerBot.Chats.Local;
using PartnerBot.Registry;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Chats.Local;

public sealed class TerminalRendererTests
{
    [Fact]
    public async Task Markup_and_what_is_invisible_in_a_name_are_only_text()
    {
        using var house = new House(Sample.Of("it", "[red]Net\u202Eflix\u200B[/] \u001B[31m:smile:\nInjected: line"));

        (await house.SayAsync("it"))
            .Split('\n')[0]
            .ShouldBe("[red]Netflix[/] [31m:smile: Injected: line · IndiHome · negotiating: no agreement yet");
    }

    [Fact]
    public async Task The_rest_of_a_long_line_under_a_heading_is_indented_like_its_beginning()
    {
        using var house = new House(Sample.Netflix);

        (await house.SayAsync("help", width: 44)).ShouldContain(
            """
            What you can ask
              status netflix: how far we are with a
              partner, and whether it can be reached
              today
              list: all partners, by stage; narrow it
              with a stage, a track or "blocked"
            """
        );
    }

    [Fact]
    public void Any_text_is_shown_without_controls_and_at_any_width()
    {
        using var house = new House();
        var renderer = house.Get<TerminalRenderer>();

        Gen.Select(Texts.Any, Gen.Int[2, 120])
            .Sample(
                (text, width) =>
                    TestConsole
                        .Print(renderer.Render(Everywhere(text)), width)
                        .ShouldAllBe(character => character == '\n' || IsShown(character)),
                iter: 500
            );
    }

    private static bool IsShown(char character) =>
        char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    private static Message Everywhere(string text) =>
        new()
        {
            Topic = "status",
            Language = "en",
            Text = text,
            Headline = new(text, text, text),
            Paragraphs = [text],
            Facts = [new(FactGroup.Access, text, text, text, Strong: true), new(FactGroup.Tracks, text, text)],
            Quote = new(text, text, "id", text, text, text, text, text),
            Sections = [new(text, [new(text, text, text)])],
            Table = new([text, text, text], [new(text, [text, text, text]), new("x", ["一二三", text, ""])]),
            Notes = [text],
            Visibility = Visibility.Internal,
            Freshness = new(Sample.Now, Sample.Now, Stale: false),
            Actions = [new("status", text, text)],
        };
}
