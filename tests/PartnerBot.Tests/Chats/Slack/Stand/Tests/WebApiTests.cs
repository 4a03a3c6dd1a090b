using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand.Tests;

public sealed class WebApiTests : StandInMemory
{
    [Theory]
    [InlineData("users.info", "user", StandPeople.Alex)]
    [InlineData("users.lookupByEmail", "email", "alex@telkom.test")]
    [InlineData("conversations.info", "channel", StandPlaces.Deals)]
    [InlineData("conversations.members", "channel", StandPlaces.Deals)]
    [InlineData("conversations.history", "channel", StandPlaces.Deals)]
    public async Task Methods_that_read_take_forms_alone(string method, string name, string value)
    {
        (await CallAsync(method, new() { [name] = value }, isForm: true)).Flag("ok").ShouldBeTrue();
        (await CallAsync(method, new() { [name] = value })).Text("error").ShouldBe("invalid_arguments");
    }

    [Fact]
    public async Task Methods_that_write_take_both()
    {
        var message = new JsonObject
        {
            ["channel"] = StandPlaces.Deals,
            ["text"] = "hi",
            ["blocks"] = StimulusCases.Card(),
        };
        (await CallAsync("chat.postMessage", message)).Flag("ok").ShouldBeTrue();
        var form = new JsonObject
        {
            ["channel"] = StandPlaces.Deals,
            ["text"] = "hi",
            ["blocks"] = StimulusCases.Card().ToJsonString(),
        };
        (await CallAsync("chat.postMessage", form, isForm: true)).Flag("ok").ShouldBeTrue();
        Slack.Home.Channel(StandPlaces.Deals)!.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_in_JSON_is_none()
    {
        var arguments = new JsonObject { ["token"] = FakeSlack.BotToken };
        (await CallAsync("auth.test", arguments, token: null)).Text("error").ShouldBe("not_authed");
        (await CallAsync("auth.test", arguments, token: null, isForm: true)).Flag("ok").ShouldBeTrue();
    }

    [Fact]
    public async Task All_texts_together_have_a_limit()
    {
        Slack.LongestMessage = 10;
        JsonObject Message(string text) =>
            new()
            {
                ["channel"] = StandPlaces.Deals,
                ["text"] = "a longer text than that",
                ["blocks"] = new JsonArray(Section(text), Section("12345")),
            };
        (await CallAsync("chat.postMessage", Message("12345"))).Flag("ok").ShouldBeTrue();
        (await CallAsync("chat.postMessage", Message("123456"))).Text("error").ShouldBe("msg_blocks_too_long");
    }

    [Fact]
    public async Task Blocks_alone_are_taken_only_where_a_test_says_so()
    {
        var message = new JsonObject { ["channel"] = StandPlaces.Deals, ["blocks"] = StimulusCases.Card() };
        (await CallAsync("chat.postMessage", message)).Text("error").ShouldBe("no_text");
        Slack.RequiresText = false;
        (await CallAsync("chat.postMessage", message)).Flag("ok").ShouldBeTrue();
    }

    [Fact]
    public async Task A_modal_opens_within_three_seconds_and_once()
    {
        var first = Open(Slack.Stimuli.Command("modal").TriggerId!);
        (await CallAsync("views.open", first)).Flag("ok").ShouldBeTrue();
        (await CallAsync("views.open", first)).Text("error").ShouldBe("exchanged_trigger_id");

        var late = Open(Slack.Stimuli.Command("modal").TriggerId!);
        Clock.Advance(TimeSpan.FromSeconds(4));
        (await CallAsync("views.open", late)).Text("error").ShouldBe("expired_trigger_id");
    }

    [Fact]
    public async Task A_view_that_changed_meanwhile_is_not_overwritten()
    {
        var modal = Slack.PutModal(StandPeople.Alex, StimulusCases.Modal());
        JsonObject Update() =>
            new()
            {
                ["view_id"] = modal["id"].Copy(),
                ["hash"] = modal["hash"].Copy(),
                ["view"] = StimulusCases.Modal(),
            };
        (await CallAsync("views.update", Update())).Flag("ok").ShouldBeTrue();
        (await CallAsync("views.update", Update())).Text("error").ShouldBe("hash_conflict");
    }

    [Fact]
    public async Task Modals_lie_three_deep()
    {
        var stimuli = Slack.Stimuli;
        (await CallAsync("views.open", Open(stimuli.Command("").TriggerId!))).Flag("ok").ShouldBeTrue();
        (await CallAsync("views.push", Open(stimuli.Command("").TriggerId!))).Flag("ok").ShouldBeTrue();
        (await CallAsync("views.push", Open(stimuli.Command("").TriggerId!))).Flag("ok").ShouldBeTrue();
        var fourth = await CallAsync("views.push", Open(stimuli.Command("").TriggerId!));
        fourth.Text("error").ShouldBe("push_limit_reached");
    }

    [Fact]
    public async Task A_limit_is_for_its_channel()
    {
        Slack.Limit("chat.postMessage", retryAfter: 30, channel: StandPlaces.Deals);
        JsonObject To(string channel) => new() { ["channel"] = channel, ["text"] = "hi" };
        (await CallAsync("chat.postMessage", To(StandPlaces.Board))).Flag("ok").ShouldBeTrue();
        (await CallAsync("chat.postMessage", To(StandPlaces.Deals))).Text("error").ShouldBe("ratelimited");
        (await CallAsync("chat.postMessage", To(StandPlaces.Deals))).Flag("ok").ShouldBeTrue();
        Slack.CallsOf("chat.postMessage")[1].Answer!.RetryAfter.ShouldBe(30);
    }

    [Fact]
    public async Task What_was_done_can_be_answered_as_if_it_were_not()
    {
        Slack.Answer = _ => StandAnswer.ServerError() with { IsDone = true, Body = "{}" };
        await CallAsync("chat.postMessage", new() { ["channel"] = StandPlaces.Deals, ["text"] = "hi" });
        Slack.Home.Channel(StandPlaces.Deals)!.Messages.ShouldHaveSingleItem().Text.ShouldBe("hi");
    }

    [Fact]
    public async Task Tokens_that_rotate_end_and_are_refreshed_once()
    {
        Slack.OAuth.Rotates = true;
        var code = Slack.OAuth.Grant(Slack.Home, StandPeople.Alex, ["chat:write"], redirectUri: null);
        var first = await AccessAsync(new() { ["code"] = code });
        first.Number("expires_in", 0).ShouldBe(43_200);
        Clock.Advance(TimeSpan.FromHours(12));
        (await CallAsync("auth.test", [], first.Text("access_token"))).Text("error").ShouldBe("token_expired");

        JsonObject Refresh() =>
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = first["refresh_token"].Copy() };
        var second = await AccessAsync(Refresh());
        (await CallAsync("auth.test", [], second.Text("access_token"))).Flag("ok").ShouldBeTrue();
        (await AccessAsync(Refresh())).Text("error").ShouldBe("invalid_refresh_token");
    }

    [Fact]
    public void Consent_sends_the_browser_back_with_the_state()
    {
        var asked = new Uri(
            $"https://slack.com/oauth/v2/authorize?client_id={FakeSlack.ClientId}&scope=chat:write"
                + "&state=kept&redirect_uri=https%3A%2F%2Fbot.test%2Fslack%2Foauth"
        );
        var back = Slack.OAuth.Allow(asked, Slack.Home);
        back.AbsoluteUri.ShouldStartWith("https://bot.test/slack/oauth?code=");
        back.Query.ShouldEndWith("&state=kept");
        OAuth.Deny(asked).Query.ShouldBe("?error=access_denied&state=kept");
    }

    [Fact]
    public async Task An_uninstalled_app_has_no_account()
    {
        Slack.Tokens.Uninstall(Slack.Home);
        (await CallAsync("auth.test", [])).Text("error").ShouldBe("account_inactive");
    }

    private Task<JsonObject> AccessAsync(JsonObject arguments)
    {
        arguments["client_id"] = FakeSlack.ClientId;
        arguments["client_secret"] = FakeSlack.ClientSecret;
        return CallAsync("oauth.v2.access", arguments, token: null, isForm: true);
    }

    private static JsonObject Open(string trigger) =>
        new() { ["trigger_id"] = trigger, ["view"] = StimulusCases.Modal() };

    private static JsonObject Section(string text) =>
        new()
        {
            ["type"] = "section",
            ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text },
        };
}
