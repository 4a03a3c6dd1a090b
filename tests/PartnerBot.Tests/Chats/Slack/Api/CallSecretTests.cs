using System.Text.Json.Nodes;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Api;

/// <summary>What is a secret, or what somebody else wrote, is in no line of the log, however much is logged.</summary>
public sealed class CallSecretTests : SlackCalls
{
    private const string Hostile = "<script>alert(1)</script>\nError: all is lost, call 555-0100";

    [Fact]
    public async Task Neither_tokens_nor_secrets_nor_addresses_for_answers_are_logged()
    {
        var url = Slack.ResponseUrls.New(Slack.Home, Slack.Home.Channel(StandPlaces.Deals)!, StandPeople.Alex);
        var code = Slack.OAuth.Grant(Slack.Home, StandPeople.Alex, ["chat:write"], "https://bot.test/slack/oauth");

        foreach (
            var answer in new StandAnswer?[]
            {
                null,
                StandAnswer.ServerError(),
                StandAnswer.Error("no"),
                StandAnswer.Html,
            }
        )
        {
            Slack.Answer = _ => answer;
            await PostAsync();
            await Client.TestAsync(Token, Cancelled);
            await AppClient.OpenSocketAsync(FakeSlack.AppToken, Cancelled);
            await AppClient.AccessAsync(App, code, "https://bot.test/slack/oauth", Cancelled);
            await AppClient.RefreshAsync(App, "xoxe-1-refresh", Cancelled);
            await Responses.SayAsync(url.AbsoluteUri, ResponseMessage.Private(Hello), Cancelled);
        }

        string[] secrets =
        [
            Token,
            FakeSlack.AppToken,
            FakeSlack.ClientSecret,
            code,
            "xoxe-",
            url.Segments[^1],
            "Basic ",
        ];
        secrets.ShouldAllBe(secret => !Log.All.Any(line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Hostile)]
    [InlineData("missing scope")]
    [InlineData("")]
    [InlineData("channel_not_found_and_a_tail_that_makes_it_longer_than_any_code_of_Slack_s")]
    [InlineData("kanal_tidak_ditemukan_é")]
    public async Task What_is_no_code_is_not_passed_on(string error)
    {
        Slack.Answer = _ => StandAnswer.Of(new JsonObject { ["ok"] = false, ["error"] = error });
        (await PostAsync()).Error.ShouldBe(new(SlackFault.Refused, "error"));
    }

    [Fact]
    public async Task What_somebody_else_wrote_is_not_logged_by_the_bot()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "auth.test" ? null : StandAnswer.Error(Hostile);

        await host.DeliverAsync(host.Stimuli.DirectMessage("status netflix"));
        await host.DeliverAsync(host.Stimuli.HomeOpened());

        host.Bot.Log.All.ShouldNotBeEmpty();
        host.Bot.Log.All.ShouldAllBe(line => !line.Contains("alert", StringComparison.Ordinal));
        host.Bot.Log.All.ShouldAllBe(line => !line.Contains("555", StringComparison.Ordinal));
    }
}
