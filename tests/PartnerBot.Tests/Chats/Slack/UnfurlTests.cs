using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Links to the registry.</summary>
public sealed class UnfurlTests
{
    private static readonly Uri Netflix = new("http://registry.test/partners/netflix");

    [Fact]
    public async Task A_link_to_a_partner_is_unfolded_to_its_status_once_in_half_an_hour_in_a_channel()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.LinkShared([new("https://else.test/x"), Netflix, Netflix]));
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix]));
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix], StandPlaces.Board));
        host.Slack.CallsOf("chat.unfurl").Count.ShouldBe(2);
        await host.RunAsync("UPDATE \"SlackOnce\" SET \"At\" = \"At\" - 18000000000");
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix]));

        host.Slack.CallsOf("chat.unfurl").Count.ShouldBe(3);
        var card = JsonNode.Parse(host.Slack.CallsOf("chat.unfurl")[0]["unfurls"]!)!.AsObject();
        card.ShouldHaveSingleItem().Key.ShouldBe(Netflix.OriginalString);
        card[Netflix.OriginalString].Texts()[0].ShouldBe("Netflix");
        card[Netflix.OriginalString]!["blocks"].Buttons().ShouldNotContain("Share here");
    }

    [Theory]
    [InlineData("http://registry.test/partners/nobody")]
    [InlineData("http://registry.test.evil.test/partners/netflix")]
    [InlineData("http://registry.test@evil.test/partners/netflix")]
    public async Task Any_other_link_is_left_alone(string link)
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.LinkShared([new(link)]));

        host.Slack.CallsOf("chat.unfurl").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_unfolded_where_people_from_outside_read_along_or_nobody_knows_who_does()
    {
        await using var host = await SlackHost.StartAsync();

        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix], StandPlaces.Joint));
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix], StandPlaces.Secret));
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix], user: StandPeople.Guest));
        await host.DeliverAsync(host.Stimuli.LinkSharedInComposer([Netflix]));

        host.Slack.CallsOf("chat.unfurl").ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_registry_down_or_Slack_refusing_it_can_be_unfolded_the_next_time()
    {
        await using var host = await SlackHost.StartAsync();
        host.Slack.Answer = call => call.Method is "chat.unfurl" ? StandAnswer.Error("cannot_unfurl_url") : null;
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix]));
        host.Slack.Answer = _ => null;
        await host.DeliverAsync(host.Stimuli.LinkShared([Netflix]));

        host.Slack.CallsOf("chat.unfurl").Count.ShouldBe(2);
        host.Bot.Log.All.ShouldHaveSingleItem().ShouldEndWith("cannot_unfurl_url");
    }
}
