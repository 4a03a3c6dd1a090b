using System.Net;
using System.Text.Json.Nodes;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Api;

/// <summary>Each trouble is told apart: not done, perhaps done, refused. No call is made twice by itself.</summary>
public sealed class CallTroubleTests : SlackCalls
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_limit_is_told_with_the_time_to_wait()
    {
        Slack.Limit("chat.postMessage", retryAfter: 7);

        (await PostAsync()).Error.ShouldBe(new(SlackFault.Later, "ratelimited", TimeSpan.FromSeconds(7)));
        Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_limit_that_does_not_say_how_long_it_is_is_one_all_the_same()
    {
        Slack.Answer = _ => StandAnswer.Error("ratelimited") with { Status = 429 };
        (await PostAsync()).Error.ShouldBe(new(SlackFault.Later, "ratelimited"));
        Slack.Answer = _ => StandAnswer.Error("ratelimited");
        (await PostAsync()).Error.ShouldBe(new(SlackFault.Later, "ratelimited"));
    }

    [Theory]
    [InlineData(500, null, SlackFault.Unknown)]
    [InlineData(500, 5, SlackFault.Unknown)]
    [InlineData(502, null, SlackFault.Unknown)]
    [InlineData(502, 5, SlackFault.Unknown)]
    [InlineData(503, null, SlackFault.Unknown)]
    [InlineData(503, 5, SlackFault.Later)]
    [InlineData(504, null, SlackFault.Unknown)]
    [InlineData(404, null, SlackFault.Refused)]
    [InlineData(302, null, SlackFault.Refused)]
    public async Task A_status_says_whether_it_is_done(int status, int? after, object fault)
    {
        Slack.Answer = _ => StandAnswer.ServerError(status) with { RetryAfter = after };

        var error = (await PostAsync()).Error!;

        (error.Fault, error.Code).ShouldBe(((SlackFault)fault, $"{status}"));
        error.RetryAfter.ShouldBe(status is 503 && after is not null ? TimeSpan.FromSeconds(5) : null);
    }

    [Theory]
    [InlineData("internal_error", SlackFault.Unknown)]
    [InlineData("fatal_error", SlackFault.Unknown)]
    [InlineData("service_unavailable", SlackFault.Later)]
    [InlineData("token_expired", SlackFault.Later)]
    [InlineData("team_added_to_org", SlackFault.Later)]
    [InlineData("something_new", SlackFault.Refused)]
    public async Task A_code_says_whether_it_is_done(string code, object fault)
    {
        Slack.Answer = _ => StandAnswer.Error(code);
        (await PostAsync()).Error.ShouldBe(new((SlackFault)fault, code));
    }

    [Fact]
    public async Task Ten_seconds_are_waited_and_no_more()
    {
        Slack.Answer = _ => StandAnswer.Hanging;
        var posting = PostAsync();
        await Slack.CalledAsync("chat.postMessage");

        Clock.Advance(TimeSpan.FromSeconds(9.9));
        posting.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(0.1));

        (await posting).Error.ShouldBe(new(SlackFault.Unknown, "timeout"));
    }

    [Fact]
    public async Task Who_does_not_want_to_know_any_more_is_told_nothing()
    {
        Slack.Answer = _ => StandAnswer.Hanging;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var posting = Client.TestAsync(Token, gone.Token);
        await Slack.CalledAsync("auth.test");

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(posting);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Slack is down</body></html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"ok": true, "ts": """)]
    [InlineData("""{"ok": "yes"}""")]
    [InlineData("""{"ok": false, "error": 7}""")]
    public async Task What_is_no_answer_leaves_it_unknown(string body)
    {
        Slack.Answer = _ => new(200, body);
        (await PostAsync()).Error.ShouldBe(new(SlackFault.Unknown, "answer"));
    }

    [Fact]
    public async Task A_megabyte_is_read_and_more_is_not()
    {
        var shell = new JsonObject { ["ok"] = true, ["ts"] = "" }.ToJsonString();
        var full = new string('1', Megabyte - shell.Length);
        Slack.Answer = _ => new(200, new JsonObject { ["ok"] = true, ["ts"] = full }.ToJsonString());
        (await PostAsync()).Value!.Ts.ShouldBe(full);

        Slack.Answer = _ => new(200, new JsonObject { ["ok"] = true, ["ts"] = $"{full}1" }.ToJsonString());
        (await PostAsync()).Error!.Fault.ShouldBe(SlackFault.Unknown);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, SlackFault.Later)]
    [InlineData(HttpRequestError.ConnectionError, SlackFault.Later)]
    [InlineData(HttpRequestError.SecureConnectionError, SlackFault.Later)]
    [InlineData(HttpRequestError.ProxyTunnelError, SlackFault.Later)]
    [InlineData(HttpRequestError.ResponseEnded, SlackFault.Unknown)]
    [InlineData(HttpRequestError.Unknown, SlackFault.Unknown)]
    public async Task A_connection_that_never_was_left_nothing_done(HttpRequestError failure, object fault)
    {
        Network = () => throw new HttpRequestException(failure);
        (await PostAsync()).Error.ShouldBe(new((SlackFault)fault, "connection"));
    }

    [Fact]
    public async Task A_connection_that_ends_within_the_answer_leaves_it_unknown()
    {
        Network = () => new(HttpStatusCode.OK) { Content = new StreamContent(new EndsEarly()) };
        (await PostAsync()).Error.ShouldBe(new(SlackFault.Unknown, "connection"));
    }

    [Theory]
    [InlineData("used_url", 404, "used_url")]
    [InlineData("""{"ok": false, "error": "expired_url"}""", 404, "expired_url")]
    [InlineData("<b>Not here</b>", 410, "410")]
    public async Task An_address_that_takes_no_answer_says_why(string body, int status, string code)
    {
        Slack.ResponseUrls.Answer = _ => new(status, body, "text/plain");
        var url = Slack.ResponseUrls.New(Slack.Home, Slack.Home.Channel(StandPlaces.Deals)!, StandPeople.Alex);

        var said = await Responses.SayAsync(url.AbsoluteUri, ResponseMessage.Private(Hello), Cancelled);

        said.Error.ShouldBe(new(SlackFault.Refused, code));
    }

    [Theory]
    [InlineData("http://hooks.slack.com/response/R1")]
    [InlineData("https://hooks.slack.com:8443/response/R1")]
    [InlineData("https://me@hooks.slack.com/response/R1")]
    [InlineData("https://hooks.slack.com.evil.test/response/R1")]
    [InlineData("https://slack.com/response/R1")]
    [InlineData("//hooks.slack.com/response/R1")]
    [InlineData("hooks.slack.com")]
    [InlineData("")]
    public async Task An_address_that_is_not_Slack_s_is_told_nothing(string url)
    {
        Network = () => throw new InvalidOperationException("Somebody was told.");

        var said = await Responses.SayAsync(url, ResponseMessage.Private(Hello), Cancelled);

        said.Error.ShouldBe(new(SlackFault.Refused, "response_url_elsewhere"));
    }

    private sealed class EndsEarly : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection ended.");

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => throw new IOException("The connection ended.");
    }
}
