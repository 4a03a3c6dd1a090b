using System.Text.Json.Nodes;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Api;

/// <summary>Views, and what is called as the app.</summary>
public sealed class ViewAndAppCallTests : SlackCalls
{
    private const string Redirect = "https://bot.test/slack/oauth";

    [Fact]
    public async Task A_modal_is_opened_and_replaced_and_a_home_is_shown()
    {
        var (modal, home) = (StimulusCases.Modal(), new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray() });
        var trigger = Slack.Triggers.New(StandPeople.Alex);

        var opened = await Client.OpenViewAsync(Token, trigger, modal.ToJsonString(), Cancelled);
        modal["title"]!["text"] = "Another";
        var updated = await Client.UpdateViewAsync(Token, opened.Value!.View!.Id, modal.ToJsonString(), Cancelled);
        var published = await Client.PublishViewAsync(Token, StandPeople.Sari, home.ToJsonString(), Cancelled);

        updated.Value!.View!.Id.ShouldBe(opened.Value.View.Id);
        Slack.Home.Views.Top(StandPeople.Alex).Object("title").Text("text").ShouldBe("Another");
        published.Value!.View!.Id.ShouldBe(Slack.Home.Views.Home(StandPeople.Sari).Text("id"));
    }

    [Fact]
    public async Task A_modal_is_opened_once_and_within_three_seconds()
    {
        var modal = StimulusCases.Modal().ToJsonString();
        var (used, old) = (Slack.Triggers.New(StandPeople.Alex), Slack.Triggers.New(StandPeople.Sari));
        await Client.OpenViewAsync(Token, used, modal, Cancelled);
        Clock.Advance(TimeSpan.FromSeconds(4));

        (await Client.OpenViewAsync(Token, used, modal, Cancelled)).Error!.Code.ShouldBeOneOf(
            "exchanged_trigger_id",
            "expired_trigger_id"
        );
        (await Client.OpenViewAsync(Token, old, modal, Cancelled)).Error.ShouldBe(
            new(SlackFault.Refused, "expired_trigger_id")
        );
        (await Client.UpdateViewAsync(Token, "V0", modal, Cancelled)).Error!.Code.ShouldBe("not_found");
        (
            await Client.PublishViewAsync(Token, "U9999999999", """{"type":"home","blocks":[]}""", Cancelled)
        ).Error!.Code.ShouldBe("user_not_found");
    }

    [Fact]
    public async Task A_code_becomes_a_token_and_ends_as_one()
    {
        var code = Slack.OAuth.Grant(Slack.Home, StandPeople.Alex, ["chat:write"], Redirect);

        var access = (await AppClient.AccessAsync(App, code, Redirect, Cancelled)).Value!;
        var token = access.AccessToken!;

        (access.Team!.Id, access.Team.Name, access.BotUserId).ShouldBe((FakeSlack.Team, "Telkom", FakeSlack.BotUser));
        (access.RefreshToken, access.ExpiresIn).ShouldBe((null, null));
        (await Client.TestAsync(token, Cancelled)).Value!.TeamId.ShouldBe(FakeSlack.Team);
        (await AppClient.RevokeAsync(token, Cancelled)).Error.ShouldBeNull();
        (await Client.TestAsync(token, Cancelled)).Error!.Code.ShouldBe("token_revoked");
    }

    [Fact]
    public async Task A_token_that_expires_is_followed_by_another_once()
    {
        Slack.OAuth.Rotates = true;
        var code = Slack.OAuth.Grant(Slack.Home, StandPeople.Alex, ["chat:write"], Redirect);
        var access = (await AppClient.AccessAsync(App, code, Redirect, Cancelled)).Value!;

        var next = (await AppClient.RefreshAsync(App, access.RefreshToken!, Cancelled)).Value!;

        access.ExpiresIn.ShouldBe(12 * 3600);
        next.AccessToken.ShouldNotBe(access.AccessToken);
        next.RefreshToken.ShouldNotBe(access.RefreshToken);
        (await AppClient.RefreshAsync(App, access.RefreshToken!, Cancelled)).Error.ShouldBe(
            new(SlackFault.Refused, "invalid_refresh_token")
        );
    }

    [Fact]
    public async Task Neither_a_wrong_code_nor_another_address_nor_another_secret_becomes_a_token()
    {
        var code = Slack.OAuth.Grant(Slack.Home, StandPeople.Alex, ["chat:write"], Redirect);

        (await AppClient.AccessAsync(App, "made-up", Redirect, Cancelled)).Error!.Code.ShouldBe("invalid_code");
        (await AppClient.AccessAsync(App with { ClientSecret = "no" }, code, Redirect, Cancelled)).Error!.Code.ShouldBe(
            "bad_client_secret"
        );
        (await AppClient.AccessAsync(App, code, "https://other.test/slack/oauth", Cancelled)).Error!.Code.ShouldBe(
            "bad_redirect_uri"
        );
    }

    [Fact]
    public async Task A_socket_s_address_is_given_to_the_app_s_token_alone()
    {
        (await AppClient.OpenSocketAsync(FakeSlack.AppToken, Cancelled)).Value!.Url.ShouldStartWith("wss://");
        (await AppClient.OpenSocketAsync(Token, Cancelled)).Error!.Code.ShouldBe("not_allowed_token_type");
    }
}
