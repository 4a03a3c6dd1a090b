using System.Net;
using System.Text;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Door;

/// <summary>What comes over HTTP, good and bad.</summary>
public sealed class SlackDoorTests
{
    private static readonly string[] Routes =
    [
        "/slack/commands",
        "/slack/events",
        "/slack/interactions",
        "/slack/options",
    ];

    public static TheoryData<string> BadSignatures => [.. SlackSigning.Bad.Select(bad => bad.Name)];

    [Theory]
    [MemberData(nameof(BadSignatures))]
    public async Task What_Slack_did_not_sign_is_refused_without_a_row_or_a_call(string name)
    {
        await using var host = await SlackHost.StartAsync();
        var how = new DeliveryOptions { Signing = SlackSigning.Bad.Single(bad => bad.Name == name), Retries = 0 };
        SlackStimulus[] all =
        [
            host.Stimuli.Verification(),
            host.Stimuli.SslCheck(),
            host.Stimuli.Command("status netflix"),
            host.Stimuli.DirectMessage("status netflix"),
            host.Stimuli.Shortcut("ask"),
        ];

        foreach (var stimulus in all)
        {
            foreach (var route in Routes)
            {
                var delivered = await host.Slack.DeliverAsync(host.Client, stimulus, route, how);
                delivered.Last.Status.ShouldBe(401, $"{stimulus.Name} at {route}");
            }
        }

        await host.IdleAsync();
        host.Slack.Calls.All.ShouldBeEmpty();
        host.Slack.ResponseUrls.Uses.All.ShouldBeEmpty();
        (await host.RowsAsync(db => db.SlackEvents)).ShouldBeEmpty();
        (await host.RowsAsync(db => db.SlackWorkspaces)).ShouldBeEmpty();
        host.Bot.Log.All.ShouldAllBe(line => line.StartsWith("Warning: A request that Slack did not sign was refused"));
    }

    [Fact]
    public async Task One_route_takes_everything()
    {
        await using var host = await SlackHost.StartAsync();

        var command = await host.Slack.DeliverAsync(
            host.Client,
            host.Stimuli.Command("status netflix"),
            "/slack/events"
        );
        await host.Slack.DeliverAsync(host.Client, host.Stimuli.HomeOpened(), "/slack/events");
        await host.IdleAsync();
        var home = host.Slack.Home.Views.Home(StandPeople.Alex)!;
        var offered = await host.Slack.DeliverAsync(
            host.Client,
            host.Stimuli.Suggest(home, home["blocks"].Only("external_select"), "net"),
            "/slack/events"
        );
        await host.Slack.DeliverAsync(host.Client, host.Stimuli.Shortcut("ask"), "/slack/events");
        await host.IdleAsync();

        command.Last.Json.Text("text").ShouldStartWith("Netflix: negotiating");
        offered.Last.Json!["options"]!.AsArray().ShouldHaveSingleItem();
        host.Slack.Home.Views.Top(StandPeople.Alex).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_question_whether_the_address_is_ours_is_answered_with_what_it_holds()
    {
        await using var host = await SlackHost.StartAsync();
        var question = host.Stimuli.Verification();

        var delivered = await host.DeliverAsync(question);

        delivered.Last.Body.ShouldBe(question.Payload.Text("challenge"));
        (await host.DeliverAsync(host.Stimuli.SslCheck())).Last.Status.ShouldBe(200);
    }

    [Fact]
    public async Task More_than_256_KB_is_not_read_whether_or_not_it_is_signed()
    {
        await using var host = await SlackHost.StartAsync();
        var large = host.Stimuli.DirectMessage(new string('x', 256 * 1024));
        foreach (var how in new[] { SlackSigning.Good, SlackSigning.Wrong })
        {
            var delivered = await host.DeliverAsync(large, new() { Signing = how, Retries = 0 });
            delivered.Last.Status.ShouldBe(413);
        }

        (await host.RowsAsync(db => db.SlackEvents)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "{")]
    [InlineData("application/json", "{\"type\":7}")]
    [InlineData("application/json", "\"text\"")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/x-www-form-urlencoded", "a=b")]
    [InlineData("application/x-www-form-urlencoded", "payload=")]
    [InlineData("application/x-www-form-urlencoded", "payload={")]
    [InlineData("application/x-www-form-urlencoded", "payload=null")]
    [InlineData("application/x-www-form-urlencoded", "payload={\"type\":{}}")]
    [InlineData("text/plain", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--x--")]
    [InlineData(null, "{}")]
    public async Task What_can_not_be_read_is_refused(string? type, string body)
    {
        await using var host = await SlackHost.StartAsync();

        (await PostAsync(host, type, Encoding.UTF8.GetBytes(body))).ShouldBe(HttpStatusCode.BadRequest);

        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Depth_odd_bytes_and_many_fields_are_refused_or_do_nothing()
    {
        await using var host = await SlackHost.StartAsync();
        var deep = $"{{\"type\":\"event_callback\",\"event\":{new string('[', 60)}{new string(']', 60)}}}";

        (await PostAsync(host, "application/json", Encoding.UTF8.GetBytes(deep))).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(host, "application/json", [0x7B, 0xFF, 0x7D])).ShouldBe(HttpStatusCode.BadRequest);
        (
            await PostAsync(
                host,
                "application/x-www-form-urlencoded",
                Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 5000).Select(n => $"f{n}=1")))
            )
        ).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(host, "application/x-www-form-urlencoded", [0x61, 0x3D, 0xFF])).ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"type\":\"event_callback\"}")]
    [InlineData("{\"type\":\"event_callback\",\"team_id\":\"T0000000001\"}")]
    [InlineData("{\"type\":\"event_callback\",\"team_id\":\"T0000000001\",\"event_id\":\"Ev1\"}")]
    [InlineData("{\"type\":\"event_callback\",\"team_id\":\"T0000000001\",\"event_id\":\"Ev1\",\"event\":7}")]
    [InlineData(
        "{\"type\":\"event_callback\",\"team_id\":\"T0000000001\",\"event_id\":\"Ev1\",\"event\":{\"type\":7}}"
    )]
    [InlineData(
        "{\"type\":\"event_callback\",\"team_id\":\"T0000000001\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\"}}"
    )]
    [InlineData(
        "{\"type\":\"event_callback\",\"team_id\":\"T0000000001\",\"event_id\":\"\",\"event\":{\"type\":\"app_uninstalled\"}}"
    )]
    [InlineData(
        "{\"type\":\"event_callback\",\"team_id\":\"T9\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"app_uninstalled\"}}"
    )]
    [InlineData("{\"type\":\"app_rate_limited\",\"team_id\":\"T0000000001\"}")]
    [InlineData("{\"type\":\"url_verification\"}")]
    public async Task What_is_not_for_us_is_accepted_and_nothing_done(string body)
    {
        await using var host = await SlackHost.StartAsync();

        (await PostAsync(host, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body))).ShouldBe(
            HttpStatusCode.OK
        );

        await host.IdleAsync();
        (await host.RowsAsync(db => db.SlackEvents)).ShouldBeEmpty();
        host.Slack.Calls.All.ShouldAllBe(call => call.Method == "auth.test");
        host.Bot.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_settings_there_are_no_routes()
    {
        using var bot = new BotHost();
        using var client = bot.CreateClient();

        foreach (var route in Routes)
        {
            using var response = await client.PostAsync(
                new Uri(route, UriKind.Relative),
                content: null,
                TestContext.Current.CancellationToken
            );
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(SlackHost host, string? type, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events")
        {
            Content = new ByteArrayContent(body),
        };
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var timestamp = FormattableString.Invariant($"{host.Bot.Time.GetUtcNow().ToUnixTimeSeconds()}");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add(
            "X-Slack-Signature",
            PartnerBot.Chats.Slack.Door.SlackSignature.Sign(FakeSlack.SigningSecret, timestamp, body)
        );
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
