using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Registry;
using PartnerBot.Tests.Asking;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Cards;

/// <summary>However long a message is, each card is small enough, and all of them together say all of it once.</summary>
public sealed class LongCardTests
{
    private static readonly CardRenderer Renderer = new(
        Phrasebook.Embedded(),
        new FakeTimeProvider(RegistryHarness.Start),
        new("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))
    );

    private static readonly Gen<string> Odd = Gen.OneOf(
        Gen.String[0, 200],
        Texts.OneOf(
            "**bold**",
            "<at>x</at>",
            "{{DATE(2020-01-01T00:00:00Z)}}",
            "👩‍👩‍👧‍👦",
            "e\u0301",
            "`a` b `",
            "\uD800",
            " \t\n"
        ),
        Gen.Select(Texts.OneOf("a", "é", "漢", "👍🏽", "word "), Gen.Int[1, 3000], (part, times) => Repeat(part, times))
    );

    private static readonly Gen<Quote> Quotes = Gen.Select(
        Odd,
        Odd,
        Odd,
        Odd,
        (label, text, speaker, translation) => new Quote(label, text, "en", speaker, "quote", null, null, translation)
    );

    private static readonly Gen<Message> Plain = Gen.Select(
        Odd.Array[0, 6],
        Odd.Array[0, 40],
        Gen.Select(Odd, Odd).Array[0, 8],
        Gen.Int[0, 12],
        Gen.Bool,
        (paragraphs, lines, facts, actions, headed) =>
            new Message
            {
                Topic = "status",
                Language = "en",
                Text = string.Join(' ', paragraphs),
                Headline = headed ? new(lines.FirstOrDefault() ?? "x", paragraphs.FirstOrDefault(), "state") : null,
                Paragraphs = paragraphs,
                Facts = [.. facts.Select((fact, n) => new Fact((FactGroup)(n % 3), fact.Item1, fact.Item2))],
                Sections = [new("Section", [.. lines.Select((line, n) => new Line(Mark(n), line, "list"))])],
                Visibility = Visibility.Internal,
                Freshness = new(RegistryHarness.Start, null, Stale: false),
                Actions =
                [
                    .. Enumerable.Range(0, actions).Select(n => new MessageAction("status", $"{n}", $"status {n}")),
                ],
            }
    );

    private static readonly Gen<Message> Messages = Gen.Select(
        Plain,
        Quotes,
        Odd.Array[0, 8],
        (message, quote, cells) =>
            message with
            {
                Quote = quote,
                Table = new(cells, [new("Row", [.. cells.Reverse()])]),
            }
    );

    [Fact]
    public void Each_is_small_enough_and_nothing_is_lost_or_said_twice() =>
        Messages.Sample(
            message =>
            {
                var cards = All(message);
                foreach (var card in cards)
                {
                    Encoding.UTF8.GetByteCount(card.Json).ShouldBeLessThan(28 * 1024);
                    (JsonNode.Parse(card.Json)!["actions"]?.AsArray().Count ?? 0).ShouldBeLessThanOrEqualTo(4);
                    card.Summary.Length.ShouldBeLessThanOrEqualTo(300);
                }

                var said = string.Concat(cards.SelectMany((card, part) => Runs(card)));
                for (var line = 0; line < message.Sections[0].Lines.Count; line++)
                {
                    said.Split(Mark(line)).Length.ShouldBe(2);
                }

                foreach (
                    var text in (string[])
                        [
                            .. message.Paragraphs,
                            .. message.Facts.Select(fact => fact.Value),
                            message.Quote!.Text,
                            .. message.Table!.Columns,
                        ]
                )
                {
                    Bare(said).ShouldContain(Bare(CardText.Plain(text)));
                }
            },
            iter: 20,
            threads: 1
        );

    [Fact]
    public void Each_is_valid_by_the_official_schema() =>
        Messages.Sample(message => CardSchema.ShouldBeValid(All(message)[^1].Json), iter: 8, threads: 1);

    [Fact]
    public void What_nobody_asked_for_is_cut_and_says_so()
    {
        var message = new Message
        {
            Topic = "status",
            Language = "en",
            Text = "Long.",
            Paragraphs = [.. Enumerable.Range(0, 60).Select(n => $"{n} {Repeat("word ", 200)}")],
        };

        var card = Renderer.Render(message, new());

        Encoding.UTF8.GetByteCount(card.Json).ShouldBeLessThan(28 * 1024);
        Runs(card).Last().ShouldBe("This is not all: the rest was too long for one message.");
        JsonNode.Parse(card.Json)!["actions"].ShouldBeNull();
    }

    [Fact]
    public void The_next_page_is_offered_after_the_last_part_and_other_things_on_the_first()
    {
        var message = new Message
        {
            Topic = "list",
            Language = "en",
            Text = "Long.",
            Paragraphs = [.. Enumerable.Range(0, 60).Select(n => $"{n} {Repeat("word ", 200)}")],
            Actions = [new("list", "More", "list page 2"), new("help", "help", "help")],
            NextPage = "2",
        };

        var cards = All(message);

        cards.Count.ShouldBeGreaterThan(2);
        Asks(cards[0]).ShouldBe(["help", "list#1"]);
        Asks(cards[1]).ShouldBe(["list#2"]);
        Asks(cards[^1]).ShouldBe(["list page 2"]);
    }

    private static List<Card> All(Message message)
    {
        List<Card> cards = [Renderer.Render(message, new("list"))];
        while (Asks(cards[^1]).Exists(ask => ask == $"list#{cards.Count}"))
        {
            cards.Add(Renderer.Render(message, new("list", cards.Count)));
            cards.Count.ShouldBeLessThan(200);
        }

        return cards;
    }

    private static List<string> Asks(Card card) =>
        [
            .. (JsonNode.Parse(card.Json)!["actions"]?.AsArray() ?? []).Select(button =>
                $"{button!["data"]!["ask"]}{(button["data"]!["part"] is { } part ? $"#{part}" : "")}"
            ),
        ];

    private static IEnumerable<string> Runs(Card card) => Runs(JsonNode.Parse(card.Json)!["body"]!);

    private static IEnumerable<string> Runs(JsonNode? node) =>
        node switch
        {
            JsonArray array => array.SelectMany(Runs),
            JsonObject { } one when (string?)one["type"] is "TextRun" => [(string)one["text"]!],
            JsonObject one => one.SelectMany(property => Runs(property.Value)),
            _ => [],
        };

    // Backticks mark what is to be typed, and are not shown around it.
    private static string Bare(string text) => text.Replace("`", "", StringComparison.Ordinal);

    // Random text has no such thing by chance.
    private static string Mark(int line) => $"<line {line} of all>";

    private static string Repeat(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();
}
