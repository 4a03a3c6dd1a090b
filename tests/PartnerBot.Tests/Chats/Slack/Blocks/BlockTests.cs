using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack.Blocks;

public sealed class BlockTests
{
    private static readonly SlackBlocks Renderer = new(
        Phrasebook.Embedded(),
        new FakeTimeProvider(RegistryHarness.Start),
        new("en", TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))
    );

    private static readonly Message Nothing = new()
    {
        Topic = "status",
        Language = "en",
        Text = "Netflix: negotiating; access open.",
    };

    [Theory]
    [InlineData("<!channel>")]
    [InlineData("<@U1>")]
    [InlineData("<#C1>")]
    [InlineData("<https://evil|x>")]
    [InlineData("&lt;!here&gt;")]
    [InlineData("*bold* _i_ ~s~ :smile: @here")]
    public void A_name_is_shown_as_it_is(string name)
    {
        var message = Nothing with
        {
            Text = name,
            Headline = new(name, name, name),
            Paragraphs = [name],
            Facts = [new(FactGroup.Access, name, $"\u202E{name}\u200B", name)],
            Quote = new(name, name, "en", name, name, name, "javascript:alert(1)", name),
            Sections = [new(name, [new(name, name, name)])],
            Table = new([name], [new(name, [name])]),
            Notes = [name],
            Actions = [new("status", name, name)],
        };

        var posted = Render(message, new());

        var objects = posted.Read().Objects().ToList();
        objects.Select(one => one.Type()).ShouldNotContain("link");
        objects.Select(one => one.Type()).ShouldNotContain("user");
        var texts = objects.Where(one => one.Type() is "text").Select(one => (string)one["text"]!).ToList();
        texts.Count(text => text.Contains(name, StringComparison.Ordinal)).ShouldBeGreaterThan(8);
        var escaped = Escaped(name);
        posted.Text.ShouldBe(escaped);
        objects
            .Where(one => one.Type() is "plain_text")
            .Select(one => (string?)one["text"])
            .ShouldBe([escaped, escaped], "the title and the button; the only line asks the same");
    }

    [Fact]
    public void A_source_is_a_link_only_where_it_is_one()
    {
        Link("https://suara.com/a").ShouldBe("https://suara.com/a");
        Link("https://suara.com@evil.test/").ShouldBeNull();
        Link("javascript:alert(1)").ShouldBeNull();
        Link($"https://suara.com/{new string('a', 3000)}").ShouldBeNull();
        Link(null).ShouldBeNull();

        string? Link(string? link)
        {
            var quote = new Quote("Latest", "Said.", "en", "Siti", "quote", "Suara.com", link);
            var posted = Render(Nothing with { Quote = quote }, new());
            Lines(posted).ShouldContain("Siti · quote · Suara.com");
            return (string?)posted.Read().Objects().SingleOrDefault(one => one.Type() is "link")?["url"];
        }
    }

    [Fact]
    public void Who_shared_it_stands_first_and_comes_last_in_the_text()
    {
        var posted = Render(Nothing with { Text = new string('a', 5000) }, new(SharedBy: "U123"));

        posted.Text.ShouldEndWith("… Shared by <@U123>.");
        posted.Text.Length.ShouldBe(4000);
        posted.Read()[0]!["elements"]![0]!["elements"]!
            .ToJsonString()
            .ShouldBe("""[{"type":"text","text":"Shared by "},{"type":"user","user_id":"U123"}]""");
    }

    [Fact]
    public void Another_days_time_has_its_date()
    {
        var yesterday = RegistryHarness.Start.AddDays(-1);
        var posted = Render(Nothing with { Freshness = new(yesterday, null, Stale: false), Language = "id" }, new());

        var date = posted.Read().Objects().Single(one => one.Type() is "date");
        ((string?)date["format"]).ShouldBe("{date_short} {time}");
        ((string?)date["fallback"]).ShouldBe("14.05 WIB tanggal 23 November 2026");
        ((long)date["timestamp"]!).ShouldBe(yesterday.ToUnixTimeSeconds());
    }

    [Fact]
    public void More_choices_than_buttons_are_a_list_to_choose_from()
    {
        var choices = Enumerable
            .Range(1, 10)
            .Select(n => new MessageAction("status", $"Disney {n}", $"status Disney {n}", IsChoice: true));
        var elements = Elements(Render(Nothing with { Actions = [.. choices] }, new()));

        elements.Count.ShouldBe(1);
        ((string?)elements[0]!["action_id"]).ShouldBe("choose-replace:en");
        ((string?)elements[0]!["placeholder"]!["text"]).ShouldBe("Which one?");
        Asks(elements[0]!).ShouldBe(Enumerable.Range(1, 10).Select(n => $"status Disney {n}"));
    }

    [Fact]
    public void A_choice_beside_an_answer_takes_no_messages_place()
    {
        var message = Nothing with
        {
            Freshness = new(RegistryHarness.Start, null, Stale: false),
            Actions =
            [
                new("timeline", "Timeline", "timeline Netflix"),
                new("status", "Disney", "status Disney", IsChoice: true),
            ],
        };

        var elements = Elements(Render(message, new()));

        elements.Select(Label).ShouldBe(["Disney", "timeline Netflix"]);
        elements.SelectMany(element => Asks(element!)).ShouldBe(["status Disney", "timeline Netflix"]);
        elements.ToJsonString().ShouldNotContain("replace");
    }

    [Fact]
    public void Of_more_than_four_buttons_the_rest_overflows_and_sharing_is_kept()
    {
        var elements = Elements(Render(Nothing with { Actions = [.. Six()] }, new()));

        elements.SkipLast(1).Select(Label).ShouldBe(["1", "2", "3", "Share here"]);
        elements[^1].Type().ShouldBe("overflow");
        Asks(elements[^1]!).ShouldBe(["status 4", "status 5"]);
        ((string?)elements[^1]!["action_id"]).ShouldBe("more:en");
    }

    [Theory]
    [InlineData(BlockSurface.Modal)]
    [InlineData(BlockSurface.Home)]
    public void Nothing_is_shared_from_where_there_is_no_room(BlockSurface surface)
    {
        var elements = Elements(Render(Nothing with { Actions = [.. Six()] }, new(Surface: surface)));

        elements.Select(element => element.Type()).ShouldBe(["button", "button", "button", "button", "overflow"]);
        elements.ToJsonString().ShouldNotContain("share");
    }

    [Fact]
    public void Lines_that_ask_are_a_list_to_choose_from()
    {
        var section = new PartnerBot.Asking.Section(
            "Live",
            [
                new("HOOQ", "open", "status HOOQ"),
                new("Viu", "open", "status viu-a"),
                new("Viu", "closed", "status viu-b"),
                new("Viu", "again", "status viu-b"),
                new("Nothing", "asks nothing"),
                new("Long", "asks too much", $"status {new string('a', 150)}"),
            ]
        );

        var element = Elements(Render(Nothing with { Sections = [section] }, new())).ShouldHaveSingleItem()!;

        ((string?)element["action_id"]).ShouldBe("choose:en");
        Asks(element).ShouldBe(["status HOOQ", "status viu-a", "status viu-b"]);
        element["options"]!.AsArray().Select(Label).ShouldBe(["HOOQ", "status viu-a", "status viu-b"]);
    }

    [Fact]
    public void Lines_that_ask_what_the_buttons_ask_are_no_list()
    {
        var message = Nothing with
        {
            Sections = [new("Live", [new("HOOQ", "open", "status HOOQ")])],
            Actions = [new("status", "HOOQ", "status HOOQ")],
        };

        Elements(Render(message, new())).ShouldHaveSingleItem().Type().ShouldBe("button");
    }

    [Fact]
    public void What_stands_between_backticks_is_to_be_typed()
    {
        var posted = Render(
            Nothing with
            {
                Text = "Try `list`, or ` alone.",
                Paragraphs = ["Try `list`, or ` alone."],
            },
            new()
        );

        BlockSchema.ShouldBeValid(posted);
        posted.Text.ShouldBe("Try `list`, or ` alone.");
        posted.Read()[0]!["elements"]![0]!["elements"]!
            .ToJsonString()
            .ShouldBe(
                """[{"type":"text","text":"Try "},{"type":"text","text":"list","style":{"code":true}},{"type":"text","text":", or \u0060 alone."}]"""
            );
    }

    private static IEnumerable<MessageAction> Six() =>
        [
            new(MessageAction.Share, "Share here", "status Netflix"),
            .. Enumerable.Range(1, 5).Select(n => new MessageAction("status", $"{n}", $"status {n}")),
        ];

    private static SlackMessage Render(Message message, BlockContext context)
    {
        var posted = Renderer.Render(message, context);
        BlockLimits.ShouldFit(posted, context);
        BlockSchema.ShouldBeValid(posted);
        return posted;
    }

    private static JsonArray Elements(SlackMessage posted) =>
        posted.Read().Single(block => block.Type() is "actions")!["elements"]!.AsArray();

    private static string? Label(JsonNode? element) => (string?)element!["text"]!["text"];

    private static IEnumerable<string> Asks(JsonNode element)
    {
        var action = (string)element["action_id"]!;
        return element["options"] is JsonArray options
            ? options.Select(option => Pressed.Read(action, null, (string?)option!["value"])!.Ask)
            : [Pressed.Read(action, (string?)element["value"], null)!.Ask];
    }

    private static IEnumerable<string> Lines(SlackMessage posted) =>
        posted
            .Read()
            .Objects()
            .Where(one => one.Type() is "rich_text_section" or "rich_text_quote")
            .SelectMany(one =>
                string.Concat(one["elements"]!.AsArray().Select(part => (string?)part!["text"])).Split('\n')
            );

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
