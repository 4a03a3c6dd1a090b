using System.Text.Json.Nodes;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Tests.Chats.Slack.Blocks;

/// <summary>What Slack takes, counted in what is sent.</summary>
internal static class BlockLimits
{
    public static void ShouldFit(SlackMessage message, BlockContext context)
    {
        var blocks = message.Read();
        blocks.Count.ShouldBeLessThanOrEqualTo(context.Surface is BlockSurface.Message ? 50 : 100);
        blocks.Sum(Seen).ShouldBeLessThanOrEqualTo(Math.Max(1000, context.Budget));
        foreach (var block in blocks)
        {
            block.Type().ShouldBeOneOf("header", "rich_text", "actions");
        }

        blocks.Where(block => block.Type() is "rich_text").ShouldAllBe(block => Seen(block) > 0 && Seen(block) <= 3000);
        foreach (var one in blocks.Objects())
        {
            ShouldFit(one);
        }

        var ids = blocks.Objects().Select(one => (string?)one["action_id"]).OfType<string>().ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.Length <= 255);
        message.Text.Length.ShouldBeLessThanOrEqualTo(4000);
        ShouldBeEscaped(
            context.SharedBy is { } by ? message.Text.Replace($"<@{by}>", "", StringComparison.Ordinal) : message.Text
        );
    }

    /// <summary>How much text there is to read.</summary>
    public static int Seen(JsonNode? node) =>
        node.Objects()
            .Sum(one =>
                (one["text"] is JsonValue text ? ((string)text!).Length : 0) + ((string?)one["fallback"] ?? "").Length
            );

    private static void ShouldFit(JsonObject one)
    {
        switch (one.Type())
        {
            case "header":
                Plain(one["text"], 150);
                break;
            case "rich_text":
                one["elements"]!.AsArray().Count.ShouldBeGreaterThan(0);
                break;
            case "rich_text_section" or "rich_text_quote":
                one["elements"]!.AsArray().Count.ShouldBeGreaterThan(0);
                break;
            case "text" or "link":
                ((string)one["text"]!).Length.ShouldBeGreaterThan(0);
                break;
            case "actions":
                one["elements"]!.AsArray().Count.ShouldBeInRange(1, 6);
                one["elements"]!.AsArray().Count(element => element.Type() is "button").ShouldBeLessThanOrEqualTo(4);
                break;
            case "button":
                Plain(one["text"], 75);
                ((string)one["value"]!).Length.ShouldBeInRange(1, 2000);
                break;
            case "static_select":
                Plain(one["placeholder"], 150);
                one["options"]!.AsArray().Count.ShouldBeInRange(1, 100);
                break;
            case "overflow":
                one["options"]!.AsArray().Count.ShouldBeInRange(1, 5);
                break;
            case null when one["value"] is not null:
                Plain(one["text"], 75);
                ((string)one["value"]!).Length.ShouldBeInRange(1, 150);
                break;
            case null or "plain_text" or "user" or "date":
                break;
            case var other:
                Assert.Fail($"{other} is not for texts of others.");
                break;
        }
    }

    private static void Plain(JsonNode? text, int limit)
    {
        text.Type().ShouldBe("plain_text");
        ((bool?)text!["emoji"]).ShouldBe(false);
        var shown = (string)text["text"]!;
        shown.Length.ShouldBeInRange(1, limit);
        ShouldBeEscaped(shown);
    }

    private static void ShouldBeEscaped(string text) =>
        text.Replace("&amp;", "", StringComparison.Ordinal)
            .Replace("&lt;", "", StringComparison.Ordinal)
            .Replace("&gt;", "", StringComparison.Ordinal)
            .IndexOfAny(['<', '>', '&'])
            .ShouldBe(-1, text);
}
