using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Registry;
using PartnerBot.Tests.Asking;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack.Blocks;

/// <summary>However long and odd a message is, each part fits, and all of them together say all of it once.</summary>
public sealed class LongBlockTests
{
    private static readonly SlackBlocks Renderer = new(
        Phrasebook.Embedded(),
        new FakeTimeProvider(RegistryHarness.Start),
        new("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))
    );

    private static readonly Gen<string> Odd = Gen.OneOf(
        Gen.String[0, 200],
        Texts.Any,
        Texts.OneOf(
            "<!channel>",
            "<@U1>",
            "<https://evil|x>",
            "&lt;!here&gt;",
            "*bold* _i_ :smile:",
            "`a` b `",
            "👩‍👩‍👧‍👦",
            "e\u0301",
            "\u202Eabc\u200B",
            "مرحبا",
            "\uD800",
            " \t\n",
            $"a{new string('\u0301', 1000)}"
        ),
        Gen.Select(
            Texts.OneOf("a", "é", "漢", "👍🏽", "🇮🇩", "word ", "&", "<", "`x"),
            Gen.Int[1, 200],
            (part, times) => new StringBuilder().Insert(0, part, times).ToString()
        )
    );

    private static readonly Gen<string> OddOrLong = Gen.Frequency((30, Odd), (1, Gen.Const(new string('n', 10_000))));

    private static readonly Gen<Message> Told = Gen.Select(
        OddOrLong.Array[0, 3],
        OddOrLong.Array[0, 8],
        Gen.Select(Odd, Odd).Array[0, 6],
        Gen.Select(Odd, Odd, Odd, Odd),
        Odd.Array[0, 6],
        OddOrLong,
        (paragraphs, lines, facts, quote, cells, title) =>
            new Message
            {
                Topic = "status",
                Language = "en",
                Text = $"{title} {string.Join(' ', paragraphs)}",
                Headline = new(title, paragraphs.FirstOrDefault(), "state"),
                Paragraphs = paragraphs,
                Facts = [.. facts.Select((fact, n) => new Fact((FactGroup)(n % 3), fact.Item1, fact.Item2))],
                Quote = new(
                    quote.Item1,
                    quote.Item2,
                    "en",
                    quote.Item3,
                    "quote",
                    quote.Item4,
                    "https://suara.com/",
                    title
                ),
                Sections = [new("Section", [.. lines.Select((line, n) => new Line(Mark(n), line, $"status {line}"))])],
                Table = new(cells, [new("Row", [.. cells.Reverse()])]),
                Notes = paragraphs,
                Visibility = Visibility.Internal,
                Freshness = new(RegistryHarness.Start, null, Stale: false),
            }
    );

    private static readonly Gen<Message> Messages = Gen.Select(
        Told,
        Gen.Int[0, 80],
        Gen.Int[0, 8],
        Odd,
        Gen.Bool,
        (message, choices, others, name, paged) =>
            message with
            {
                NextPage = paged ? "2" : null,
                Actions =
                [
                    .. Enumerable
                        .Range(0, others)
                        .Select(n => new MessageAction("timeline", $"{n}{name}", $"timeline {n}{name}")),
                    new(MessageAction.Share, "Share here", "status x"),
                    .. Enumerable
                        .Range(0, choices)
                        .Select(n => new MessageAction("status", $"{name}{n}", $"status {n}", IsChoice: true)),
                    .. paged ? [new MessageAction("status", "More", "status page 2")] : Array.Empty<MessageAction>(),
                ],
            }
    );

    private static readonly Gen<int> Budgets = Gen.Frequency((3, Gen.Const(SlackBlocks.Budget)), (1, Gen.Int[0, 3000]));

    [Fact]
    public void Each_part_fits_and_nothing_is_lost_or_said_twice() =>
        Gen.Select(Messages, Budgets)
            .Sample(
                (message, budget) =>
                {
                    var parts = All(message, budget);
                    var said = Bare(string.Concat(parts.SelectMany(Said)));
                    for (var line = 0; line < message.Sections[0].Lines.Count; line++)
                    {
                        said.Split(Mark(line)).Length.ShouldBe(2);
                    }

                    foreach (var text in TextsOf(message))
                    {
                        said.Contains(Bare(PlainText.Clean(text)), StringComparison.Ordinal).ShouldBeTrue(text);
                    }

                    var asks = parts.SelectMany(Asks).ToHashSet(StringComparer.Ordinal);
                    message
                        .Actions.Where(action => action.IsChoice || action.Topic is "share")
                        .ShouldAllBe(action => asks.Contains(action.Ask));
                },
                iter: 20,
                threads: 1
            );

    [Fact]
    public void What_is_shortened_ends_after_a_whole_character() =>
        OddOrLong.Sample(
            name =>
            {
                var actions = new[] { new MessageAction("status", name, "status x") };
                var message = new Message
                {
                    Topic = "status",
                    Language = "en",
                    Text = name,
                    Headline = new(name, null, null),
                    Actions = actions,
                };
                var posted = Renderer.Render(message, new());

                ShouldBegin(posted.Text, name);
                foreach (var shown in posted.Read().Objects().Where(one => one.Type() is "plain_text"))
                {
                    if (PlainText.Clean(name).Length > 0)
                    {
                        ShouldBegin((string)shown["text"]!, name);
                    }
                }
            },
            iter: 300,
            threads: 1
        );

    [Fact]
    public void Each_is_valid_by_Slacks_own_types() =>
        Gen.Select(Messages, Budgets)
            .Sample(
                (message, budget) =>
                {
                    BlockSchema.ShouldBeValid(Renderer.Render(message, new("status x", Budget: budget)));
                    BlockSchema.ShouldBeValid(Renderer.Render(message, new("status x", int.MaxValue, Budget: budget)));
                },
                iter: 10,
                threads: 1
            );

    [Fact]
    public void What_nobody_asked_for_is_cut_and_says_so()
    {
        var posted = Renderer.Render(Long(), new());

        BlockLimits.ShouldFit(posted, new());
        Said(posted).Last().ShouldBe("This is not all: the rest was too long for one message.");
        posted.Read()[^1].Type().ShouldBe("rich_text");
    }

    [Fact]
    public void A_question_too_long_for_a_button_is_cut_too() =>
        Said(Renderer.Render(Long(), new(new string('x', 2000)))).Last().ShouldStartWith("This is not all");

    [Fact]
    public void The_next_page_is_offered_after_the_last_part_and_other_things_on_the_first()
    {
        var message = Long() with
        {
            Topic = "list",
            Actions = [new("list", "More", "list page 2"), new("help", "help", "help")],
            NextPage = "2",
        };

        var parts = All(message, SlackBlocks.Budget, "list");

        parts.Count.ShouldBeGreaterThan(2);
        Asks(parts[0]).ShouldBe(["help", "list#1"]);
        Asks(parts[1]).ShouldBe(["list#2"]);
        Asks(parts[^1]).ShouldBe(["list page 2"]);
        Renderer.Render(message, new("list", 999)).Read().ToJsonString().ShouldBe(parts[^1].Read().ToJsonString());
    }

    [Fact]
    public void A_part_is_well_filled() =>
        All(Long(), SlackBlocks.Budget)
            .SkipLast(1)
            .ShouldAllBe(part => part.Read().Sum(BlockLimits.Seen) > SlackBlocks.Budget * 9 / 10);

    private static Message Long() =>
        new()
        {
            Topic = "status",
            Language = "en",
            Text = "Long.",
            Paragraphs = [.. Enumerable.Range(0, 60).Select(n => $"{n} {new StringBuilder().Insert(0, "word ", 200)}")],
        };

    private static List<SlackMessage> All(Message message, int budget, string asked = "status x")
    {
        List<SlackMessage> parts = [Render(0)];
        while (Asks(parts[^1]).Exists(ask => ask == $"{asked}#{parts.Count}"))
        {
            parts.Add(Render(parts.Count));
            parts.Count.ShouldBeLessThan(3000);
        }

        return parts;

        SlackMessage Render(int part)
        {
            var context = new BlockContext(asked, part, Budget: budget);
            var posted = Renderer.Render(message, context);
            BlockLimits.ShouldFit(posted, context);
            return posted;
        }
    }

    private static IEnumerable<string> TextsOf(Message message) =>
        [
            .. message.Paragraphs,
            .. message.Facts.SelectMany(fact => (string[])[fact.Label, fact.Value]),
            .. message.Sections[0].Lines.Select(line => line.Text),
            message.Headline!.Title.Length > 200 ? message.Headline.Title : "",
            message.Quote!.Label,
            message.Quote.Text,
            message.Quote.Speaker!,
            message.Quote.Source!,
            message.Quote.Translation!,
            .. message.Table!.Columns,
        ];

    private static List<string> Asks(SlackMessage posted) =>
        [
            .. posted
                .Read()
                .Where(block => block.Type() is "actions")
                .SelectMany(block => block!["elements"]!.AsArray())
                .SelectMany(element => Asks(element!)),
        ];

    private static IEnumerable<string> Asks(JsonNode element)
    {
        var action = (string)element["action_id"]!;
        var asked = element["options"] is JsonArray options
            ? options.Select(option => Pressed.Read(action, null, (string?)option!["value"])!)
            : [Pressed.Read(action, (string?)element["value"], null)!];
        return asked.Select(value => value.Part > 0 ? $"{value.Ask}#{value.Part}" : value.Ask);
    }

    private static IEnumerable<string> Said(SlackMessage posted) =>
        posted.Read().Objects().Where(one => one.Type() is "text" or "link").Select(one => (string)one["text"]!);

    private static void ShouldBegin(string shown, string name)
    {
        var clean = PlainText.Clean(name);
        var bare = shown
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
        if (bare != clean)
        {
            bare[^1].ShouldBe('…');
            var kept = bare[..^1];
            clean.StartsWith(kept, StringComparison.Ordinal).ShouldBeTrue(shown);
            StringInfo.ParseCombiningCharacters(clean).Append(clean.Length).ShouldContain(kept.Length);
        }
    }

    // Backticks mark what is to be typed, and are not shown around it.
    private static string Bare(string text) => text.Replace("`", "", StringComparison.Ordinal);

    // Random text has no such thing by chance.
    private static string Mark(int line) => $"<line {line} of all>";
}
