using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What can be pressed or filled in blocks that the app sent, and how Slack tells of it.</summary>
internal static class Elements
{
    /// <summary>Fails the test where nobody could press that.</summary>
    public static (JsonObject Block, JsonObject Element) Find(JsonArray? blocks, string actionId)
    {
        var all = All(blocks).ToList();
        var found = all.Where(one => one.Element.Text("action_id") == actionId).ToList();
        found.ShouldNotBeEmpty(
            $"{actionId} is not among {string.Join(", ", all.Select(one => one.Element.Text("action_id")))}."
        );
        return found[0];
    }

    /// <summary>All with an action id, with the block that each is in.</summary>
    public static IEnumerable<(JsonObject Block, JsonObject Element)> All(JsonArray? blocks) =>
        (blocks ?? [])
            .OfType<JsonObject>()
            .SelectMany(block =>
                (block.List("elements")?.OfType<JsonObject>() ?? [])
                    .Concat(new[] { block.Object("accessory"), block.Object("element") }.OfType<JsonObject>())
                    .Where(element => element["action_id"] is not null)
                    .Select(element => (block, element))
            );

    /// <summary>As in <c>actions</c>.</summary>
    public static JsonObject Action(JsonObject block, JsonObject element, string? value, string ts)
    {
        var action = new JsonObject
        {
            ["type"] = element["type"].Copy(),
            ["action_id"] = element["action_id"].Copy(),
            ["block_id"] = block["block_id"].Copy(),
            ["action_ts"] = ts,
        };
        foreach (var kept in new[] { "text", "value", "style", "placeholder" })
        {
            if (element[kept] is { } given)
            {
                action[kept] = given.Copy();
            }
        }

        if (element.Text("type") is not "button")
        {
            action.With(Filled(element, value));
        }

        return action;
    }

    /// <summary>What is chosen beside what was just chosen: only what keeps a state, so no buttons.</summary>
    public static JsonObject Chosen(JsonArray? blocks, string actionId, string? value) =>
        State(blocks, new Dictionary<string, string?>(StringComparer.Ordinal) { [actionId] = value });

    /// <summary>By block and action; where nothing was filled in, what was there at first.</summary>
    public static JsonObject State(JsonArray? blocks, IReadOnlyDictionary<string, string?> filled)
    {
        var state = new JsonObject();
        foreach (
            var (block, element) in All(blocks).Where(one => one.Element.Text("type") is not ("button" or "overflow"))
        )
        {
            var values = state[block.Text("block_id")!] as JsonObject ?? [];
            var value = filled.GetValueOrDefault(element.Text("action_id")!);
            values[element.Text("action_id")!] = new JsonObject { ["type"] = element["type"].Copy() }.With(
                Filled(element, value)
            );
            state[block.Text("block_id")!] = values.Parent is null ? values : values.Copy();
        }

        return state;
    }

    private static JsonObject Filled(JsonObject element, string? value) =>
        element.Text("type") switch
        {
            "plain_text_input" => new() { ["value"] = value ?? element.Text("initial_value") },
            "number_input" => new() { ["value"] = value ?? element.Text("initial_value") },
            "checkboxes" or "multi_static_select" or "multi_external_select" => new()
            {
                ["selected_options"] = Several(element, value),
            },
            "users_select" => new() { ["selected_user"] = value ?? element.Text("initial_user") },
            "conversations_select" => new()
            {
                ["selected_conversation"] = value ?? element.Text("initial_conversation"),
            },
            "datepicker" => new() { ["selected_date"] = value ?? element.Text("initial_date") },
            "timepicker" => new() { ["selected_time"] = value ?? element.Text("initial_time") },
            _ => new() { ["selected_option"] = Option(element, value) },
        };

    private static JsonArray Several(JsonObject element, string? value) =>
        value is null
            ? element.List("initial_options").Copy() as JsonArray ?? []
            : [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => Option(element, one))];

    // Only what the menu offers can be chosen; what an external one offers, the app alone knows.
    private static JsonNode? Option(JsonObject element, string? value)
    {
        if (value is null)
        {
            return element["initial_option"].Copy();
        }

        if (element.Text("type") is "external_select" or "multi_external_select")
        {
            return new JsonObject
            {
                ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = value },
                ["value"] = value,
            };
        }

        var groups = element.List("option_groups")?.SelectMany(group => group.List("options") ?? []) ?? [];
        var options = (element.List("options") ?? []).Concat(groups).ToList();
        var chosen = options.Find(option => option.Text("value") == value);
        chosen.ShouldNotBeNull($"{value} is not among {string.Join(", ", options.Select(one => one.Text("value")))}.");
        return chosen.Copy();
    }
}
