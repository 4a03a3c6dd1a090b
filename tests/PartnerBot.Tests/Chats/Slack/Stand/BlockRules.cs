using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Where blocks are shown: each place takes other ones.</summary>
internal enum StandSurface
{
    Message,
    Modal,
    Home,
}

/// <summary>What Slack takes as blocks, by its reference of Block Kit.</summary>
internal sealed class BlockRules(StandSurface surface)
{
    private readonly Complaints complaints = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    /// <summary>What Slack says of the blocks; nothing when all is well.</summary>
    public static IReadOnlyList<string> Check(JsonArray blocks, StandSurface surface, string where = "/blocks")
    {
        var rules = new BlockRules(surface);
        rules.CheckAll(blocks, where);
        return rules.complaints.All;
    }

    private void CheckAll(JsonArray blocks, string where)
    {
        var most = surface is StandSurface.Message ? 50 : 100;
        if (blocks.Count > most)
        {
            complaints.Add($"no more than {most} items allowed", where);
        }

        for (var place = 0; place < blocks.Count; place++)
        {
            var here = $"{where}/{place}";
            if (blocks[place] is JsonObject block)
            {
                Block(block, here);
            }
            else
            {
                complaints.Add("must provide an object", here);
            }
        }
    }

    private void Block(JsonObject block, string here)
    {
        complaints.Text(block, "block_id", here, 255);
        if (block.Text("block_id") is { } id && !ids.Add(id))
        {
            complaints.Add($"block_id already exists: {id}", $"{here}/block_id");
        }

        switch (block.Text("type"))
        {
            case "section":
                Section(block, here);
                break;
            case "header":
                complaints.Properties(block, here, "text!", "block_id");
                complaints.TextObject(block["text"], $"{here}/text", 150, isPlain: true);
                break;
            case "divider":
                complaints.Properties(block, here, "block_id");
                break;
            case "context":
                Context(block, here);
                break;
            case "actions":
                complaints.Properties(block, here, "elements!", "block_id");
                Elements(complaints.Items(block, "elements", here, 25), $"{here}/elements", "actions");
                break;
            case "input":
                Input(block, here);
                break;
            case "image":
                complaints.Properties(block, here, "alt_text!", "image_url", "slack_file", "title", "block_id");
                Picture(block, here);
                complaints.TextObject(block["title"], $"{here}/title", 2_000, isPlain: true);
                break;
            case "markdown" when surface is StandSurface.Message:
                complaints.Properties(block, here, "text!", "block_id");
                complaints.Text(block, "text", here, 12_000);
                break;
            case "rich_text":
                complaints.Properties(block, here, "elements!", "block_id");
                complaints.Items(block, "elements", here, int.MaxValue);
                break;
            case null:
                complaints.Add("missing required field: type", here);
                break;
            default:
                complaints.Add($"unsupported type: {block.Text("type")}", $"{here}/type");
                break;
        }
    }

    private void Section(JsonObject block, string here)
    {
        complaints.Properties(block, here, "text", "fields", "accessory", "block_id", "expand");
        if (block["text"] is null && block["fields"] is null)
        {
            complaints.Add("missing required field: text", here);
        }

        complaints.TextObject(block["text"], $"{here}/text", 3_000, isPlain: false);
        foreach (var (place, field) in complaints.Items(block, "fields", here, 10).Index())
        {
            complaints.TextObject(field, $"{here}/fields/{place}", 2_000, isPlain: false);
        }

        if (block["accessory"] is { } accessory)
        {
            Elements([accessory], $"{here}/accessory", "section", isList: false);
        }
    }

    private void Context(JsonObject block, string here)
    {
        complaints.Properties(block, here, "elements!", "block_id");
        foreach (var (place, element) in complaints.Items(block, "elements", here, 10).Index())
        {
            var there = $"{here}/elements/{place}";
            if (element is JsonObject picture && picture.Text("type") is "image")
            {
                complaints.Properties(picture, there, "alt_text!", "image_url", "slack_file");
                Picture(picture, there);
            }
            else
            {
                complaints.TextObject(element, there, 3_000, isPlain: false);
            }
        }
    }

    private void Picture(JsonObject picture, string here)
    {
        complaints.Text(picture, "alt_text", here, 2_000);
        complaints.Url(picture, "image_url", here);
        if (picture["image_url"] is null == picture["slack_file"] is null)
        {
            complaints.Add("must provide exactly one of image_url and slack_file", here);
        }
    }

    private void Input(JsonObject block, string here)
    {
        complaints.Properties(block, here, "label!", "element!", "hint", "optional", "dispatch_action", "block_id");
        complaints.TextObject(block["label"], $"{here}/label", 2_000, isPlain: true);
        complaints.TextObject(block["hint"], $"{here}/hint", 2_000, isPlain: true);
        if (block["element"] is { } element)
        {
            Elements([element], $"{here}/element", "input", isList: false);
        }
    }

    // An action's id is the only one of its kind in its block.
    private void Elements(IReadOnlyList<JsonNode?> elements, string where, string block, bool isList = true)
    {
        var actions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, node) in elements.Index())
        {
            var here = isList ? $"{where}/{place}" : where;
            if (node is not JsonObject element)
            {
                complaints.Add("must provide an object", here);
                continue;
            }

            if (element.Text("action_id") is { } action && !actions.Add(action))
            {
                complaints.Add($"action_id already exists: {action}", $"{here}/action_id");
            }

            if (block is "section" && element.Text("type") is "image")
            {
                complaints.Properties(element, here, "alt_text!", "image_url", "slack_file");
                Picture(element, here);
            }
            else
            {
                ElementRules.Check(complaints, element, here, block);
            }
        }
    }
}
