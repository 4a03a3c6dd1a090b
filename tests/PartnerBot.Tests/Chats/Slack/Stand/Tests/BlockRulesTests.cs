using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand.Tests;

public sealed class BlockRulesTests
{
    /// <summary>What is limited, the most that is taken, and blocks with that much of it.</summary>
    private static readonly Dictionary<string, (int Most, Func<int, JsonNode> Make)> Limits = new(
        StringComparer.Ordinal
    )
    {
        ["blocks"] = (50, many => JsonNode.Parse(List(many, _ => """{"type": "divider"}"""))!),
        ["section text"] = (3_000, many => Blocks($$"""{"type": "section", "text": {{Marked(many)}}}""")),
        ["fields"] = (10, many => Blocks($$"""{"type": "section", "fields": {{List(many, _ => Marked(1))}}}""")),
        ["field"] = (2_000, many => Blocks($$"""{"type": "section", "fields": [{{Marked(many)}}]}""")),
        ["header"] = (150, many => Blocks($$"""{"type": "header", "text": {{Plain(many)}}}""")),
        ["context"] = (10, many => Blocks($$"""{"type": "context", "elements": {{List(many, _ => Marked(1))}}}""")),
        ["block id"] = (255, many => Blocks($$"""{"type": "divider", "block_id": "{{Letters(many)}}"}""")),
        ["actions"] = (25, many => Actions([.. Enumerable.Range(0, many).Select(place => Button($"a{place}"))])),
        ["button text"] = (75, many => Actions(Button("a", text: Plain(many)))),
        ["button value"] = (2_000, many => Actions(Button("a", value: Letters(many)))),
        ["action id"] = (255, many => Actions(Button(Letters(many)))),
        ["overflow"] = (5, many => Actions(Menu("overflow", List(many, Option)))),
        ["options"] = (100, many => Actions(Menu("static_select", List(many, Option)))),
        ["option text"] = (
            75,
            many => Actions(Menu("static_select", Single($$"""{"text": {{Plain(many)}}, "value": "a"}""")))
        ),
        ["option value"] = (
            150,
            many => Actions(Menu("static_select", Single($$"""{"text": {{Plain(1)}}, "value": "{{Letters(many)}}"}""")))
        ),
    };

    public static TheoryData<string> Names => [.. Limits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_much_as_Slack_takes_is_taken_and_one_more_is_not(string name)
    {
        var (most, make) = Limits[name];
        Check(make(most)).ShouldBeEmpty();
        Check(make(most + 1)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""[{"type": "section"}]""", "missing required field: text [json-pointer:/blocks/0]")]
    [InlineData(
        """[{"type": "divider", "colour": "red"}]""",
        "invalid additional property: colour [json-pointer:/blocks/0]"
    )]
    [InlineData("""[{"type": "banner"}]""", "unsupported type: banner [json-pointer:/blocks/0/type]")]
    [InlineData(
        """[{"type": "section", "text": {"type": "mrkdwn", "text": ""}}]""",
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    )]
    [InlineData(
        """[{"type": "header", "text": {"type": "mrkdwn", "text": "a"}}]""",
        "must be a valid plain_text [json-pointer:/blocks/0/text]"
    )]
    [InlineData(
        """[{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]""",
        "block_id already exists: a [json-pointer:/blocks/1/block_id]"
    )]
    [InlineData(
        """
            [{"type": "actions", "elements": [
              {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "A"}},
              {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "B"}}]}]
            """,
        "action_id already exists: a [json-pointer:/blocks/0/elements/1/action_id]"
    )]
    [InlineData(
        """[{"type": "actions", "elements": [{"type": "button", "style": "loud", "text": {"type": "plain_text", "text": "A"}}]}]""",
        "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]"
    )]
    [InlineData(
        """[{"type": "actions", "elements": [{"type": "button", "url": "javascript:a", "text": {"type": "plain_text", "text": "A"}}]}]""",
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]"
    )]
    [InlineData(
        """
            [{"type": "actions", "elements": [{"type": "static_select",
              "options": [{"text": {"type": "plain_text", "text": "A"}, "value": "a"}],
              "initial_option": {"text": {"type": "plain_text", "text": "B"}, "value": "b"}}]}]
            """,
        "initial_option must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]"
    )]
    public void What_is_wrong_is_told_with_its_place(string blocks, string complaint) =>
        Check(JsonNode.Parse(blocks)!).ShouldBe([complaint]);

    [Theory]
    [InlineData("title", 24)]
    [InlineData("submit", 24)]
    [InlineData("close", 24)]
    public void A_modal_s_own_words_are_short(string name, int most)
    {
        var view = StimulusCases.Modal();
        view[name] = JsonNode.Parse(Plain(most));
        ViewRules.Check(view, "modal");
        view[name] = JsonNode.Parse(Plain(most + 1));
        Should.Throw<StandError>(() => ViewRules.Check(view, "modal")).Code.ShouldBe("invalid_arguments");
    }

    [Fact]
    public void A_modal_with_fields_has_to_be_sent_off()
    {
        var view = StimulusCases.Modal();
        view.Remove("submit");
        Should.Throw<StandError>(() => ViewRules.Check(view, "modal"));
    }

    [Fact]
    public void A_view_holds_a_hundred_blocks()
    {
        var view = new JsonObject
        {
            ["type"] = "home",
            ["blocks"] = JsonNode.Parse(List(100, _ => """{"type": "divider"}""")),
        };
        ViewRules.Check(view, "home");
        view.List("blocks")!.Add(new JsonObject { ["type"] = "divider" });
        Should.Throw<StandError>(() => ViewRules.Check(view, "home"));
    }

    private static IReadOnlyList<string> Check(JsonNode blocks) =>
        BlockRules.Check(blocks.AsArray(), StandSurface.Message);

    private static JsonNode Blocks(string block) => JsonNode.Parse($"[{block}]")!;

    private static JsonNode Actions(params IReadOnlyList<string> elements) =>
        Blocks($$"""{"type": "actions", "elements": [{{string.Join(',', elements)}}]}""");

    private static string Button(string id, string? text = null, string value = "a") =>
        $$"""{"type": "button", "action_id": "{{id}}", "value": "{{value}}", "text": {{text ?? Plain(1)}}}""";

    private static string Menu(string type, string options) => $$"""{"type": "{{type}}", "options": {{options}}}""";

    private static string Option(int place) => $$"""{"text": {{Plain(1)}}, "value": "{{place}}"}""";

    private static string Single(string one) => $"[{one}]";

    private static string List(int many, Func<int, string> make) =>
        $"[{string.Join(',', Enumerable.Range(0, many).Select(make))}]";

    private static string Marked(int many) => $$"""{"type": "mrkdwn", "text": "{{Letters(many)}}"}""";

    private static string Plain(int many) => $$"""{"type": "plain_text", "text": "{{Letters(many)}}"}""";

    private static string Letters(int many) => new('a', many);
}
