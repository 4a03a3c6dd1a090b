using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What Slack takes as something to press, choose from or write in.</summary>
internal static class ElementRules
{
    // The properties of each beside action_id; those that must be there end in "!".
    private static readonly FrozenDictionary<string, string[]> Known = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["button"] = ["text!", "url", "value", "style", "confirm", "accessibility_label"],
        ["static_select"] = ["placeholder", "options", "option_groups", "initial_option", "confirm", "focus_on_load"],
        ["external_select"] = ["placeholder", "min_query_length", "initial_option", "confirm", "focus_on_load"],
        ["overflow"] = ["options!", "confirm"],
        ["checkboxes"] = ["options!", "initial_options", "confirm", "focus_on_load"],
        ["radio_buttons"] = ["options!", "initial_option", "confirm", "focus_on_load"],
        ["plain_text_input"] =
        [
            "multiline",
            "min_length",
            "max_length",
            "initial_value",
            "placeholder",
            "dispatch_action_config",
            "focus_on_load",
        ],
        ["number_input"] =
        [
            "is_decimal_allowed!",
            "initial_value",
            "min_value",
            "max_value",
            "placeholder",
            "dispatch_action_config",
            "focus_on_load",
        ],
        ["multi_static_select"] =
        [
            "placeholder",
            "options",
            "option_groups",
            "initial_options",
            "max_selected_items",
            "confirm",
            "focus_on_load",
        ],
        ["multi_external_select"] =
        [
            "placeholder",
            "min_query_length",
            "initial_options",
            "max_selected_items",
            "confirm",
            "focus_on_load",
        ],
        ["datepicker"] = ["placeholder", "initial_date", "confirm", "focus_on_load"],
        ["timepicker"] = ["placeholder", "initial_time", "timezone", "confirm", "focus_on_load"],
        ["users_select"] = ["placeholder", "initial_user", "confirm", "focus_on_load"],
        ["conversations_select"] =
        [
            "placeholder",
            "initial_conversation",
            "default_to_current_conversation",
            "response_url_enabled",
            "filter",
            "confirm",
            "focus_on_load",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] NotInInput = ["button", "overflow"];

    public static void Check(Complaints complaints, JsonObject element, string here, string block)
    {
        var type = element.Text("type");
        var isOut = type is null || !Known.ContainsKey(type);
        var isMisplaced = block is "input" ? NotInInput.Contains(type) : type is "plain_text_input";
        if (isOut || isMisplaced)
        {
            complaints.Add($"unsupported type: {type}", $"{here}/type");
            return;
        }

        complaints.Properties(element, here, ["action_id", .. Known[type!]]);
        complaints.Text(element, "action_id", here, 255);
        complaints.TextObject(element["placeholder"], $"{here}/placeholder", 150, isPlain: true);
        Confirm(complaints, element, here);
        switch (type)
        {
            case "button":
                Button(complaints, element, here);
                break;
            case "overflow":
                Options(complaints, element, "options", here, 5);
                break;
            case "checkboxes" or "radio_buttons":
                Options(complaints, element, "options", here, 10);
                break;
            case "static_select" or "multi_static_select":
                StaticSelect(complaints, element, here);
                break;
            case "external_select":
                Initial(complaints, element, here, options: null);
                break;
            case "plain_text_input":
                complaints.Text(element, "initial_value", here, element.Number("max_length", 3_000), shortest: 0);
                break;
        }
    }

    private static void Button(Complaints complaints, JsonObject button, string here)
    {
        complaints.TextObject(button["text"], $"{here}/text", 75, isPlain: true);
        complaints.Text(button, "value", here, 2_000);
        complaints.Text(button, "accessibility_label", here, 75);
        complaints.Url(button, "url", here);
        if (button["style"] is not null && button.Text("style") is not ("primary" or "danger"))
        {
            complaints.Add("must be one of primary, danger", $"{here}/style");
        }
    }

    private static void StaticSelect(Complaints complaints, JsonObject select, string here)
    {
        if (select["options"] is null == select["option_groups"] is null)
        {
            complaints.Add("must provide exactly one of options and option_groups", here);
        }

        var options = Options(complaints, select, "options", here, 100);
        if (select["option_groups"] is not null)
        {
            options = Groups(complaints, select, here);
        }

        Initial(complaints, select, here, options);
    }

    /// <summary>Groups of options, also as an answer to what was typed; the options of all.</summary>
    public static IReadOnlyList<JsonObject> Groups(Complaints complaints, JsonObject holder, string here)
    {
        var all = new List<JsonObject>();
        foreach (var (place, node) in complaints.Items(holder, "option_groups", here, 100).Index())
        {
            var there = $"{here}/option_groups/{place}";
            var group = node as JsonObject ?? [];
            complaints.Properties(group, there, "label!", "options!");
            complaints.TextObject(group["label"], $"{there}/label", 75, isPlain: true);
            all.AddRange(Options(complaints, group, "options", there, 100));
        }

        return all;
    }

    /// <summary>Options, also as an answer to what was typed, where there may be none.</summary>
    public static IReadOnlyList<JsonObject> Options(
        Complaints complaints,
        JsonObject holder,
        string name,
        string here,
        int most,
        int fewest = 1
    )
    {
        var all = new List<JsonObject>();
        foreach (var (place, node) in complaints.Items(holder, name, here, most, fewest).Index())
        {
            var there = $"{here}/{name}/{place}";
            var option = node as JsonObject ?? [];
            Option(complaints, option, there, holder.Text("type"));
            if (all.Exists(one => one.Text("value") == option.Text("value")))
            {
                complaints.Add("value already exists", $"{there}/value");
            }

            all.Add(option);
        }

        return all;
    }

    private static void Option(Complaints complaints, JsonObject option, string here, string? holder)
    {
        // Only an overflow menu's options open addresses; only boxes and circles show marked text.
        complaints.Properties(
            option,
            here,
            ["text!", "value!", "description", .. holder is "overflow" ? ["url"] : Array.Empty<string>()]
        );
        var isPlain = holder is not ("checkboxes" or "radio_buttons");
        complaints.TextObject(option["text"], $"{here}/text", 75, isPlain);
        complaints.TextObject(option["description"], $"{here}/description", 75, isPlain);
        complaints.Text(option, "value", here, 150);
        complaints.Url(option, "url", here);
    }

    private static void Initial(
        Complaints complaints,
        JsonObject select,
        string here,
        IReadOnlyList<JsonObject>? options
    )
    {
        if (select.Object("initial_option") is not { } initial)
        {
            return;
        }

        Option(complaints, initial, $"{here}/initial_option", holder: null);
        if (options is not null && !options.Any(option => JsonNode.DeepEquals(option, initial)))
        {
            complaints.Add("initial_option must be one of the options", $"{here}/initial_option");
        }
    }

    private static void Confirm(Complaints complaints, JsonObject element, string here)
    {
        if (element.Object("confirm") is not { } confirm)
        {
            return;
        }

        var there = $"{here}/confirm";
        complaints.Properties(confirm, there, "title!", "text!", "confirm!", "deny!", "style");
        complaints.TextObject(confirm["title"], $"{there}/title", 100, isPlain: true);
        complaints.TextObject(confirm["text"], $"{there}/text", 300, isPlain: false);
        complaints.TextObject(confirm["confirm"], $"{there}/confirm", 30, isPlain: true);
        complaints.TextObject(confirm["deny"], $"{there}/deny", 30, isPlain: true);
    }
}
