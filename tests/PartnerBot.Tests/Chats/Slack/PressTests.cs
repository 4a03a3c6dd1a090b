using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Buttons and menus of messages.</summary>
public sealed class PressTests
{
    [Fact]
    public async Task In_a_channel_the_answer_is_for_whoever_pressed_alone()
    {
        await using var host = await SlackHost.StartAsync();
        var card = await MentionAsync(host, "status netflix");

        var press = host.Stimuli.Press(card, card.Blocks.Button("Netflix timeline"), StandPeople.Sari);
        (await host.DeliverAsync(press)).Last.Body.ShouldBeEmpty();

        var answer = host.Slack.Home.Channel(StandPlaces.Deals)!.Ephemerals.ShouldHaveSingleItem();
        answer.OnlyFor.ShouldBe(StandPeople.Sari);
        answer.ThreadTs.ShouldBe(card.ThreadTs);
        answer.Text.ShouldStartWith("Netflix timeline");
    }

    [Fact]
    public async Task In_the_askers_own_chat_the_answer_stays_there()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.DirectMessage("status netflix"));
        var chat = host.Slack.Home.DirectWith(StandPeople.Alex);
        var card = chat.Messages[^1];

        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Requirements")));

        chat.Messages[^1].Text.ShouldStartWith("Netflix requirements");
        chat.Ephemerals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sharing_says_it_to_all_with_who_shared_it_first_also_where_the_bot_is_no_member()
    {
        await using var host = await SlackHost.StartAsync();
        var lobby = host.Slack.Home.Channel(StandPlaces.Lobby)!;
        await host.DeliverAsync(host.Stimuli.Command("status netflix", channel: StandPlaces.Lobby));
        var card = lobby.Ephemerals[^1];

        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Share here")));

        var shared = lobby.Messages.ShouldHaveSingleItem();
        shared.Texts()[0].ShouldBe($"Shared by <@{StandPeople.Alex}>");
        shared.Texts()[1].ShouldBe("Netflix");
        shared.IsOfBot.ShouldBeTrue();
        shared.Texts().ShouldNotContain(text => text.Contains("since you last asked", StringComparison.Ordinal));
        lobby.Ephemerals.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(StandPlaces.Joint, "I can't talk about partners here, because people from outside can read along.")]
    [InlineData(
        StandPlaces.Secret,
        "I can't see who reads along here, so I don't share it. In a channel, invite me first: `/invite @PartnerBot`."
    )]
    public async Task Where_it_is_not_sure_who_reads_along_nothing_is_shared(string place, string refusal)
    {
        await using var host = await SlackHost.StartAsync();
        var channel = host.Slack.Home.Channel(place)!;
        await host.DeliverAsync(host.Stimuli.Command("status netflix", channel: place));
        var card = channel.Ephemerals[^1];

        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Share here")));

        channel.Messages.ShouldBeEmpty();
        channel.Ephemerals.Count.ShouldBe(2);
        channel.Ephemerals[1].Text.ShouldBe(refusal);
    }

    [Fact]
    public async Task A_choice_takes_the_place_of_the_message_that_asks()
    {
        await using var host = await SlackHost.StartAsync();
        host.Bot.Registry.List = Registry.FakeRegistry.Always(() =>
            Registry.FakeRegistry.Json(
                Registry.Samples.Page([
                    Registry.Samples.Netflix,
                    Registry
                        .Samples.Netflix.Replace("netflix", "netflix-kids", StringComparison.Ordinal)
                        .Replace("Netflix", "Netflix Kids", StringComparison.Ordinal),
                ])
            )
        );
        await host.DeliverAsync(host.Stimuli.Command("status netflx"));
        var deals = host.Slack.Home.Channel(StandPlaces.Deals)!;
        var asks = deals.Ephemerals[^1];

        await host.DeliverAsync(host.Stimuli.Press(asks, asks.Blocks.Button("Netflix")));

        deals.Ephemerals.ShouldHaveSingleItem().Text.ShouldStartWith("Netflix: negotiating");
    }

    [Theory]
    [InlineData(StandPeople.Guest)]
    [InlineData(StandPeople.Outsider)]
    public async Task A_guest_who_presses_is_told_nothing(string user)
    {
        await using var host = await SlackHost.StartAsync();
        var card = await MentionAsync(host, "status netflix");

        await host.DeliverAsync(host.Stimuli.Press(card, card.Blocks.Button("Netflix timeline"), user));

        host.Slack.Home.Channel(StandPlaces.Deals)!
            .Ephemerals.ShouldHaveSingleItem()
            .Text.ShouldBe("I can talk about partners only with people who work here.");
    }

    [Fact]
    public async Task What_is_not_ours_or_carries_nonsense_does_nothing()
    {
        await using var host = await SlackHost.StartAsync();
        var card = await MentionAsync(host, "status netflix");
        var press = host.Stimuli.Press(card, card.Blocks.Button("Netflix timeline"));
        foreach (var value in new JsonNode?[] { null, "", "x", "{}", "[1]", "{\"ask\":7}", new string('x', 5000) })
        {
            press.Payload["actions"]![0]!["value"] = value?.DeepClone();
            (await host.DeliverAsync(press)).Last.Status.ShouldBe(200);
        }

        press.Payload["actions"]![0]!["action_id"] = "unheard of";
        (await host.DeliverAsync(press)).Last.Status.ShouldBe(200);
        press.Payload["actions"] = new JsonArray();
        (await host.DeliverAsync(press)).Last.Status.ShouldBe(200);

        host.Slack.Home.Channel(StandPlaces.Deals)!.Ephemerals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_whose_address_is_elsewhere_is_not_answered()
    {
        await using var host = await SlackHost.StartAsync();
        var card = await MentionAsync(host, "status netflix");
        var press = host.Stimuli.Press(card, card.Blocks.Button("Netflix timeline"));
        press.Payload["response_url"] = "https://evil.test/response";

        await host.DeliverAsync(press);

        host.Slack.ResponseUrls.Uses.All.ShouldBeEmpty();
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldContain("not Slack's");
    }

    [Fact]
    public async Task The_partner_of_a_list_is_chosen_from_a_menu()
    {
        await using var host = await SlackHost.StartAsync();
        await host.DeliverAsync(host.Stimuli.Command("list"));
        var deals = host.Slack.Home.Channel(StandPlaces.Deals)!;
        var list = deals.Ephemerals[^1];
        var ask = Shown.Elements(list.Blocks, "static_select").Single()["options"]!
            .AsArray()
            .Select(option => option!["value"]!.GetValue<string>())
            .ToList();
        ask.ShouldContain("status Netflix");

        await host.DeliverAsync(host.Stimuli.Press(list, list.Blocks.Only("static_select"), value: "status Netflix"));

        deals.Ephemerals[^1].Text.ShouldStartWith("Netflix: negotiating");
    }

    private static async Task<StandMessage> MentionAsync(SlackHost host, string text)
    {
        await host.DeliverAsync(host.Stimuli.Mention(text));
        return host.Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1];
    }
}
