using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand.Tests;

public sealed class DeliveryTests : StandInMemory
{
    [Fact]
    public async Task An_event_that_is_not_taken_is_sent_three_more_times()
    {
        using var app = new App(_ => (HttpStatusCode.InternalServerError, ""));
        var delivered = await DeliverAsync(app, Slack.Stimuli.Mention("status netflix"));
        delivered.Attempts.Count.ShouldBe(4);
        app.Heard.Select(one => one.Retry).ShouldBe([null, "1 http_error", "2 http_error", "3 http_error"]);
        app.Heard.Select(one => one.Body).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_events_are_sent_again()
    {
        using var app = new App(_ => (HttpStatusCode.InternalServerError, ""));
        (await DeliverAsync(app, Slack.Stimuli.Command("status netflix"))).Attempts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Netflix", null)]
    [InlineData("""{"text": "Netflix"}""", null)]
    [InlineData("""{"response_type": "in_channel"}""", "no_text")]
    [InlineData("""{"text": "Netflix", "blocks": [{"type": "section"}]}""", "invalid_blocks")]
    public async Task A_command_s_answer_is_a_message(string answer, string? refusal)
    {
        using var app = new App(_ => (HttpStatusCode.OK, answer));
        var delivered = await DeliverAsync(app, Slack.Stimuli.Command("status netflix"));
        (delivered.Refusal?.Split(' ')[0]).ShouldBe(refusal);
        Slack.Refusals.All.Count.ShouldBe(refusal is null ? 0 : 1);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(100, null)]
    [InlineData(101, "invalid_options")]
    public async Task There_are_a_hundred_options_at_most(int many, string? refusal)
    {
        var options = Enumerable
            .Range(0, many)
            .Select(place => $$"""{"text": {"type": "plain_text", "text": "A"}, "value": "{{place}}"}""");
        using var app = new App(_ => (HttpStatusCode.OK, $$"""{"options": [{{string.Join(',', options)}}]}"""));
        var modal = Slack.PutModal(StandPeople.Alex, StimulusCases.Modal());
        var delivered = await DeliverAsync(app, Slack.Stimuli.Suggest(modal, "sample_external", "net"));
        (delivered.Refusal?.Split(' ')[0]).ShouldBe(refusal);
    }

    [Theory]
    [InlineData("", null, 0)]
    [InlineData("""{"response_action": "clear"}""", null, 0)]
    [InlineData("""{"response_action": "errors", "errors": {"partner": "Which?"}}""", null, 1)]
    [InlineData("""{"response_action": "errors", "errors": {"elsewhere": "Which?"}}""", "invalid_errors", 1)]
    [InlineData("""{"response_action": "errors"}""", "invalid_arguments", 1)]
    [InlineData("""{"response_action": "update", "view": {"type": "home", "blocks": []}}""", "invalid_arguments", 1)]
    [InlineData("""{"response_action": "shout"}""", "invalid_response_action", 1)]
    public async Task A_modal_that_was_sent_off_goes_or_stays(string answer, string? refusal, int left)
    {
        using var app = new App(_ => (HttpStatusCode.OK, answer));
        var modal = Slack.PutModal(StandPeople.Alex, StimulusCases.Modal());
        var filled = new Dictionary<string, string?>(StringComparer.Ordinal) { ["sample_text"] = "netflix" };
        var delivered = await DeliverAsync(app, Slack.Stimuli.Submit(modal, filled));
        (delivered.Refusal?.Split(' ')[0]).ShouldBe(refusal);
        Slack.Home.Views.Modals(StandPeople.Alex).Count.ShouldBe(left);
    }

    [Fact]
    public async Task Setup_wants_its_challenge_back()
    {
        using var echo = new App(body => (HttpStatusCode.OK, body));
        (await DeliverAsync(echo, Slack.Stimuli.Verification())).Refusal.ShouldBeNull();
        using var silent = new App(_ => (HttpStatusCode.OK, ""));
        (await DeliverAsync(silent, Slack.Stimuli.Verification())).Refusal.ShouldBe("challenge_failed");
    }

    [Fact]
    public void Nobody_presses_what_is_not_there()
    {
        var message = Slack.PutMessage(StandPlaces.Deals, "Netflix", StimulusCases.Card());
        Should.Throw<ShouldAssertException>(() => Slack.Stimuli.Press(message, "elsewhere"));
        Should.Throw<ShouldAssertException>(() => Slack.Stimuli.Press(message, "sample_select", value: "hooq"));
    }

    [Fact]
    public void What_one_person_sees_is_not_sent_back()
    {
        var message = Slack.PutMessage(StandPlaces.Deals, "Netflix", StimulusCases.Card(), onlyFor: StandPeople.Alex);
        var pressed = Slack.Stimuli.Press(message, "sample_button").Payload;
        pressed.ContainsKey("message").ShouldBeFalse();
        pressed.Object("container").Flag("is_ephemeral").ShouldBeTrue();
    }

    private async Task<Delivered> DeliverAsync(App app, SlackStimulus stimulus)
    {
        using var client = new HttpClient(app, disposeHandler: false) { BaseAddress = new("https://bot.test/") };
        return await Slack.DeliverAsync(client, stimulus);
    }

    // An app that answers one thing to all.
    private sealed class App(Func<string, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        public List<(string Body, string? Retry)> Heard { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Heard.Add((body, Retry(request)));
            var (status, said) = answer(body);
            var type = JsonReading.TryParse(said, out JsonNode? _) ? "application/json" : "text/plain";
            return new(status) { Content = new StringContent(said, Encoding.UTF8, type) };
        }

        private static string? Retry(HttpRequestMessage request) =>
            request.Headers.TryGetValues("X-Slack-Retry-Num", out var number)
                ? $"{number.Single()} {request.Headers.GetValues("X-Slack-Retry-Reason").Single()}"
                : null;
    }
}
