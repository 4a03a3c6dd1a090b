using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What Slack takes as a modal or a Home tab.</summary>
internal static class ViewRules
{
    private const int Largest = 250_000;

    /// <summary>Refuses what isn't a view of the type.</summary>
    public static void Check(JsonObject view, string type)
    {
        var complaints = new Complaints();
        if (view.Text("type") != type)
        {
            complaints.Add($"must be a valid enum value: {type}", "/view/type");
        }

        CheckFrame(complaints, view, type);
        var blocks = complaints.Items(view, "blocks", "/view", int.MaxValue, fewest: 0);
        var inner = view.List("blocks") is { } list
            ? BlockRules.Check(list, type is "home" ? StandSurface.Home : StandSurface.Modal, "/view/blocks")
            : [];
        if (type is "modal" && view["submit"] is null && blocks.Any(block => block.Text("type") is "input"))
        {
            complaints.Add("missing required field: submit", "/view");
        }

        if (complaints.All.Count + inner.Count > 0)
        {
            throw StandError.Of("invalid_arguments", [.. complaints.All, .. inner]);
        }

        if (view.ToJsonString().Length > Largest)
        {
            throw new StandError("view_too_large");
        }
    }

    private static void CheckFrame(Complaints complaints, JsonObject view, string type)
    {
        string[] modal = ["title!", "submit", "close", "clear_on_close", "notify_on_close"];
        complaints.Properties(
            view,
            "/view",
            ["blocks!", "private_metadata", "callback_id", "external_id", .. type is "modal" ? modal : []]
        );
        foreach (var name in new[] { "title", "submit", "close" })
        {
            complaints.TextObject(view[name], $"/view/{name}", 24, isPlain: true);
        }

        complaints.Text(view, "private_metadata", "/view", 3_000, shortest: 0);
        complaints.Text(view, "callback_id", "/view", 255, shortest: 0);
        complaints.Text(view, "external_id", "/view", 255, shortest: 0);
    }
}
