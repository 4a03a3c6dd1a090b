using System.Text.Json.Nodes;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Api;

/// <summary>What is said, changed, unfolded and reacted with.</summary>
public sealed class ChatCallTests : SlackCalls
{
    [Fact]
    public async Task A_message_is_posted_so_that_nothing_in_it_is_read_as_anything_else()
    {
        var posted = await PostAsync(id: "5f0e");

        var said = Slack.Home.Channel(StandPlaces.Deals)!.Messages.ShouldHaveSingleItem();
        posted.Error.ShouldBeNull();
        (posted.Value!.Channel, posted.Value.Ts).ShouldBe((StandPlaces.Deals, said.Ts));
        said.Metadata!["event_payload"].Text("id").ShouldBe("5f0e");
        var call = Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem();
        foreach (var name in new[] { "mrkdwn", "unfurl_links", "unfurl_media", "link_names" })
        {
            call[name].ShouldBe("false", name);
        }
    }

    [Fact]
    public async Task A_message_goes_into_a_thread_and_without_an_id_nothing_is_noted_on_it()
    {
        var head = await PostAsync();
        var reply = await PostAsync(thread: head.Value!.Ts);

        reply.Error.ShouldBeNull();
        var said = Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1];
        said.ThreadTs.ShouldBe(head.Value.Ts);
        said.Metadata.ShouldBeNull();
    }

    [Fact]
    public async Task A_message_that_one_person_sees_is_seen_by_that_person()
    {
        var posted = await Client.PostEphemeralAsync(
            Token,
            StandPlaces.Deals,
            thread: null,
            StandPeople.Sari,
            Hello,
            Cancelled
        );

        posted.Error.ShouldBeNull();
        var seen = Slack.Home.Channel(StandPlaces.Deals)!.Ephemerals.ShouldHaveSingleItem();
        (seen.Text, seen.OnlyFor).ShouldBe(("Hello", StandPeople.Sari));
    }

    [Theory]
    [InlineData(StandPlaces.Deals, StandPeople.Guest, "user_not_in_channel")]
    [InlineData(StandPlaces.Secret, StandPeople.Sari, "channel_not_found")]
    [InlineData(StandPlaces.Old, StandPeople.Alex, "is_archived")]
    public async Task A_message_that_one_person_sees_goes_where_they_and_the_bot_are(
        string channel,
        string user,
        string code
    )
    {
        var posted = await Client.PostEphemeralAsync(Token, channel, thread: null, user, Hello, Cancelled);

        posted.Value.ShouldBeNull();
        posted.Error.ShouldBe(new(SlackFault.Refused, code));
    }

    [Fact]
    public async Task A_message_is_changed_in_its_place()
    {
        var posted = await PostAsync();
        var changed = await Client.UpdateMessageAsync(
            Token,
            StandPlaces.Deals,
            posted.Value!.Ts!,
            Hello with
            {
                Text = "Changed",
            },
            id: null,
            Cancelled
        );

        changed.Value!.Ts.ShouldBe(posted.Value.Ts);
        Slack.Home.Channel(StandPlaces.Deals)!.Messages.ShouldHaveSingleItem().Text.ShouldBe("Changed");
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_not_changed()
    {
        var changed = await Client.UpdateMessageAsync(Token, StandPlaces.Deals, "1.000001", Hello, null, Cancelled);

        changed.Error.ShouldBe(new(SlackFault.Refused, "message_not_found"));
    }

    [Theory]
    [InlineData("C9999999999", "channel_not_found")]
    [InlineData(StandPlaces.Lobby, "not_in_channel")]
    [InlineData(StandPlaces.Old, "is_archived")]
    public async Task A_message_is_refused_where_nobody_is_reached(string channel, string code) =>
        (await PostAsync(channel)).Error.ShouldBe(new(SlackFault.Refused, code));

    [Fact]
    public async Task A_link_is_unfolded_under_its_message_and_while_it_is_written()
    {
        var link = new Uri("https://registry.test/partners/netflix");
        var unfurls = new JsonObject
        {
            [link.OriginalString] = new JsonObject
            {
                ["blocks"] = new JsonArray(new JsonObject { ["type"] = "divider" }),
            },
        }.ToJsonString();
        var shared = Slack.Stimuli.LinkShared([link]).Payload["event"];
        var written = Slack.Stimuli.LinkSharedInComposer([link]).Payload["event"];

        var under = new UnfurlPlace(shared.Text("channel"), shared.Text("message_ts"), UnfurlId: null, Source: null);
        var meanwhile = new UnfurlPlace(null, null, written.Text("unfurl_id"), written.Text("source"));

        (await Client.UnfurlAsync(Token, under, unfurls, Cancelled)).Error.ShouldBeNull();
        (await Client.UnfurlAsync(Token, meanwhile, unfurls, Cancelled)).Error.ShouldBeNull();
        Slack.Home.Channel(StandPlaces.Deals)!.Messages[^1].Unfurls!.ShouldContainKey(link.OriginalString);
        Slack.ComposerUnfurls[written.Text("unfurl_id")!].ShouldContainKey(link.OriginalString);
    }

    [Fact]
    public async Task A_message_is_reacted_to_once()
    {
        var ts = (await PostAsync()).Value!.Ts!;

        (await Client.ReactAsync(Token, StandPlaces.Deals, ts, "eyes", Cancelled)).Error.ShouldBeNull();
        (await Client.ReactAsync(Token, StandPlaces.Deals, ts, "eyes", Cancelled)).Error!.Code.ShouldBe(
            "already_reacted"
        );
        Slack.Home.Reactions.ShouldHaveSingleItem().ShouldBe((StandPlaces.Deals, ts, "eyes"));
    }
}
