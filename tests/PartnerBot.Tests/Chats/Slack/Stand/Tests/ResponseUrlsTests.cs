using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand.Tests;

public sealed class ResponseUrlsTests : StandInMemory
{
    private StandChannel Deals => Slack.Home.Channel(StandPlaces.Deals)!;

    [Fact]
    public async Task It_is_good_five_times()
    {
        var url = Slack.Stimuli.Command("status netflix").ResponseUrl!;
        url.Host.ShouldBe("hooks.slack.com");
        for (var use = 0; use < 5; use++)
        {
            (await RespondAsync(url, Text("hi"))).ShouldBe((200, "ok"));
        }

        (await RespondAsync(url, Text("hi"))).ShouldBe((404, "used_url"));
        Deals.Ephemerals.Count.ShouldBe(5);
        Slack.ResponseUrls.Of(url).Count.ShouldBe(6);
    }

    [Fact]
    public async Task It_is_good_for_thirty_minutes()
    {
        var url = Slack.Stimuli.Command("status netflix").ResponseUrl!;
        Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        (await RespondAsync(url, Text("hi"))).Status.ShouldBe(200);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await RespondAsync(url, Text("hi"))).ShouldBe((404, "expired_url"));
    }

    [Fact]
    public async Task An_answer_is_for_one_unless_it_asks_to_be_for_all()
    {
        var url = Slack.Stimuli.Command("status netflix", channel: StandPlaces.Lobby).ResponseUrl!;
        await RespondAsync(url, Text("for one"));
        var all = Text("for all");
        all["response_type"] = "in_channel";
        await RespondAsync(url, all);

        // Also where the bot isn't.
        var lobby = Slack.Home.Channel(StandPlaces.Lobby)!;
        lobby.Ephemerals.Select(one => (one.Text, one.OnlyFor)).ShouldBe([("for one", StandPeople.Alex)]);
        lobby.Messages.Select(one => one.Text).ShouldBe(["for all"]);
    }

    [Fact]
    public async Task An_answer_to_a_button_replaces_or_deletes_what_was_pressed()
    {
        var message = Slack.PutMessage(StandPlaces.Deals, "Netflix", StimulusCases.Card());
        var url = Slack.Stimuli.Press(message, "sample_button").ResponseUrl!;
        var other = Text("Iflix");
        other["replace_original"] = true;
        await RespondAsync(url, other);
        var now = Deals.Messages.ShouldHaveSingleItem();
        (now.Ts, now.Text, now.Blocks).ShouldBe((message.Ts, "Iflix", null));

        await RespondAsync(url, new JsonObject { ["delete_original"] = true });
        Deals.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_message_is_refused_and_counts_for_nothing()
    {
        var url = Slack.Stimuli.Command("status netflix").ResponseUrl!;
        var bad = Text("hi");
        bad["blocks"] = new JsonArray(new JsonObject { ["type"] = "section" });
        (await RespondAsync(url, bad)).ShouldBe((400, "invalid_blocks"));
        (await RespondAsync(url, [])).ShouldBe((400, "no_text"));
        (await RespondAsync(new("https://hooks.slack.com/response/none"), Text("hi"))).ShouldBe((404, "no_service"));
        Deals.Ephemerals.ShouldBeEmpty();
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
