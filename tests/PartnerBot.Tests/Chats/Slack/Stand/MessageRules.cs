using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What Slack takes as a message, however it comes: as a call, as a command's answer or at a <c>response_url</c>.</summary>
internal static class MessageRules
{
    private const int LongestText = 40_000;
    private const int LongestMetadata = 8_000;

    /// <summary>Reads a message; refuses what Slack refuses.</summary>
    public static StandMessage Read(FakeSlack slack, JsonObject given, string channel)
    {
        var text = given.Text("text") ?? "";
        var blocks = given["blocks"];
        if (blocks is not (null or JsonArray))
        {
            throw new StandError("invalid_blocks_format");
        }

        var isBare = blocks is not JsonArray { Count: > 0 } && given["attachments"] is null;
        if (string.IsNullOrWhiteSpace(text) && (isBare || slack.RequiresText))
        {
            throw new StandError("no_text");
        }

        if (blocks is JsonArray { Count: > 0 } some)
        {
            CheckBlocks(slack, some, "/blocks");
        }

        return new(slack.NewTs(), channel)
        {
            // What is longer is cut, not refused.
            Text = text.Length > LongestText ? text[..LongestText] : text,
            Blocks = blocks is JsonArray { Count: > 0 } shown ? BlockIds.Give(shown) : null,
            Metadata = ReadMetadata(given["metadata"]),
        };
    }

    public static void CheckBlocks(FakeSlack slack, JsonArray blocks, string where)
    {
        if (BlockRules.Check(blocks, StandSurface.Message, where) is { Count: > 0 } complaints)
        {
            throw StandError.Of("invalid_blocks", complaints);
        }

        if (Length(blocks) > slack.LongestMessage)
        {
            throw new StandError("msg_blocks_too_long");
        }
    }

    // What is read on the screen: the texts, not the ids and values behind them.
    private static int Length(JsonNode? node) =>
        node switch
        {
            JsonObject one => one.Sum(part =>
                part.Key is "text" && part.Value is JsonValue ? part.Value.ToString().Length : Length(part.Value)
            ),
            JsonArray list => list.Sum(Length),
            _ => 0,
        };

    private static JsonObject? ReadMetadata(JsonNode? given)
    {
        if (given is null)
        {
            return null;
        }

        var metadata = given as JsonObject ?? throw new StandError("invalid_metadata_format");
        var type = metadata.Text("event_type");
        var isNamed =
            type is { Length: > 0 and <= 255 }
            && type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_');
        if (!isNamed || metadata.Object("event_payload") is not { } payload || metadata.Count > 2)
        {
            throw new StandError("invalid_metadata_format");
        }

        // Nothing within it lies deeper than lists of plain values.
        if (payload.Any(part => part.Value is JsonObject or JsonArray && !IsFlat(part.Value)))
        {
            throw new StandError("invalid_metadata_schema");
        }

        return metadata.ToJsonString().Length <= LongestMetadata
            ? (JsonObject)metadata.DeepClone()
            : throw new StandError("metadata_too_large");
    }

    private static bool IsFlat(JsonNode? node) =>
        node is JsonArray list
            ? list.All(one => one is null or JsonValue)
            : node is JsonObject one && one.All(part => part.Value is null or JsonValue);
}

/// <summary>Slack names the blocks and elements that their sender left without a name.</summary>
internal static class BlockIds
{
    public static JsonArray Give(JsonArray given)
    {
        var blocks = (JsonArray)given.DeepClone();
        foreach (var (place, block) in blocks.OfType<JsonObject>().Index())
        {
            block["block_id"] ??= $"b{place:000}";
            var elements = block.List("elements")?.OfType<JsonObject>() ?? [];
            var others = new[] { block.Object("accessory"), block.Object("element") }.OfType<JsonObject>();
            var isPressed = block.Text("type") is "actions" or "section" or "input";
            foreach (var (number, element) in elements.Concat(others).Where(_ => isPressed).Index())
            {
                if (element.Text("type") is not "image")
                {
                    element["action_id"] ??= $"a{place:000}{number:00}";
                }
            }
        }

        return blocks;
    }
}
