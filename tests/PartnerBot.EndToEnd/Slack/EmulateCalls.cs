using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>Calls that go both to the stand-in and to <c>emulate</c>.</summary>
internal static class EmulateCalls
{
    /// <summary>Method, arguments, token and the error of both.</summary>
    public static TheoryData<string, string, string?, string> Errors =>
        new()
        {
            { "auth.test", "", null, "not_authed" },
            { "chat.postMessage", "channel={channel}&text=hi", null, "not_authed" },
            { "chat.postMessage", "channel={channel}", FakeSlack.BotToken, "no_text" },
            { "chat.postMessage", "channel=C9999999999&text=hi", FakeSlack.BotToken, "channel_not_found" },
            { "chat.postMessage", "channel={channel}&text=hi", EmulateTests.Both.Bare, "missing_scope" },
            {
                "chat.postEphemeral",
                "channel={channel}&user=U9999999999&text=hi",
                FakeSlack.BotToken,
                "user_not_found"
            },
            { "chat.update", "channel={channel}&ts=1.000001&text=hi", FakeSlack.BotToken, "message_not_found" },
            { "conversations.open", "", FakeSlack.BotToken, "users_list_not_supplied" },
            { "conversations.open", "users=U9999999999", FakeSlack.BotToken, "user_not_found" },
            { "conversations.info", "channel=C9999999999", FakeSlack.BotToken, "channel_not_found" },
            { "conversations.info", "channel={channel}", EmulateTests.Both.Bare, "missing_scope" },
            { "conversations.members", "channel=C9999999999", FakeSlack.BotToken, "channel_not_found" },
            { "conversations.history", "channel=C9999999999", FakeSlack.BotToken, "channel_not_found" },
            { "conversations.history", "channel={channel}", EmulateTests.Both.Bare, "missing_scope" },
            { "conversations.replies", "channel=C9999999999&ts=1.000001", FakeSlack.BotToken, "channel_not_found" },
            { "users.info", "user=U9999999999", FakeSlack.BotToken, "user_not_found" },
            { "users.info", "user=U9999999999", EmulateTests.Both.Bare, "missing_scope" },
            { "users.lookupByEmail", "email=nobody%40telkom.test", FakeSlack.BotToken, "users_not_found" },
            {
                "reactions.add",
                "channel={channel}&timestamp=1.000001&name=eyes",
                FakeSlack.BotToken,
                "message_not_found"
            },
            {
                "views.publish",
                """user_id=U9999999999&view={"type":"home","blocks":[]}""",
                FakeSlack.BotToken,
                "user_not_found"
            },
            {
                "views.open",
                """trigger_id=1.2.3&view={"type":"modal","title":{"type":"plain_text","text":"A"},"blocks":[]}""",
                FakeSlack.BotToken,
                "invalid_trigger_id"
            },
            {
                "views.update",
                """view_id=V9&view={"type":"modal","title":{"type":"plain_text","text":"A"},"blocks":[]}""",
                FakeSlack.BotToken,
                "not_found"
            },
            { "oauth.v2.access", "client_id=1.2&client_secret={secret}&code=1", null, "invalid_client_id" },
            { "oauth.v2.access", "client_id={client}&client_secret={secret}&code=1", null, "invalid_code" },
        };

    /// <summary>Where the two differ, and emulate from Slack's documentation: what the stand-in and what emulate answers.</summary>
    public static TheoryData<string, string, string?, string, string?> Differences =>
        new()
        {
            // It takes any token for somebody's.
            { "auth.test", "", "xoxb-not-a-token", "invalid_auth", null },
            // Slack has a code of its own for the secret.
            {
                "oauth.v2.access",
                "client_id={client}&client_secret=no&code=1",
                null,
                "bad_client_secret",
                "invalid_client_id"
            },
            // What is missing is told before anything is looked for.
            { "chat.postMessage", "text=hi", FakeSlack.BotToken, "invalid_arguments", "channel_not_found" },
            { "users.info", "", FakeSlack.BotToken, "invalid_arguments", "user_not_found" },
        };
}
