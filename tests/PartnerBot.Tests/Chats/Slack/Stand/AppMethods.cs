using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What is about the app itself: its tokens, installation and sockets.</summary>
internal static class AppMethods
{
    public static IReadOnlyList<ApiMethod> All { get; } =
    [
        new("auth.test", Test) { TakesJson = true, Tokens = [StandTokenKind.Bot, StandTokenKind.App] },
        new("auth.revoke", Revoke) { Tokens = [StandTokenKind.Bot, StandTokenKind.App] },
        new("oauth.v2.access", call => call.Slack.OAuth.Access(call)) { Tokens = [] },
        new("apps.connections.open", call => call.Slack.Sockets.Open())
        {
            TakesJson = true,
            Tokens = [StandTokenKind.App],
            Scope = "connections:write",
        },
    ];

    private static JsonObject Test(ApiCall call)
    {
        if (call.Token.Kind is StandTokenKind.App)
        {
            return new JsonObject { ["app_name"] = "PartnerBot", ["app_id"] = FakeSlack.AppId };
        }

        return new JsonObject
        {
            ["url"] = $"https://{call.Team.Domain}.slack.com/",
            ["team"] = call.Team.Name,
            ["user"] = "partner",
            ["team_id"] = call.Team.Id,
            ["user_id"] = call.Team.BotUser,
            ["bot_id"] = FakeSlack.BotId,
            ["is_enterprise_install"] = false,
        };
    }

    private static JsonObject Revoke(ApiCall call)
    {
        var isTrial = call.Arguments.Flag("test");
        if (!isTrial)
        {
            call.Slack.Tokens.Revoke(call.Token.Value);
        }

        return new JsonObject { ["revoked"] = !isTrial };
    }
}
