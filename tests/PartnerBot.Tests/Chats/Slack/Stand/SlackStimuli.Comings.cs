using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// Who comes and goes: people to the bot, the bot to channels and workspaces.
internal sealed partial class SlackStimuli
{
    /// <summary>Somebody opens the bot's <c>home</c> or <c>messages</c> tab.</summary>
    public SlackStimulus HomeOpened(string user = StandPeople.Alex, string tab = "home")
    {
        var opened = new JsonObject
        {
            ["type"] = "app_home_opened",
            ["user"] = user,
            ["channel"] = team.DirectWith(user).Id,
            ["event_ts"] = slack.NewTs(),
            ["tab"] = tab,
        };
        if (tab is "home" && team.Views.Home(user) is { } view)
        {
            opened["view"] = view.Copy();
        }

        return Event($"app_home_opened {tab}", opened, user);
    }

    /// <summary>Somebody, mostly the bot, is added to a channel.</summary>
    public SlackStimulus MemberJoined(
        string? user = null,
        string channel = StandPlaces.Lobby,
        string inviter = StandPeople.Alex
    )
    {
        var place = Place(channel);
        var who = user ?? team.BotUser;
        slack.InTurn(() =>
        {
            place.Members.Remove(who);
            place.Members.Add(who);
        });
        return Event(
            "member_joined_channel",
            new JsonObject
            {
                ["type"] = "member_joined_channel",
                ["user"] = who,
                ["channel"] = place.Id,
                ["channel_type"] = place.Kind is StandChannelKind.Private ? "G" : "C",
                ["team"] = team.Id,
                ["inviter"] = inviter,
                ["event_ts"] = slack.NewTs(),
            },
            who
        );
    }

    /// <summary>The app is removed from the workspace.</summary>
    public SlackStimulus Uninstalled() =>
        Event("app_uninstalled", new JsonObject { ["type"] = "app_uninstalled" }, user: null);

    /// <summary>Tokens of the app are no longer good.</summary>
    public SlackStimulus TokensRevoked(params IReadOnlyList<string> botUsers) =>
        Event(
            "tokens_revoked",
            new JsonObject
            {
                ["type"] = "tokens_revoked",
                ["tokens"] = new JsonObject
                {
                    ["oauth"] = new JsonArray(),
                    ["bot"] = JsonReading.Array(botUsers.Count is 0 ? [team.BotUser] : botUsers),
                },
            },
            user: null
        );
}
