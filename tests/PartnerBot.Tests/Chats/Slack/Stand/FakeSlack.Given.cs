using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// What is there already when a test begins, checked as if it had been sent.
internal sealed partial class FakeSlack
{
    /// <summary>Somebody writes in a channel, where the bot can see it in the history.</summary>
    public StandMessage Say(StandChannel channel, string user, string text, string? threadTs = null)
    {
        var message = new StandMessage(NewTs(), channel.Id)
        {
            User = user,
            Text = text,
            ThreadTs = threadTs,
        };
        InTurn(() => channel.Messages.Add(message));
        return message;
    }

    /// <summary>A message that the bot wrote, for all or for one.</summary>
    public StandMessage PutMessage(
        string place,
        string text,
        JsonArray? blocks = null,
        string? onlyFor = null,
        string? threadTs = null,
        Workspace? team = null
    ) =>
        InTurn(() =>
        {
            var where = team ?? Home;
            var channel = where.User(place) is { } user ? where.DirectWith(user.Id) : where.Channel(place)!;
            var given = new JsonObject { ["text"] = text, ["blocks"] = blocks.Copy() };
            var message = MessageRules.Read(this, given, channel.Id) with
            {
                User = where.BotUser,
                Team = where.Id,
                IsOfBot = true,
                OnlyFor = onlyFor,
                ThreadTs = threadTs,
            };
            (onlyFor is null ? channel.Messages : channel.Ephemerals).Add(message);
            return message;
        });

    /// <summary>A modal that the bot opened.</summary>
    public JsonObject PutModal(string user, JsonObject view, Workspace? team = null)
    {
        ViewRules.Check(view, "modal");
        var shown = ViewMethods.Fill(this, team ?? Home, view);
        InTurn(() => (team ?? Home).Views.Open(user, shown));
        return shown;
    }

    /// <summary>A Home tab that the bot published.</summary>
    public JsonObject PutHome(string user, JsonObject view, Workspace? team = null)
    {
        ViewRules.Check(view, "home");
        var shown = ViewMethods.Fill(this, team ?? Home, view);
        InTurn(() => (team ?? Home).Views.Show(user, shown));
        return shown;
    }
}
