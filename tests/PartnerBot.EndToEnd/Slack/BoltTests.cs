using System.Net;
using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>What the stand-in tells an app, Slack's own Bolt understands and answers; what it wouldn't take from Slack, it refuses.</summary>
public sealed class BoltTests(BoltBesideSlack beside) : IClassFixture<BoltBesideSlack>
{
    // Bolt lets clocks be ahead, unlike PartnerBot.
    private static readonly SlackSigning[] Lenient = [SlackSigning.Ahead];

    private readonly FakeSlack slack = beside.Slack;

    public static TheoryData<string> Refused =>
        [.. SlackSigning.BadAsTimePasses.Select(one => one.Name).Except(Lenient.Select(one => one.Name))];

    public static TheoryData<string> Kinds =>
        ["url_verification", "/partner", "app_mention", "button", "block_suggestion"];

    [Theory]
    [MemberData(nameof(StimulusCases.Names), MemberType = typeof(StimulusCases))]
    public async Task Bolt_takes_what_Slack_tells(string name)
    {
        var stimulus = StimulusCases.Make(name, slack);
        var delivered = await slack.DeliverAsync(beside.Client, stimulus, DeliveryOptions.OverNetwork);
        delivered.Refusal.ShouldBeNull();
        delivered.Attempts.ShouldHaveSingleItem().Status.ShouldBe(200);
        await beside.Bolt.HeardAsync(stimulus);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Bolt_turns_away_what_Slack_did_not_sign(string name)
    {
        var signing = SlackSigning.BadAsTimePasses.Single(one => one.Name == name);
        foreach (var kind in Kinds)
        {
            (await StatusAsync(StimulusCases.Make(kind.Data, slack), signing)).ShouldBe(401, kind.Data);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bolt_takes_what_was_signed_four_minutes_ago(string kind)
    {
        var stimulus = StimulusCases.Make(kind, slack);
        (await StatusAsync(stimulus, SlackSigning.Recent)).ShouldBe(200);
        await beside.Bolt.HeardAsync(stimulus);
    }

    [Fact]
    public async Task The_answer_to_a_command_is_seen_by_who_gave_it()
    {
        var stimulus = slack.Stimuli.Command("status netflix", channel: StandPlaces.Board);
        (await DeliverAsync(stimulus)).Refusal.ShouldBeNull();
        var seen = slack.Home.Channel(StandPlaces.Board)!.Ephemerals[^1];
        (seen.Text, seen.OnlyFor).ShouldBe(("/partner status netflix", StandPeople.Alex));
    }

    [Fact]
    public async Task A_later_answer_to_a_command_is_seen_by_all()
    {
        var stimulus = slack.Stimuli.Command("later", channel: StandPlaces.Board);
        (await DeliverAsync(stimulus)).Last.Body.ShouldBeEmpty();
        (await slack.ResponseUrls.UsedAsync(stimulus.ResponseUrl!)).Answer.ShouldBe("ok");
        slack.Home.Channel(StandPlaces.Board)!.Messages[^1].Text.ShouldBe("Netflix: later");
    }

    [Fact]
    public async Task A_command_s_answer_over_the_limits_is_refused()
    {
        var delivered = await DeliverAsync(slack.Stimuli.Command("long"));
        delivered.Last.Status.ShouldBe(200);
        delivered.Refusal.ShouldNotBeNull().ShouldStartWith("invalid_blocks");
    }

    [Fact]
    public async Task A_modal_opens_before_who_asked_for_it()
    {
        (await DeliverAsync(slack.Stimuli.Command("modal", StandPeople.Sari))).Refusal.ShouldBeNull();
        Title(slack.Home.Views.Top(StandPeople.Sari)).ShouldBe("Partner");
    }

    [Fact]
    public async Task A_modal_that_lacks_something_stays_and_one_that_does_not_is_replaced()
    {
        var modal = slack.PutModal(StandPeople.Sari, StimulusCases.Modal());
        var empty = await DeliverAsync(slack.Stimuli.Submit(modal, Filled(null), StandPeople.Sari));
        empty.Last.Json.Text("response_action").ShouldBe("errors");
        Title(slack.Home.Views.Top(StandPeople.Sari)).ShouldBe("Search");

        await DeliverAsync(slack.Stimuli.Submit(modal, Filled("netflix"), StandPeople.Sari));
        var replaced = slack.Home.Views.Top(StandPeople.Sari)!;
        Title(replaced).ShouldBe("Partner");
        replaced.Text("id").ShouldBe(modal.Text("id"));
    }

    [Fact]
    public async Task A_pressed_button_changes_its_message()
    {
        var message = slack.PutMessage(StandPlaces.Deals, "Netflix", StimulusCases.Card());
        var stimulus = slack.Stimuli.Press(message, "sample_button");
        await DeliverAsync(stimulus);
        slack
            .Home.Channel(StandPlaces.Deals)!
            .Messages.Single(one => one.Ts == message.Ts)
            .Text.ShouldBe("Netflix: timeline");
    }

    [Fact]
    public async Task A_mention_is_answered_in_its_thread()
    {
        var stimulus = slack.Stimuli.Mention("status netflix", StandPlaces.Board);
        await DeliverAsync(stimulus);
        var ts = stimulus.Payload["event"].Text("ts");
        slack.Home.Channel(StandPlaces.Board)!.Messages[^1].ThreadTs.ShouldBe(ts);
    }

    [Fact]
    public async Task Home_and_links_are_filled()
    {
        await DeliverAsync(slack.Stimuli.HomeOpened(StandPeople.Sari));
        slack.Home.Views.Home(StandPeople.Sari).ShouldNotBeNull();

        var link = new Uri("https://registry.test/partners/netflix");
        await DeliverAsync(slack.Stimuli.LinkShared([link], StandPlaces.Board));
        slack
            .Home.Channel(StandPlaces.Board)!
            .Messages[^1]
            .Unfurls.ShouldNotBeNull()
            .ShouldContainKey(link.OriginalString);
    }

    [Fact]
    public async Task Bolt_sees_how_often_an_event_came_before()
    {
        using var lame = new FailsAtFirst(2);
        using var client = new HttpClient(lame) { BaseAddress = beside.Bolt.Address };
        var delivered = await slack.DeliverAsync(client, slack.Stimuli.Mention("status netflix"));
        delivered.Attempts.Select(one => one.Status).ShouldBe([500, 500, 200]);
        (await beside.Bolt.LineAsync(_ => true)).ShouldContain("app_mention 2 http_error");
    }

    private async Task<Delivered> DeliverAsync(SlackStimulus stimulus)
    {
        var delivered = await slack.DeliverAsync(beside.Client, stimulus, DeliveryOptions.OverNetwork);
        await beside.Bolt.HeardAsync(stimulus);
        return delivered;
    }

    private async Task<int> StatusAsync(SlackStimulus stimulus, SlackSigning signing)
    {
        using var request = stimulus.Request(stimulus.Path, slack.Clock.GetUtcNow(), signing);
        using var response = await beside.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private static string? Title(JsonObject? view) => view.Object("title").Text("text");

    private static Dictionary<string, string?> Filled(string? text) =>
        new(StringComparer.Ordinal) { ["sample_text"] = text };

    // Something on the way that is down for a while.
    private sealed class FailsAtFirst(int times) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        private int left = times;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            left-- > 0
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError))
                : base.SendAsync(request, cancellationToken);
    }
}
