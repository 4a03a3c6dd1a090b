using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// What people press, choose, type and send off.
internal sealed partial class SlackStimuli
{
    /// <summary>
    /// Somebody presses a button under a message, or chooses in it: of a menu, the option with <paramref name="value"/>.
    /// </summary>
    public SlackStimulus Press(
        StandMessage message,
        string actionId,
        string user = StandPeople.Alex,
        string? value = null
    )
    {
        var place = team.Channel(message.Channel)!;
        var (block, element) = Elements.Find(message.Blocks, actionId);
        var isEphemeral = message.OnlyFor is not null;
        var url = slack.ResponseUrls.New(team, place, user, message.Ts);
        var payload = Interaction("block_actions", user);
        payload["container"] = Container(message, isEphemeral);
        payload["trigger_id"] = slack.Triggers.New(user);
        payload["channel"] = Channel(place);
        // What one person alone sees isn't kept: Slack sends none of it back.
        payload["message"] = isEphemeral ? null : message.Describe();
        if (isEphemeral)
        {
            payload.Remove("message");
        }

        payload["state"] = new JsonObject { ["values"] = Elements.Chosen(message.Blocks, actionId, value) };
        payload["response_url"] = url.AbsoluteUri;
        payload["actions"] = new JsonArray(Elements.Action(block, element, value, slack.NewTs()));
        return new($"block_actions {element.Text("type")}", StimulusKind.Interaction, payload, team)
        {
            ResponseUrl = url,
            User = user,
        };
    }

    /// <summary>Somebody presses or chooses in a modal or in their Home tab.</summary>
    public SlackStimulus PressInView(
        JsonObject view,
        string actionId,
        string user = StandPeople.Alex,
        string? value = null
    )
    {
        var (block, element) = Elements.Find(view.List("blocks"), actionId);
        var shown = (JsonObject)view.DeepClone();
        var values = Elements.Chosen(view.List("blocks"), actionId, value);
        shown["state"] = new JsonObject { ["values"] = values };
        var payload = Interaction("block_actions", user);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view["id"].Copy() };
        payload["trigger_id"] = slack.Triggers.New(user);
        payload["view"] = shown;
        payload["actions"] = new JsonArray(Elements.Action(block, element, value, slack.NewTs()));
        return new($"block_actions {element.Text("type")} in a view", StimulusKind.Interaction, payload, team)
        {
            View = view,
            User = user,
        };
    }

    /// <summary>Somebody types in a menu whose options the app gives.</summary>
    public SlackStimulus Suggest(JsonObject view, string actionId, string typed, string user = StandPeople.Alex)
    {
        var payload = Suggestion(Elements.Find(view.List("blocks"), actionId).Block, actionId, typed, user);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view["id"].Copy() };
        payload["view"] = view.Copy();
        return new("block_suggestion in a view", StimulusKind.Suggestion, payload, team) { User = user };
    }

    /// <summary>The same in a message.</summary>
    public SlackStimulus Suggest(StandMessage message, string actionId, string typed, string user = StandPeople.Alex)
    {
        var payload = Suggestion(Elements.Find(message.Blocks, actionId).Block, actionId, typed, user);
        payload["container"] = Container(message, message.OnlyFor is not null);
        payload["channel"] = Channel(team.Channel(message.Channel)!);
        payload["message"] = message.Describe();
        return new("block_suggestion", StimulusKind.Suggestion, payload, team) { User = user };
    }

    /// <summary>
    /// Somebody sends a modal off, having chosen or written by action id; menus that the app fills take any value.
    /// </summary>
    public SlackStimulus Submit(
        JsonObject view,
        IReadOnlyDictionary<string, string?> filled,
        string user = StandPeople.Alex
    )
    {
        var shown = (JsonObject)view.DeepClone();
        shown["state"] = new JsonObject { ["values"] = Elements.State(view.List("blocks"), filled) };
        var payload = Interaction("view_submission", user);
        payload["trigger_id"] = slack.Triggers.New(user);
        payload["view"] = shown;
        payload["response_urls"] = new JsonArray();
        return new("view_submission", StimulusKind.Interaction, payload, team) { View = view, User = user };
    }

    /// <summary>Somebody closes a modal, alone or with all under it; Slack tells only where the view asks for that.</summary>
    public SlackStimulus CloseView(JsonObject view, string user = StandPeople.Alex, bool isCleared = false)
    {
        view.Flag("notify_on_close").ShouldBeTrue("Slack tells of this only to views that ask for it.");
        slack.InTurn(() =>
        {
            team.Views.Close(user, isCleared);
        });
        var payload = Interaction("view_closed", user);
        payload["view"] = view.Copy();
        payload["is_cleared"] = isCleared;
        return new("view_closed", StimulusKind.Interaction, payload, team) { View = view, User = user };
    }

    /// <summary>Somebody takes the app's shortcut from Slack's own menu.</summary>
    public SlackStimulus Shortcut(string callbackId, string user = StandPeople.Alex)
    {
        var payload = Interaction("shortcut", user);
        payload.Remove("api_app_id");
        payload["action_ts"] = slack.NewTs();
        payload["callback_id"] = callbackId;
        payload["trigger_id"] = slack.Triggers.New(user);
        return new("shortcut", StimulusKind.Interaction, payload, team) { User = user };
    }

    private JsonObject Interaction(string type, string user) =>
        new()
        {
            ["type"] = type,
            ["user"] = new JsonObject
            {
                ["id"] = user,
                ["username"] = team.User(user)?.Name,
                ["name"] = team.User(user)?.Name,
                ["team_id"] = team.User(user)?.TeamId,
            },
            ["api_app_id"] = FakeSlack.AppId,
            ["token"] = VerificationToken,
            ["team"] = new JsonObject { ["id"] = team.Id, ["domain"] = team.Domain },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
        };

    private JsonObject Suggestion(JsonObject block, string actionId, string typed, string user)
    {
        var payload = Interaction("block_suggestion", user);
        payload["action_id"] = actionId;
        payload["block_id"] = block["block_id"].Copy();
        payload["value"] = typed;
        return payload;
    }

    private static JsonObject Container(StandMessage message, bool isEphemeral)
    {
        var container = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel,
            ["is_ephemeral"] = isEphemeral,
        };
        if (message.ThreadTs is not null)
        {
            container["thread_ts"] = message.ThreadTs;
        }

        return container;
    }

    private static JsonObject Channel(StandChannel place) =>
        new()
        {
            ["id"] = place.Id,
            ["name"] = place.Kind switch
            {
                StandChannelKind.Public => place.Name,
                StandChannelKind.Private => "privategroup",
                _ => "directmessage",
            },
        };
}
