using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;
using PartnerBot.Chats.Teams;

namespace PartnerBot.Tests.Chats.Teams.Door;

/// <summary>What the connector says became of one attempt.</summary>
public sealed class ConnectorTests(Doorway door) : IClassFixture<Doorway>
{
    private static readonly TeamsPlace Place = new(
        FakeMicrosoft.Tenant,
        "19:channel@thread.tacv2",
        Person: null,
        Team: null,
        FakeMicrosoft.ServiceUrl,
        "28:bot",
        Thread: "1700"
    );

    private TeamsConnector Connector => door.Teams.Bot.Services.GetRequiredService<TeamsConnector>();

    [Theory]
    [InlineData(200, "{\"id\":\"1:a\"}", DeliveryOutcome.Sent, "1:a", null)]
    [InlineData(201, "{\"id\":\"1:a\"}", DeliveryOutcome.Sent, "1:a", null)]
    [InlineData(202, "", DeliveryOutcome.Sent, null, null)]
    [InlineData(200, "<html>", DeliveryOutcome.Unknown, null, "answer")]
    [InlineData(201, "[1]", DeliveryOutcome.Unknown, null, "answer")]
    [InlineData(204, "", DeliveryOutcome.Unknown, null, "204")]
    [InlineData(302, "", DeliveryOutcome.Unknown, null, "302")]
    [InlineData(400, "", DeliveryOutcome.Refused, null, "400")]
    [InlineData(
        401,
        "{\"error\":{\"code\":\"BotNotRegistered\"}}",
        DeliveryOutcome.Refused,
        null,
        "401 BotNotRegistered"
    )]
    [InlineData(403, "", DeliveryOutcome.Unreachable, null, "403")]
    [InlineData(403, "<html>", DeliveryOutcome.Unreachable, null, "403")]
    [InlineData(403, "[]", DeliveryOutcome.Unreachable, null, "403")]
    [InlineData(403, "{\"error\":5}", DeliveryOutcome.Unreachable, null, "403")]
    [InlineData(
        403,
        "{\"error\":{\"code\":\"BotDisabledByAdmin\"}}",
        DeliveryOutcome.Unreachable,
        null,
        "403 BotDisabledByAdmin"
    )]
    [InlineData(403, "{\"error\":{\"code\":\"Budi said: help\"}}", DeliveryOutcome.Unreachable, null, "403")]
    [InlineData(
        404,
        "{\"error\":{\"code\":\"ConversationNotFound\"}}",
        DeliveryOutcome.Unreachable,
        null,
        "404 ConversationNotFound"
    )]
    [InlineData(412, "", DeliveryOutcome.Later, null, "412")]
    [InlineData(413, "", DeliveryOutcome.Refused, null, "413")]
    [InlineData(429, "", DeliveryOutcome.Later, null, "429")]
    [InlineData(500, "", DeliveryOutcome.Unknown, null, "500")]
    [InlineData(502, "", DeliveryOutcome.Unknown, null, "502")]
    [InlineData(503, "", DeliveryOutcome.Unknown, null, "503")]
    [InlineData(504, "", DeliveryOutcome.Unknown, null, "504")]
    public async Task An_answer_of_the_service_is_an_outcome(
        int status,
        string body,
        DeliveryOutcome outcome,
        string? id,
        string? reason
    )
    {
        Answers(() => new((HttpStatusCode)status) { Content = new StringContent(body) });

        (await SendAsync()).ShouldBe(new Delivery(outcome, id, RetryAfter: null, reason));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("86400", 86400)]
    [InlineData("Tue, 24 Nov 2026 07:05:30 GMT", 30)]
    [InlineData("Tue, 24 Nov 2026 07:04:30 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("5.5", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public async Task The_pause_that_the_service_asks_for_is_told(string asked, int? seconds)
    {
        Answers(() =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation("Retry-After", asked);
            return answer;
        });

        (await SendAsync()).RetryAfter.ShouldBe(seconds is { } some ? TimeSpan.FromSeconds(some) : null);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, DeliveryOutcome.Later)]
    [InlineData(HttpRequestError.ConnectionError, DeliveryOutcome.Later)]
    [InlineData(HttpRequestError.SecureConnectionError, DeliveryOutcome.Later)]
    [InlineData(HttpRequestError.ProxyTunnelError, DeliveryOutcome.Later)]
    [InlineData(HttpRequestError.ResponseEnded, DeliveryOutcome.Unknown)]
    [InlineData(HttpRequestError.InvalidResponse, DeliveryOutcome.Unknown)]
    [InlineData(HttpRequestError.Unknown, DeliveryOutcome.Unknown)]
    public async Task A_failure_is_to_be_tried_again_only_where_nothing_can_have_been_said(
        HttpRequestError error,
        DeliveryOutcome outcome
    )
    {
        Answers(() => throw new HttpRequestException(error, "It failed.", new SocketException(104)));

        (await SendAsync()).ShouldBe(new Delivery(outcome, null, null, "connection"));
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_to_be_tried_again_since_nothing_was_said()
    {
        using var unknown = new Doorway();
        unknown.Microsoft.SignIn = () => throw new InvalidOperationException("a-client-secret is wrong");

        (await SendAsync(unknown)).ShouldBe(
            new Delivery(DeliveryOutcome.Later, null, null, nameof(InvalidOperationException))
        );
        unknown.Microsoft.Posted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sign_in_that_never_ends_is_given_up_after_10_s()
    {
        using var slow = new Doorway();
        var asked = new TaskCompletionSource();
        slow.Microsoft.SignIn = () =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var sending = SendAsync(slow);
        await asked.Task;

        slow.Clock.Advance(TimeSpan.FromSeconds(10));

        (await sending).ShouldBe(new Delivery(DeliveryOutcome.Unknown, null, null, "timeout"));
    }

    [Fact]
    public async Task Who_stops_waiting_is_told_so()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            Connector.SendAsync(Place, Outgoing.Of("words"), replyTo: null, stop.Token)
        );
    }

    [Fact]
    public async Task An_update_replaces_the_message_where_it_is()
    {
        door.Microsoft.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(null);

        var became = await Connector.UpdateAsync(
            Place,
            "1:a",
            Outgoing.Of("words"),
            TestContext.Current.CancellationToken
        );

        became.ShouldBe(new Delivery(DeliveryOutcome.Sent, "1:a"));
        var put = door.Microsoft.Posted[^1];
        put.Method.ShouldBe("PUT");
        put.Address.AbsolutePath.ShouldBe(
            "/apac/v3/conversations/19%3Achannel%40thread.tacv2%3Bmessageid%3D1700/activities/1%3Aa"
        );
        put.Token.ShouldBe(FakeMicrosoft.BotToken);
    }

    private void Answers(Func<HttpResponseMessage> answer) =>
        door.Microsoft.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(answer());

    private Task<Delivery> SendAsync(Doorway? by = null) =>
        (by ?? door)
            .Teams.Bot.Services.GetRequiredService<TeamsConnector>()
            .SendAsync(Place, Outgoing.Of("words"), replyTo: null, TestContext.Current.CancellationToken);
}
