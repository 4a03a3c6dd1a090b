using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Modals, and the Home tab.</summary>
internal static class ViewMethods
{
    private const int Deepest = 3;

    public static IReadOnlyList<ApiMethod> All { get; } =
    [
        new("views.open", Open) { TakesJson = true },
        new("views.push", Push) { TakesJson = true },
        new("views.update", Update) { TakesJson = true },
        new("views.publish", Publish) { TakesJson = true },
    ];

    private static JsonObject Open(ApiCall call)
    {
        var view = Read(call, "modal");
        var user = call.Slack.Triggers.Use(call.Need("trigger_id"));
        var shown = Fill(call.Slack, call.Team, view);
        call.Team.Views.Open(user, shown);
        return Answer(shown);
    }

    private static JsonObject Push(ApiCall call)
    {
        var view = Read(call, "modal");
        var user = call.Slack.Triggers.Use(call.Need("trigger_id"));
        return Answer(PushOver(call.Slack, call.Team, user, view));
    }

    private static JsonObject Update(ApiCall call)
    {
        if (call["view_id"] is null && call["external_id"] is null)
        {
            throw StandError.Missing("view_id");
        }

        var old = call.Team.Views.Find(call["view_id"], call["external_id"]) ?? throw new StandError("not_found");
        var view = Read(call, old.Text("type")!);
        CheckHash(call, old);
        var shown = Fill(call.Slack, call.Team, view, old);
        call.Team.Views.Replace(old.Text("id")!, shown);
        return Answer(shown);
    }

    private static JsonObject Publish(ApiCall call)
    {
        var user = call.Team.User(call.Need("user_id")) ?? throw new StandError("user_not_found");
        var view = Read(call, "home");
        var old = call.Team.Views.Home(user.Id);
        CheckHash(call, old);
        var shown = Fill(call.Slack, call.Team, view, old);
        call.Team.Views.Show(user.Id, shown);
        return Answer(shown);
    }

    /// <summary>Lays a modal over those before somebody.</summary>
    public static JsonObject PushOver(FakeSlack slack, Workspace team, string user, JsonObject view)
    {
        var under = team.Views.Modals(user);
        if (under.Count >= Deepest)
        {
            throw new StandError("push_limit_reached");
        }

        var shown = Fill(slack, team, view);
        if (under is [var root, ..])
        {
            shown["root_view_id"] = root["id"].Copy();
            shown["previous_view_id"] = under[^1]["id"].Copy();
        }

        team.Views.Push(user, shown);
        return shown;
    }

    /// <summary>The view as Slack keeps it: with what it gives to one, and the id of the one it replaces.</summary>
    public static JsonObject Fill(FakeSlack slack, Workspace team, JsonObject given, JsonObject? old = null)
    {
        var id = old.Text("id") ?? slack.NewId("V");
        var view = new JsonObject
        {
            ["id"] = id,
            ["team_id"] = team.Id,
            ["title"] = null,
            ["submit"] = null,
            ["close"] = null,
            ["private_metadata"] = "",
            ["callback_id"] = "",
            ["external_id"] = "",
            ["clear_on_close"] = false,
            ["notify_on_close"] = false,
            ["state"] = new JsonObject { ["values"] = new JsonObject() },
        }.With(given);
        view["blocks"] = BlockIds.Give(view.List("blocks")!);
        view["hash"] = slack.NewTs();
        view["root_view_id"] = old?["root_view_id"].Copy() ?? id;
        view["previous_view_id"] = old?["previous_view_id"].Copy();
        view["app_id"] = FakeSlack.AppId;
        view["bot_id"] = FakeSlack.BotId;
        view["app_installed_team_id"] = team.Id;
        return view;
    }

    private static JsonObject Read(ApiCall call, string type)
    {
        var view = call.Arguments.Object("view") ?? throw StandError.Missing("view");
        ViewRules.Check(view, type);
        var external = view.Text("external_id");
        var other = external is { Length: > 0 } ? call.Team.Views.Find(id: null, external) : null;
        if (other is not null && call["view_id"] != other.Text("id") && call["external_id"] != external)
        {
            throw new StandError("duplicate_external_id");
        }

        return view;
    }

    // Who changes what another changed meanwhile is told so.
    private static void CheckHash(ApiCall call, JsonObject? old)
    {
        if (call["hash"] is { } hash && old is not null && old.Text("hash") != hash)
        {
            throw new StandError("hash_conflict");
        }
    }

    private static JsonObject Answer(JsonObject view) => new() { ["view"] = view.Copy() };
}
