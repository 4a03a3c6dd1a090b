using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>Calls of the Web API against the usual workspace.</summary>
internal static class WebCalls
{
    /// <summary>Method and arguments.</summary>
    public static TheoryData<string, string> Good =>
        new()
        {
            { "auth.test", "{}" },
            { "chat.postMessage", """{"channel": "C0000000001", "text": "hi", "blocks": [{"type": "divider"}]}""" },
            {
                "chat.postMessage",
                """{"channel": "U0000000001", "text": "hi", "metadata": {"event_type": "notice", "event_payload": {"id": "1"}}}"""
            },
            { "chat.postEphemeral", """{"channel": "C0000000001", "user": "U0000000001", "text": "hi"}""" },
            { "conversations.open", """{"users": "U0000000001"}""" },
            { "conversations.info", """{"channel": "C0000000001", "include_num_members": true}""" },
            { "conversations.members", """{"channel": "C0000000001"}""" },
            { "conversations.history", """{"channel": "C0000000001", "include_all_metadata": true, "limit": 5}""" },
            { "users.info", """{"user": "U0000000002", "include_locale": true}""" },
            { "users.lookupByEmail", """{"email": "alex@telkom.test"}""" },
            {
                "views.publish",
                """{"user_id": "U0000000001", "view": {"type": "home", "blocks": [{"type": "divider"}]}}"""
            },
        };

    /// <summary>Method, arguments, and the code of the refusal.</summary>
    public static TheoryData<string, string, string> Bad =>
        new()
        {
            { "chat.postMessage", """{"channel": "C0000000001"}""", "no_text" },
            { "chat.postMessage", """{"text": "hi"}""", "invalid_arguments" },
            { "chat.postMessage", """{"channel": "C9999999999", "text": "hi"}""", "channel_not_found" },
            { "chat.postMessage", """{"channel": "C0000000003", "text": "hi"}""", "channel_not_found" },
            { "chat.postMessage", """{"channel": "C0000000004", "text": "hi"}""", "not_in_channel" },
            { "chat.postMessage", """{"channel": "C0000000005", "text": "hi"}""", "is_archived" },
            {
                "chat.postMessage",
                """{"channel": "C0000000001", "text": "hi", "blocks": [{"type": "section"}]}""",
                "invalid_blocks"
            },
            {
                "chat.postMessage",
                """{"channel": "C0000000001", "text": "hi", "blocks": "[{"}""",
                "invalid_blocks_format"
            },
            {
                "chat.postMessage",
                """{"channel": "C0000000001", "text": "hi", "metadata": {"event_type": "notice"}}""",
                "invalid_metadata_format"
            },
            {
                "chat.postEphemeral",
                """{"channel": "C0000000001", "user": "U0000000003", "text": "hi"}""",
                "user_not_in_channel"
            },
            { "chat.update", """{"channel": "C0000000001", "ts": "1.000001", "text": "hi"}""", "message_not_found" },
            { "chat.unfurl", """{"channel": "C0000000001", "ts": "1.000001", "unfurls": {}}""", "cannot_find_message" },
            { "conversations.open", """{"users": "U00000000B1"}""", "cannot_dm_bot" },
            { "conversations.open", """{"users": "U9999999999"}""", "user_not_found" },
            { "conversations.open", """{"users": "U0000000005"}""", "user_disabled" },
            { "conversations.info", "{}", "invalid_arguments" },
            { "conversations.history", """{"channel": "C0000000004"}""", "not_in_channel" },
            { "conversations.replies", """{"channel": "C0000000001", "ts": "1.000001"}""", "thread_not_found" },
            { "users.info", """{"user": "U9999999999"}""", "user_not_found" },
            { "users.lookupByEmail", """{"email": "nobody@telkom.test"}""", "users_not_found" },
            { "views.open", """{"trigger_id": "1.2.3", "view": {"type": "home"}}""", "invalid_arguments" },
            { "views.update", """{"view_id": "V1", "view": {"type": "modal"}}""", "not_found" },
            {
                "reactions.add",
                """{"channel": "C0000000001", "timestamp": "1.000001", "name": "eyes"}""",
                "message_not_found"
            },
            { "apps.connections.open", "{}", "not_allowed_token_type" },
            { "oauth.v2.access", """{"client_id": "1.2", "client_secret": "3", "code": "4"}""", "invalid_client_id" },
            { "chat.shout", "{}", "unknown_method" },
        };

    /// <summary>Calls a method through <c>web-client.cjs</c>.</summary>
    /// <param name="waits">Calls again after a limit.</param>
    public static async Task<JsonObject> CallAsync(
        this NodeProgram client,
        string method,
        string arguments,
        string? token = FakeSlack.BotToken,
        bool waits = false,
        int timeout = 10_000
    )
    {
        var call = new JsonObject
        {
            ["token"] = token,
            ["method"] = method,
            ["arguments"] = JsonNode.Parse(arguments),
            ["waits"] = waits,
            ["timeout"] = timeout,
        };
        return JsonNode.Parse(await client.AskAsync(call.ToJsonString()))!.AsObject();
    }
}
