using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Who somebody is, and what the bot thinks of a message.</summary>
internal static class UserMethods
{
    public static IReadOnlyList<ApiMethod> All { get; } =
    [
        new("users.info", Info) { Scope = "users:read" },
        new("users.lookupByEmail", Lookup) { Scope = "users:read.email" },
        new("reactions.add", React) { Scope = "reactions:write", TakesJson = true },
    ];

    private static JsonObject Info(ApiCall call)
    {
        var user = call.Team.User(call.Need("user")) ?? throw new StandError("user_not_found");
        return Show(call, user, call.Arguments.Flag("include_locale"));
    }

    // The deactivated are not found by their address.
    private static JsonObject Lookup(ApiCall call)
    {
        var email = call.Need("email");
        var user = call.Team.Users.Find(one =>
            !one.IsDeleted && string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase)
        );
        return Show(call, user ?? throw new StandError("users_not_found"), withLocale: false);
    }

    private static JsonObject Show(ApiCall call, StandUser user, bool withLocale) =>
        new() { ["user"] = user.Describe(call.Now, withLocale, call.Token.Scopes.Contains("users:read.email")) };

    private static JsonObject React(ApiCall call)
    {
        var emoji = call.Need("name");
        var (channel, ts) = (call.Channel(call.Need("channel")), call.Need("timestamp"));
        if (!channel.Messages.Exists(message => message.Ts == ts))
        {
            throw new StandError("message_not_found");
        }

        if (channel.IsArchived)
        {
            throw new StandError("is_archived");
        }

        if (emoji.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or '+')))
        {
            throw new StandError("invalid_name");
        }

        if (call.Team.Reactions.Contains((channel.Id, ts, emoji)))
        {
            throw new StandError("already_reacted");
        }

        call.Team.Reactions.Add((channel.Id, ts, emoji));
        return [];
    }
}
