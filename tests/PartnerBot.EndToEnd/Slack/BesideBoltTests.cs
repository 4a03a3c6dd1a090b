using PartnerBot.Tests.Chats.Slack;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>What Slack's own Bolt takes over the network, PartnerBot takes; what Bolt refuses, it refuses.</summary>
public sealed class BesideBoltTests(BoltBesideSlack beside, ServedSlackBot bot)
    : IClassFixture<BoltBesideSlack>,
        IClassFixture<ServedSlackBot>
{
    public static TheoryData<string> Badly => [.. SlackSigning.BadAsTimePasses.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(StimulusCases.Names), MemberType = typeof(StimulusCases))]
    public async Task What_Bolt_takes_is_taken(string name)
    {
        var theirs = await DeliverToBoltAsync(StimulusCases.Make(name, beside.Slack));
        var ours = await DeliverAsync(StimulusCases.Make(name, bot.Slack));

        var (their, our) = (theirs.Attempts.ShouldHaveSingleItem(), ours.Attempts.ShouldHaveSingleItem());
        (our.Status / 100).ShouldBe(their.Status / 100);
        theirs.Refusal.ShouldBeNull();
        ours.Refusal.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(StimulusCases.Names), MemberType = typeof(StimulusCases))]
    public async Task One_address_takes_all(string name)
    {
        var ours = await DeliverAsync(StimulusCases.Make(name, bot.Slack), "/slack/events");

        ours.Attempts.ShouldHaveSingleItem().Status.ShouldBe(200);
        ours.Refusal.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Badly))]
    public async Task What_Slack_did_not_sign_is_refused_also_where_Bolt_takes_it(string name)
    {
        var signing = SlackSigning.BadAsTimePasses.Single(one => one.Name == name);
        foreach (var kind in BoltTests.Kinds)
        {
            var stimulus = StimulusCases.Make(kind.Data, beside.Slack);
            var theirs = await StatusAsync(beside.Client, stimulus, signing);
            if (theirs is 200)
            {
                await beside.Bolt.HeardAsync(stimulus); // else the next test would hear of it
            }

            var ours = await StatusAsync(bot.Client, StimulusCases.Make(kind.Data, bot.Slack), signing);

            theirs.ShouldBeOneOf(200, 401);
            ours.ShouldBe(401, kind.Data);
        }
    }

    [Theory]
    [MemberData(nameof(BoltTests.Kinds), MemberType = typeof(BoltTests))]
    public async Task What_Slack_signed_four_minutes_ago_is_taken(string kind) =>
        (await StatusAsync(bot.Client, StimulusCases.Make(kind, bot.Slack), SlackSigning.Recent)).ShouldBe(200);

    [Fact]
    public async Task An_answer_is_seen_shared_and_pressed()
    {
        var lobby = bot.Slack.Home.Channel(StandPlaces.Lobby)!;
        var command = bot.Slack.Stimuli.Command("status netflix", channel: StandPlaces.Lobby);
        (await DeliverAsync(command)).Refusal.ShouldBeNull();
        // Where it took longer, it came to the command's own address.
        await bot.IdleAsync();
        var card = lobby.Ephemerals[^1];
        card.Text.ShouldStartWith("Netflix: negotiating");

        await DeliverAsync(bot.Slack.Stimuli.Press(card, card.Blocks.Button("Share here")));
        await bot.IdleAsync();

        lobby.Messages[^1].IsOfBot.ShouldBeTrue();
        bot.Slack.ResponseUrls.Uses.All[^1].Answer.ShouldBe("ok");
    }

    [Fact]
    public async Task All_that_it_says_Slack_takes()
    {
        await DeliverAsync(bot.Slack.Stimuli.Mention("status netflix", StandPlaces.Board));
        await DeliverAsync(bot.Slack.Stimuli.DirectMessage("help", StandPeople.Sari));
        await DeliverAsync(bot.Slack.Stimuli.HomeOpened(StandPeople.Sari));
        await DeliverAsync(bot.Slack.Stimuli.Shortcut("ask", StandPeople.Sari));
        await bot.IdleAsync();

        bot.Slack.Home.Channel(StandPlaces.Board)!.Messages[^1].Text.ShouldStartWith("Netflix:");
        bot.Slack.Home.DirectWith(StandPeople.Sari).Messages[^1].IsOfBot.ShouldBeTrue();
        bot.Slack.Home.Views.Home(StandPeople.Sari).ShouldNotBeNull();
        bot.Slack.Home.Views.Top(StandPeople.Sari).ShouldNotBeNull();
        bot.Slack.Calls.All.Where(call => call.Error is not null).ShouldBeEmpty();
        bot.Log.All.Where(line => line.StartsWith("Error", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private async Task<Delivered> DeliverToBoltAsync(SlackStimulus stimulus)
    {
        var delivered = await beside.Slack.DeliverAsync(beside.Client, stimulus, DeliveryOptions.OverNetwork);
        await beside.Bolt.HeardAsync(stimulus);
        return delivered;
    }

    private async Task<Delivered> DeliverAsync(SlackStimulus stimulus, string? path = null)
    {
        var delivered = await bot.Slack.DeliverAsync(
            bot.Client,
            stimulus,
            path ?? stimulus.Path,
            DeliveryOptions.OverNetwork
        );
        if (stimulus.Name is "app_uninstalled" or "tokens_revoked")
        {
            await bot.InstallAgainAsync();
        }

        return delivered;
    }

    private static async Task<int> StatusAsync(HttpClient app, SlackStimulus stimulus, SlackSigning signing)
    {
        using var request = stimulus.Request(stimulus.Path, TimeProvider.System.GetUtcNow(), signing);
        using var response = await app.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
