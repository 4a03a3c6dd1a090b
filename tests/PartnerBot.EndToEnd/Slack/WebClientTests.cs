using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>Slack's own client reads what the stand-in's Web API answers, well or not.</summary>
public sealed class WebClientTests(WebClientTests.Caller caller) : IClassFixture<WebClientTests.Caller>
{
    private readonly FakeSlack slack = caller.Slack;

    [Theory]
    [MemberData(nameof(WebCalls.Good), MemberType = typeof(WebCalls))]
    public async Task A_good_call_is_answered(string method, string arguments) =>
        (await CallAsync(method, arguments)).Flag("ok").ShouldBeTrue();

    [Theory]
    [MemberData(nameof(WebCalls.Bad), MemberType = typeof(WebCalls))]
    public async Task A_bad_call_is_refused_with_Slack_s_code(string method, string arguments, string code)
    {
        var answer = await CallAsync(method, arguments);
        answer.Text("code").ShouldBe("slack_webapi_platform_error");
        answer.Object("data").Text("error").ShouldBe(code);
    }

    [Fact]
    public async Task What_was_said_can_be_changed_answered_and_read_again()
    {
        var posted = await CallAsync("chat.postMessage", """{"channel": "C0000000001", "text": "Netflix"}""");
        var ts = posted.Text("ts");
        (await CallAsync("chat.update", $$"""{"channel": "C0000000001", "ts": "{{ts}}", "text": "Iflix"}"""))
            .Flag("ok")
            .ShouldBeTrue();
        await CallAsync(
            "chat.postMessage",
            $$$"""
            {"channel": "C0000000001", "thread_ts": "{{{ts}}}", "text": "reply",
             "metadata": {"event_type": "notice", "event_payload": {"id": "1"} } }
            """
        );
        (await CallAsync("reactions.add", $$"""{"channel": "C0000000001", "timestamp": "{{ts}}", "name": "eyes"}"""))
            .Flag("ok")
            .ShouldBeTrue();

        var thread = await CallAsync(
            "conversations.replies",
            $$"""{"channel": "C0000000001", "ts": "{{ts}}", "include_all_metadata": true}"""
        );
        var messages = thread.List("messages")!;
        messages.Select(one => one.Text("text")).ShouldBe(["Iflix", "reply"]);
        messages[1]!["metadata"].Text("event_type").ShouldBe("notice");
    }

    [Fact]
    public async Task A_modal_is_opened_changed_and_covered()
    {
        var view = StimulusCases.Modal().ToJsonString();
        var opened = await CallAsync("views.open", $$"""{"view": {{view}}, "trigger_id": "{{Trigger()}}"}""");
        var id = opened.Object("view").Text("id");
        (await CallAsync("views.update", $$"""{"view": {{view}}, "view_id": "{{id}}"}""")).Flag("ok").ShouldBeTrue();
        var pushed = await CallAsync("views.push", $$"""{"view": {{view}}, "trigger_id": "{{Trigger()}}"}""");
        pushed.Object("view").Text("previous_view_id").ShouldBe(id);
    }

    [Fact]
    public async Task Sockets_are_opened_with_the_app_s_token()
    {
        var opened = await CallAsync("apps.connections.open", "{}", FakeSlack.AppToken);
        opened.Text("url").ShouldNotBeNull().ShouldStartWith("ws://127.0.0.1:");
    }

    [Fact]
    public async Task A_code_is_exchanged_for_a_token_that_works_until_it_is_revoked()
    {
        var code = slack.OAuth.Grant(slack.Home, StandPeople.Alex, ["chat:write"], "https://bot.test/slack/oauth");
        var answer = await CallAsync(
            "oauth.v2.access",
            $$"""
            {"client_id": "{{FakeSlack.ClientId}}", "client_secret": "{{FakeSlack.ClientSecret}}",
             "code": "{{code}}", "redirect_uri": "https://bot.test/slack/oauth"}
            """,
            token: null
        );
        var token = answer.Text("access_token").ShouldNotBeNull();
        (await CallAsync("auth.test", "{}", token)).Text("team_id").ShouldBe(FakeSlack.Team);

        var unfit = await CallAsync("users.info", """{"user": "U0000000001"}""", token);
        unfit.Object("data").Text("error").ShouldBe("missing_scope");
        unfit.Object("data").Text("needed").ShouldBe("users:read");
        unfit.Object("data").Text("provided").ShouldBe("chat:write");

        (await CallAsync("auth.revoke", "{}", token)).Flag("revoked").ShouldBeTrue();
        (await CallAsync("auth.test", "{}", token)).Object("data").Text("error").ShouldBe("token_revoked");
    }

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xoxb-not-a-token", "invalid_auth")]
    public async Task Who_calls_is_checked_first(string? token, string code) =>
        (await CallAsync("chat.postMessage", "{}", token)).Object("data").Text("error").ShouldBe(code);

    [Fact]
    public async Task A_limit_is_told_with_the_time_to_wait()
    {
        slack.Limit("chat.postMessage", retryAfter: 7);
        var limited = await CallAsync("chat.postMessage", """{"channel": "C0000000001", "text": "hi"}""");
        limited.Text("code").ShouldBe("slack_webapi_rate_limited_error");
        limited.Number("retryAfter", 0).ShouldBe(7);
    }

    [Fact]
    public async Task Slack_s_client_waits_and_calls_again()
    {
        var before = slack.CallsOf("chat.postMessage").Count;
        slack.Limit("chat.postMessage", retryAfter: 0);
        var answer = await CallAsync("chat.postMessage", """{"channel": "C0000000001", "text": "hi"}""", waits: true);
        answer.Flag("ok").ShouldBeTrue();
        slack.CallsOf("chat.postMessage").Count.ShouldBe(before + 2);
    }

    [Fact]
    public async Task What_is_no_answer_is_told_as_such()
    {
        slack.Answer = _ => StandAnswer.ServerError(503);
        (await CallAsync("auth.test", "{}")).Text("code").ShouldBe("slack_webapi_http_error");
        slack.Answer = _ => StandAnswer.Error("internal_error");
        (await CallAsync("auth.test", "{}")).Object("data").Text("error").ShouldBe("internal_error");
        slack.Answer = _ => StandAnswer.Hanging;
        (await CallAsync("auth.test", "{}", timeout: 200)).Text("code").ShouldBe("slack_webapi_request_error");
        slack.Answer = _ => null;
    }

    private string Trigger() => slack.Triggers.New(StandPeople.Alex);

    private Task<JsonObject> CallAsync(
        string method,
        string arguments,
        string? token = FakeSlack.BotToken,
        bool waits = false,
        int timeout = 10_000
    ) => caller.Client.CallAsync(method, arguments, token, waits, timeout);

    /// <summary>A program with Slack's own client, and the stand-in that it calls.</summary>
    public sealed class Caller : IAsyncLifetime
    {
        private const string Package = "@slack/web-api";

        private FakeSlack? slack;

        internal FakeSlack Slack
        {
            get
            {
                NodeProgram.Need(Package);
                return slack!;
            }
        }

        internal NodeProgram Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            if (!NodeProgram.IsInstalled(Package))
            {
                return;
            }

            slack = await FakeSlack.StartAsync(TimeProvider.System, onLoopback: true);
            Client = await NodeProgram.StartAsync("web-client.cjs", BoltBesideSlack.Settings(slack));
        }

        public async ValueTask DisposeAsync()
        {
            await (Client?.DisposeAsync() ?? default);
            await (slack?.DisposeAsync() ?? default);
        }
    }
}
