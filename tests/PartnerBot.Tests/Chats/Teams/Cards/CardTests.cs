using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Tests.Registry;
using PartnerBot.Tests.Whole;

namespace PartnerBot.Tests.Chats.Teams.Cards;

public sealed class CardTests(Product product) : IClassFixture<Product>
{
    private static readonly Locale House = new("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"));

    private readonly CardRenderer renderer = new(
        Phrasebook.Embedded(),
        new FakeTimeProvider(RegistryHarness.Start),
        House
    );

    public static TheoryData<string, string> Questions() =>
        new MatrixTheoryData<string, string>(
            [
                "status netflix",
                "status netflix hooq iflix",
                "list",
                "list blocked",
                "timeline netflix",
                "requirements netflix",
                "requirements netflix hooq",
                "compare netflix hooq iflix",
                "compare netflix hooq iflix viu vidio",
                "owner netflix",
                "changes",
                "help",
                "help status",
                "language",
                "status disney",
                "status blokbuster",
                "status",
                "when will netflix be open?",
                "why is netflix stuck?",
                "may I tell customers about netflix?",
                "is it true that netflix is a business tactic?",
                "colourless green ideas",
                "hello",
            ],
            ["en", "id"]
        );

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Every_answer_is_a_valid_card(string question, string language)
    {
        var message = await AnswerAsync(question, language);

        var card = renderer.Render(message, new(question));

        CardSchema.ShouldBeValid(card.Json);
        Encoding.UTF8.GetByteCount(card.Json).ShouldBeLessThan(28 * 1024);
        var json = JsonNode.Parse(card.Json)!;
        ((string?)json["version"]).ShouldBe("1.5");
        ((string?)json["lang"]).ShouldBe(language);
        (json["actions"]?.AsArray().Count ?? 0).ShouldBeLessThanOrEqualTo(4);
        message.Text.ShouldStartWith(card.Summary.TrimEnd('…'));
    }

    [Fact]
    public async Task Netflix_stands_word_by_word()
    {
        var card = renderer.Render(await AnswerAsync("status netflix", "en"), new("status netflix"));

        card.Summary[..60].ShouldBe("Netflix: negotiating, no agreement yet; access closed by us.");
        JsonNode
            .DeepEquals(
                JsonNode.Parse(card.Json),
                JsonNode.Parse(
                    """
                    {
                      "type": "AdaptiveCard",
                      "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                      "version": "1.5",
                      "lang": "en",
                      "fallbackText": "Netflix: negotiating, no agreement yet; access closed by us. IndiHome. Access: closed by us (other operators: open). Legal: no agreement yet. Business: no agreement yet. Technical: no agreement yet. Requirements met: 7 of 12. Date: none promised. Promised: the public will be told once it is decided. Latest milestone (date not given in the source): Talks are intensive; no meeting point has been found yet · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF. Internal, do not forward. As of 14:05 WIB, last confirmed 6 days ago. Sample data. Try: timeline Netflix ·…",
                      "body": [
                        { "type": "TextBlock", "text": "Netflix", "size": "large", "weight": "bolder", "style": "heading", "wrap": true },
                        { "type": "RichTextBlock", "spacing": "none", "inlines": [ { "type": "TextRun", "text": "IndiHome" }, { "type": "TextRun", "text": " · negotiating: no agreement yet", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "medium", "inlines": [ { "type": "TextRun", "text": "Access: " }, { "type": "TextRun", "text": "closed by us", "weight": "bolder" }, { "type": "TextRun", "text": " (other operators: open)" } ] },
                        {
                          "type": "Container", "style": "emphasis", "spacing": "medium",
                          "items": [
                            { "type": "RichTextBlock", "inlines": [ { "type": "TextRun", "text": "Latest milestone (date not given in the source)", "size": "small" } ] },
                            { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Talks are intensive; no meeting point has been found yet", "italic": true } ] },
                            { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Siti Choiriana, Director Consumer Service · ", "size": "small" }, { "type": "TextRun", "text": "paraphrase", "size": "small" }, { "type": "TextRun", "text": " · ", "size": "small" }, { "type": "TextRun", "text": "Suara.com via KLIKPOSITIF", "size": "small" } ] }
                          ]
                        },
                        { "type": "RichTextBlock", "spacing": "medium", "inlines": [ { "type": "TextRun", "text": "Legal: " }, { "type": "TextRun", "text": "no agreement yet", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Business: " }, { "type": "TextRun", "text": "no agreement yet", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Technical: " }, { "type": "TextRun", "text": "no agreement yet", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Requirements met: " }, { "type": "TextRun", "text": "7 of 12", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "medium", "inlines": [ { "type": "TextRun", "text": "Date: " }, { "type": "TextRun", "text": "none promised", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Promised: " }, { "type": "TextRun", "text": "the public will be told once it is decided", "weight": "bolder" } ] },
                        { "type": "RichTextBlock", "spacing": "small", "inlines": [ { "type": "TextRun", "text": "Sample data", "size": "small" } ] },
                        { "type": "RichTextBlock", "spacing": "medium", "inlines": [ { "type": "TextRun", "text": "Internal, do not forward", "weight": "bolder", "size": "small" } ] },
                        { "type": "TextBlock", "spacing": "none", "text": "As of {{TIME(2026-11-24T07:05:00Z)}}, last confirmed 6 days ago", "size": "small", "wrap": true }
                      ],
                      "actions": [
                        { "type": "Action.Execute", "title": "Netflix timeline", "verb": "ask", "data": { "ask": "timeline Netflix", "language": "en" }, "fallback": { "type": "Action.Submit", "title": "Netflix timeline", "data": { "ask": "timeline Netflix", "language": "en" } } },
                        { "type": "Action.Execute", "title": "Requirements", "verb": "ask", "data": { "ask": "requirements Netflix", "language": "en" }, "fallback": { "type": "Action.Submit", "title": "Requirements", "data": { "ask": "requirements Netflix", "language": "en" } } },
                        { "type": "Action.Execute", "title": "Notify me", "verb": "ask", "data": { "ask": "subscribe Netflix", "language": "en" }, "fallback": { "type": "Action.Submit", "title": "Notify me", "data": { "ask": "subscribe Netflix", "language": "en" } } }
                      ]
                    }
                    """
                )
            )
            .ShouldBeTrue(card.Json);
    }

    [Fact]
    public void Text_of_others_is_shown_as_it_is()
    {
        const string Odd =
            "<at>PartnerBot</at> <b>b</b> [x](javascript:alert(1)) | a | b | **c** _d_ `e` \\f &amp; 1. - # {{TIME(2020-01-01T00:00:00Z)}}";
        var card = renderer.Render(
            new()
            {
                Topic = "status",
                Language = "en",
                Text = Odd,
                Headline = new(Odd, Odd, Odd),
                Facts = [new(FactGroup.Access, Odd, $"\u202E{Odd}\u200B", Odd)],
                Quote = new(Odd, Odd, "en", Odd, Odd, Odd, "javascript:alert(1)", Odd),
                Sections = [new(Odd, [new(Odd, Odd)])],
                Table = new([Odd], [new(Odd, [Odd])]),
            },
            new(SharedBy: Odd)
        );

        CardSchema.ShouldBeValid(card.Json);
        card.Json.ShouldNotContain("{{");
        card.Json.ShouldNotContain("selectAction");
        card.Json.ShouldNotContain("\u202E");
        var body = JsonNode.Parse(card.Json)!["body"]!.AsArray();
        ((string?)body[1]!["text"]).ShouldStartWith(
            @"<at\>PartnerBot</at\> <b\>b</b\> \[x\]\(javascript:alert\(1\)\)".Replace(
                "<",
                @"\<",
                StringComparison.Ordinal
            )
        );
        var shown = Odd.Replace("{{", "{\u200B{", StringComparison.Ordinal);
        ((string?)body[2]!["inlines"]![0]!["text"]).ShouldBe(shown);
        body.Select(element => (string?)element!["type"])
            .Where(type => type is not "TextBlock" and not "RichTextBlock" and not "Container")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_source_is_a_link_only_where_it_is_one()
    {
        Link("https://suara.com/a").ShouldBe("https://suara.com/a");
        Link("https://suara.com@evil.test/").ShouldBeNull();
        Link("javascript:alert(1)").ShouldBeNull();
        Link("data:text/html,x").ShouldBeNull();
        Link(null).ShouldBeNull();

        string? Link(string? link)
        {
            var message = new Message
            {
                Topic = "status",
                Language = "en",
                Text = "x",
                Quote = new("Latest", "Said.", "en", "Siti", "quote", "Suara.com", link),
            };
            var card = JsonNode.Parse(renderer.Render(message, new()).Json)!;
            var by = card["body"]![0]!["items"]![2]!["inlines"]!.AsArray();
            return (string?)by[^1]!["selectAction"]?["url"];
        }
    }

    [Fact]
    public async Task More_choices_than_buttons_are_a_list_to_choose_from()
    {
        var choices = Enumerable
            .Range(1, 10)
            .Select(n => new MessageAction("status", $"Disney {n}", $"status Disney {n}", IsChoice: true));
        var message = (await AnswerAsync("status disney", "en")) with { Actions = [.. choices] };

        var card = renderer.Render(message, new("status disney"));

        CardSchema.ShouldBeValid(card.Json);
        var json = JsonNode.Parse(card.Json)!;
        var list = json["body"]!.AsArray()[^1]!;
        ((string?)list["type"]).ShouldBe("Input.ChoiceSet");
        ((string?)list["id"]).ShouldBe("ask");
        ((string?)list["label"]).ShouldBe("Which one?");
        list["choices"]!.AsArray().Count.ShouldBe(10);
        var button = json["actions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)button["title"]).ShouldBe("Show");
        button["data"]!.ToJsonString().ShouldBe("""{"language":"en","replace":true}""");
    }

    private async Task<Message> AnswerAsync(string words, string language)
    {
        await using var scope = product.Bot.Services.CreateAsyncScope();
        var asked = new Asked(new("test", "cards", Guid.NewGuid().ToString()), Conversation: null, words, language);
        var answer = await scope
            .ServiceProvider.GetRequiredService<Answerer>()
            .AnswerAsync(asked, TestContext.Current.CancellationToken);
        return answer.Message;
    }
}
