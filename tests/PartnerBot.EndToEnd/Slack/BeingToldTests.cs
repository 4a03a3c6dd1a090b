using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>From the registry to Slack, as Slack's own client reads it there.</summary>
public sealed class BeingToldTests(FollowingSlackBot bot) : IClassFixture<FollowingSlackBot>
{
    private const string Package = "@slack/web-api";

    [Fact]
    public async Task A_person_subscribes_is_told_and_acknowledges()
    {
        NodeProgram.Need(Package);
        await using var client = await NodeProgram.StartAsync("web-client.cjs", BoltBesideSlack.Settings(bot.Slack));
        await DeliverAsync(bot.Slack.Stimuli.DirectMessage("subscribe netflix", StandPeople.Alex));

        await bot.Registry.PutAsync("/v1/partners/netflix/tracks/legal", new { status = "not-started" });

        const string Change = "Netflix: Legal is now not started";
        var told = await ReadAsync(
            client,
            message => message.Text("text")!.StartsWith(Change, StringComparison.Ordinal)
        );
        told["metadata"].Text("event_type").ShouldBe("partnerbot_notice");
        told.List("blocks")!.Buttons().ShouldBe(["Acknowledge", "Netflix timeline", "Mute Netflix"]);

        var chat = bot.Slack.Home.DirectWith(StandPeople.Alex);
        var message = chat.Messages.Single(one => one.Ts == told.Text("ts"));
        await DeliverAsync(bot.Slack.Stimuli.Press(message, message.Blocks.Button("Acknowledge")));

        var acknowledged = await ReadAsync(
            client,
            message =>
                message.Text("ts") == told.Text("ts")
                && message.ToJsonString().Contains("Acknowledged by", StringComparison.Ordinal)
        );
        acknowledged.Text("text")!.ShouldStartWith(Change);
    }

    private async Task DeliverAsync(SlackStimulus stimulus)
    {
        var delivered = await bot.Slack.DeliverAsync(bot.Client, stimulus, DeliveryOptions.OverNetwork);
        delivered.Refusal.ShouldBeNull();
        await bot.IdleAsync();
    }

    /// <summary>The newest such message in Alex's chat with the bot, once it is there.</summary>
    private async Task<JsonObject> ReadAsync(NodeProgram client, Func<JsonObject, bool> isIt)
    {
        var channel = bot.Slack.Home.DirectWith(StandPeople.Alex).Id;
        using var limit = Patience.Limit();
        while (true)
        {
            var history = await client.CallAsync(
                "conversations.history",
                $$"""{"channel": "{{channel}}", "include_all_metadata": true}"""
            );
            if (history.List("messages")!.OfType<JsonObject>().FirstOrDefault(isIt) is { } found)
            {
                return found;
            }

            limit.IsCancellationRequested.ShouldBeFalse($"it never came: {history.ToJsonString()}");
        }
    }
}
