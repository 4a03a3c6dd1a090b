namespace PartnerBot.Chats.Slack.Api;

/// <summary>A method of the Web API that is called here.</summary>
/// <param name="Scopes">What the bot's token needs for it, in each kind of conversation; the manifest asks for the scopes of all methods.</param>
public sealed record SlackMethod(string Name, params IReadOnlyList<string> Scopes)
{
    public static readonly SlackMethod AuthTest = new("auth.test");
    public static readonly SlackMethod PostMessage = new("chat.postMessage", "chat:write");
    public static readonly SlackMethod PostEphemeral = new("chat.postEphemeral", "chat:write");
    public static readonly SlackMethod UpdateMessage = new("chat.update", "chat:write");
    public static readonly SlackMethod Unfurl = new("chat.unfurl", "links:write");
    public static readonly SlackMethod OpenConversation = new("conversations.open", "im:write");
    public static readonly SlackMethod ConversationInfo = new("conversations.info", Reading("read"));
    public static readonly SlackMethod Members = new("conversations.members", Reading("read"));
    public static readonly SlackMethod History = new("conversations.history", Reading("history"));
    public static readonly SlackMethod Replies = new("conversations.replies", Reading("history"));
    public static readonly SlackMethod React = new("reactions.add", "reactions:write");
    public static readonly SlackMethod User = new("users.info", "users:read");
    public static readonly SlackMethod UserByEmail = new("users.lookupByEmail", "users:read.email");
    public static readonly SlackMethod OpenView = new("views.open");
    public static readonly SlackMethod UpdateView = new("views.update");
    public static readonly SlackMethod PublishView = new("views.publish");
    public static readonly SlackMethod Access = new("oauth.v2.access");
    public static readonly SlackMethod Revoke = new("auth.revoke");
    public static readonly SlackMethod OpenSocket = new("apps.connections.open");

    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        AuthTest,
        PostMessage,
        PostEphemeral,
        UpdateMessage,
        Unfurl,
        OpenConversation,
        ConversationInfo,
        Members,
        History,
        Replies,
        React,
        User,
        UserByEmail,
        OpenView,
        UpdateView,
        PublishView,
        Access,
        Revoke,
        OpenSocket,
    ];

    private static string[] Reading(string what) =>
        [$"channels:{what}", $"groups:{what}", $"im:{what}", $"mpim:{what}"];
}
