using System.Xml.Linq;
using CsCheck;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Local.Page;
using PartnerBot.Registry;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Chats.Local.Page;

/// <summary>Messages of every shape, drawn as cards. A card is well-formed XML, so that markup which escaped would show.</summary>
public sealed class AnswerCardTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(Phrasebook.Embedded())
        .AddSingleton<TimeProvider>(new FakeTimeProvider(Sample.Now))
        .AddSingleton(new Locale("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")))
        .BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Fact]
    public void A_message_of_nothing_is_an_empty_card() => Draw(Empty).Elements().ShouldBeEmpty();

    [Fact]
    public void Facts_stand_by_group_with_the_quote_after_access()
    {
        var card = Draw(
            Empty with
            {
                Headline = new("Netflix", "IndiHome", "negotiating"),
                Facts =
                [
                    new(FactGroup.Promise, "Date", "none promised"),
                    new(FactGroup.Tracks, "Legal", "met"),
                    new(FactGroup.Tracks, "Business", "met"),
                    new(FactGroup.Access, "Access", "closed by us", "other operators: open", Strong: true),
                ],
                Quote = Said(),
            }
        );

        card.Elements().Select(part => part.Name.LocalName).ShouldBe(["header", "dl", "figure", "dl", "dl"]);
        card.Elements("dl")
            .Select(Words)
            .ShouldBe([
                "Access closed by us ( other operators: open )",
                "Legal met Business met",
                "Date none promised",
            ]);
        card.Elements("dl").Elements("div").Count(fact => (string?)fact.Attribute("class") == "strong").ShouldBe(1);
    }

    [Fact]
    public void A_quote_stands_in_its_own_language_with_its_translation_and_source()
    {
        var figure = Draw(Empty with { Quote = Said("https://suara.example/a?b=1&c=2") }).Element("figure")!;

        Words(figure.Element("figcaption")!).ShouldBe("Latest milestone (May 2019)");
        ((string?)figure.Element("blockquote")!.Attribute("lang")).ShouldBe("id");
        Words(figure.Element("p")!).ShouldBe("(translation: Not yet)");
        Words(figure.Element("ul")!).ShouldBe("Siti, Director quote Suara.com (opens in a new tab)");
        var link = figure.Descendants("a").Single();
        ((string?)link.Attribute("href")).ShouldBe("https://suara.example/a?b=1&c=2");
        ((string?)link.Attribute("rel")).ShouldBe("noopener noreferrer");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("data:text/html,<script>")]
    [InlineData("//evil.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://suara.com@evil.example/")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_web_address_is_no_link(string? link)
    {
        var figure = Draw(Empty with { Quote = Said(link) }).Element("figure")!;

        figure.Descendants("a").ShouldBeEmpty();
        Words(figure.Element("ul")!).ShouldBe("Siti, Director quote Suara.com");
    }

    [Fact]
    public void A_source_that_is_only_an_address_is_shown_by_its_host() =>
        Words(
                Draw(Empty with { Quote = Said("https://suara.example/a") with { Source = null } })
                    .Descendants("a")
                    .Single()
            )
            .ShouldBe("suara.example (opens in a new tab)");

    [Fact]
    public void Lines_ask_their_question_and_lay_their_quote_out_once()
    {
        var section = Draw(
                Empty with
                {
                    Sections =
                    [
                        new(
                            "2019",
                            [
                                new("Netflix", "negotiating", "status Netflix"),
                                new("Access", "closed"),
                                new("Latest milestone (May 2019)", "Belum · Siti", Quote: Said()),
                                new("", "alone"),
                            ]
                        ),
                    ],
                }
            )
            .Element("section")!;

        Words(section.Element("p")!).ShouldBe("2019");
        ((string?)section.Element("p")!.Attribute("aria-level")).ShouldBe("3");
        var lines = section.Element("ul")!.Elements("li").ToList();
        ((string?)lines[0].Element("button")!.Attribute("data-ask")).ShouldBe("status Netflix");
        Words(lines[0]).ShouldBe("Netflix negotiating");
        Words(lines[1]).ShouldBe("Access closed");
        lines[1].Elements("button").ShouldBeEmpty();
        Words(lines[2])
            .ShouldBe("Latest milestone (May 2019) Belum (translation: Not yet) Siti, Director quote Suara.com");
        Words(lines[3]).ShouldBe("alone");
    }

    [Fact]
    public void A_table_has_headings_for_columns_and_rows()
    {
        var region = Draw(
                Empty with
                {
                    Headline = new("Compared", null, null),
                    Table = new(["HOOQ", "iflix"], [new("Stage", ["live", "agreed"]), new("Legal", ["met", "met"])]),
                }
            )
            .Element("div")!;

        ((string?)region.Attribute("aria-label")).ShouldBe("Compared");
        ((string?)region.Attribute("tabindex")).ShouldBe("0");
        region
            .Descendants("th")
            .Select(cell => ((string?)cell.Attribute("scope"), Words(cell)))
            .ShouldBe([("col", "HOOQ"), ("col", "iflix"), ("row", "Stage"), ("row", "Legal")]);
        region.Descendants("tr").Select(row => row.Elements().Count()).ShouldAllBe(count => count == 3);
    }

    [Fact]
    public void A_table_without_a_headline_is_called_one() =>
        ((string?)Draw(Empty with { Table = new([], []) }).Element("div")!.Attribute("aria-label")).ShouldBe("Table");

    [Fact]
    public void Notes_visibility_age_and_buttons_come_last()
    {
        var card = Draw(
            Empty with
            {
                Paragraphs = ["Try `list`, or `this"],
                Notes = ["Sample data"],
                Visibility = Visibility.Public,
                Freshness = new(Sample.Now, Sample.Now.AddDays(-1), Stale: false),
                Actions = [new("list", "More", "list page 2"), new("help", "help", "help")],
                NextPage = "2",
            }
        );

        card.Elements().Select(part => part.Name.LocalName).ShouldBe(["p", "ul", "footer", "div"]);
        Words(card.Element("p")!).ShouldBe("Try list , or `this");
        card.Element("p")!.Elements("code").Single().Value.ShouldBe("list");
        Words(card.Element("footer")!).ShouldBe("Public: may be passed on As of 14:05 WIB, last confirmed yesterday");
        var buttons = card.Element("div")!.Elements("button").ToList();
        buttons.Select(Words).ShouldBe(["More", "help"]);
        buttons.Select(button => (string?)button.Attribute("data-ask")).ShouldBe(["list page 2", "help"]);
    }

    [Fact]
    public void Everything_is_said_in_the_language_of_the_message()
    {
        var card = Draw(Everywhere("x") with { Language = "id" });

        ((string?)card.Attribute("lang")).ShouldBe("id");
        Words(card.Element("footer")!)
            .ShouldBe("Internal, jangan diteruskan Per pukul 14.05 WIB, terakhir dikonfirmasi hari ini");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("</article></div><h1>Another</h1>")]
    [InlineData("&lt;b&gt; &amp;")]
    [InlineData("@(1+1) {{2}} ${3}")]
    public void Markup_is_only_text(string text)
    {
        var (marked, plain) = (Draw(Everywhere(text)), Draw(Everywhere("x")));

        Shape(marked).ShouldBe(Shape(plain));
        marked.Descendants("h3").Single().Value.ShouldBe(text);
        marked.Descendants("button").ShouldAllBe(button => (string?)button.Attribute("data-ask") == text);
    }

    [Fact]
    public void What_is_invisible_or_turns_text_around_is_left_out()
    {
        var card = Draw(Everywhere("Net\u202Eflix\u200B\u2066 \u0000\u001B[31m"));

        card.Descendants("h3").Single().Value.ShouldBe("Netflix [31m");
        card.ToString().ShouldNotContain('\u202E');
    }

    [Fact]
    public void Any_text_is_shown_as_text()
    {
        var shape = Shape(Draw(Everywhere("x")));

        Texts
            .Any.Where(text => PlainText.Clean(text).Replace("`", "", StringComparison.Ordinal).Length > 0)
            .Sample(
                text => Shape(Draw(Everywhere(text.Replace("`", "", StringComparison.Ordinal)))).ShouldBe(shape),
                iter: 200
            );
    }

    [Fact]
    public void A_huge_text_is_shown_whole()
    {
        var long_ = new string('w', 100_000);

        Draw(Everywhere(long_)).Descendants("blockquote").ShouldAllBe(said => said.Value == long_);
    }

    private static Message Empty { get; } =
        new()
        {
            Topic = "status",
            Language = "en",
            Text = "",
        };

    private static Quote Said(string? link = null) =>
        new("Latest milestone (May 2019)", "Belum", "id", "Siti, Director", "quote", "Suara.com", link, "Not yet");

    private static Message Everywhere(string text) =>
        Empty with
        {
            Text = text,
            Headline = new(text, text, text),
            Paragraphs = [text],
            Facts = [new(FactGroup.Access, text, text, text, Strong: true), new(FactGroup.Tracks, text, text)],
            Quote = new(text, text, "id", text, text, text, text, text),
            Sections = [new(text, [new(text, text, text), new(text, text, Quote: Said() with { Text = text })])],
            Table = new([text, text], [new(text, [text, text])]),
            Notes = [text],
            Visibility = Visibility.Internal,
            Freshness = new(Sample.Now, Sample.Now, Stale: false),
            Actions = [new("status", text, text)],
        };

    private XElement Draw(Message message)
    {
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(AnswerCard.Message)] = message,
        };
        var html = renderer
            .Dispatcher.InvokeAsync(async () =>
                (
                    await renderer.RenderComponentAsync<AnswerCard>(ParameterView.FromDictionary(parameters))
                ).ToHtmlString()
            )
            .GetAwaiter()
            .GetResult();
        return XElement.Parse(html);
    }

    /// <summary>What is read, part after part.</summary>
    private static string Words(XElement element) =>
        string.Join(
            ' ',
            element.DescendantNodes().OfType<XText>().Select(text => text.Value.Trim()).Where(text => text.Length > 0)
        );

    private static string Shape(XElement element) =>
        $"{element.Name}({string.Join(',', element.Attributes().Select(attribute => attribute.Name))})[{string.Concat(element.Elements().Select(Shape))}]";
}
