using PartnerBot.Chats.Slack.Api;

namespace PartnerBot.Chats.Slack.Manifest;

/// <summary>What the bot may do in a workspace: as much as it is used here, and nothing more.</summary>
internal static class SlackScopes
{
    /// <summary>What events need to be delivered, by the event's name in the manifest. Source: Slack, "Events API", each event's page.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ByEvent = new Dictionary<
        string,
        IReadOnlyList<string>
    >(StringComparer.Ordinal)
    {
        ["app_mention"] = ["app_mentions:read"],
        ["message.im"] = ["im:history"],
        ["app_home_opened"] = [],
        ["member_joined_channel"] = ["channels:read", "groups:read"],
        ["link_shared"] = ["links:read"],
        ["app_uninstalled"] = [],
        ["tokens_revoked"] = [],
    };

    /// <summary>Of slash commands.</summary>
    public const string Commands = "commands";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. SlackMethod
            .All.SelectMany(method => method.Scopes)
            .Concat(ByEvent.Values.SelectMany(scopes => scopes))
            .Append(Commands)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
