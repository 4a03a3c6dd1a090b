using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>
/// One of each thing that Slack tells an app, by name: the same are brought to Slack's own Bolt and to PartnerBot. What is
/// pressed, chosen and sent off belongs to <see cref="Card"/> and <see cref="Modal"/>, which no handler of PartnerBot knows.
/// </summary>
internal static class StimulusCases
{
    private static readonly Uri Link = new("https://registry.test/partners/netflix");

    private static readonly Dictionary<string, Func<FakeSlack, SlackStimulus>> All = new(StringComparer.Ordinal)
    {
        ["url_verification"] = slack => slack.Stimuli.Verification(),
        ["ssl_check"] = slack => slack.Stimuli.SslCheck(),
        ["/partner"] = slack => slack.Stimuli.Command("status netflix"),
        ["/partner without words"] = slack => slack.Stimuli.Command(""),
        ["/partner in a private channel"] = slack =>
            slack.Stimuli.Command("status netflix", channel: StandPlaces.Board),
        ["/partner in a direct conversation"] = slack =>
            slack.Stimuli.Command("status netflix", channel: StandPeople.Alex),
        ["/partner with signs"] = slack => slack.Stimuli.Command("status a+b & c=d%20 \"é\" 🇮🇩 <x>"),
        ["/mitra"] = slack => slack.Stimuli.Command("status netflix", StandPeople.Sari, command: "/mitra"),
        ["message.im"] = slack => slack.Stimuli.DirectMessage("status netflix"),
        ["message.im in a thread"] = slack =>
        {
            var head = slack.Say(slack.Home.DirectWith(StandPeople.Alex), StandPeople.Alex, "status netflix");
            return slack.Stimuli.DirectMessage("timeline", threadTs: head.Ts);
        },
        ["message_changed"] = slack =>
        {
            var said = slack.Say(slack.Home.DirectWith(StandPeople.Alex), StandPeople.Alex, "status netflx");
            return slack.Stimuli.EditedMessage(said, "status netflix");
        },
        ["message.im of the bot"] = slack => slack.Stimuli.OwnMessage(Posted(slack, StandPeople.Alex)),
        ["message.channels in a thread"] = slack =>
            slack.Stimuli.ChannelMessage("timeline", threadTs: Posted(slack).Ts),
        ["app_mention"] = slack => slack.Stimuli.Mention("status netflix"),
        ["app_mention in a thread"] = slack => slack.Stimuli.Mention("status netflix", threadTs: Posted(slack).Ts),
        ["app_home_opened"] = slack => slack.Stimuli.HomeOpened(),
        ["app_home_opened, messages"] = slack => slack.Stimuli.HomeOpened(tab: "messages"),
        ["member_joined_channel"] = slack => slack.Stimuli.MemberJoined(),
        ["link_shared"] = slack => slack.Stimuli.LinkShared([Link]),
        ["link_shared in the composer"] = slack => slack.Stimuli.LinkSharedInComposer([Link]),
        ["app_uninstalled"] = slack => slack.Stimuli.Uninstalled(),
        ["tokens_revoked"] = slack => slack.Stimuli.TokensRevoked(),
        ["an event that nobody knows"] = slack =>
            slack.Stimuli.Event("unheard_of", new JsonObject { ["type"] = "unheard_of" }, user: null),
        ["button"] = slack => slack.Stimuli.Press(Posted(slack), "sample_button"),
        ["button in a thread"] = slack =>
            slack.Stimuli.Press(Posted(slack, threadTs: Posted(slack).Ts), "sample_button"),
        ["button that one person sees"] = slack => slack.Stimuli.Press(Ephemeral(slack), "sample_button"),
        ["static_select"] = slack => slack.Stimuli.Press(Posted(slack), "sample_select", value: "netflix"),
        ["external_select"] = slack => slack.Stimuli.Press(Posted(slack), "sample_external", value: "netflix"),
        ["overflow"] = slack => slack.Stimuli.Press(Posted(slack), "sample_menu", value: "timeline"),
        ["block_suggestion"] = slack => slack.Stimuli.Suggest(Posted(slack), "sample_external", "net"),
        ["button in a modal"] = slack => slack.Stimuli.PressInView(Opened(slack), "sample_button"),
        ["button in Home"] = slack => slack.Stimuli.PressInView(Home(slack), "sample_button"),
        ["block_suggestion in a modal"] = slack => slack.Stimuli.Suggest(Opened(slack), "sample_external", "net"),
        ["view_submission"] = slack => slack.Stimuli.Submit(Opened(slack), Filled("netflix")),
        ["view_submission, nothing chosen"] = slack => slack.Stimuli.Submit(Opened(slack), Filled(null)),
        ["view_closed"] = slack => slack.Stimuli.CloseView(Opened(slack)),
        ["shortcut"] = slack => slack.Stimuli.Shortcut("sample_shortcut"),
    };

    /// <summary>For a theory: <c>[MemberData(nameof(StimulusCases.Names), MemberType = typeof(StimulusCases))]</c>.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    public static SlackStimulus Make(string name, FakeSlack slack) => All[name](slack);

    /// <summary>Blocks with one of each thing to press.</summary>
    public static JsonArray Card() =>
        JsonNode
            .Parse(
                """
                [
                  {"type": "section", "block_id": "what", "text": {"type": "mrkdwn", "text": "*Netflix*"},
                   "accessory": {"type": "overflow", "action_id": "sample_menu", "options": [
                     {"text": {"type": "plain_text", "text": "Timeline"}, "value": "timeline"},
                     {"text": {"type": "plain_text", "text": "Requirements"}, "value": "requirements"}]}},
                  {"type": "actions", "block_id": "next", "elements": [
                    {"type": "button", "action_id": "sample_button", "value": "netflix",
                     "text": {"type": "plain_text", "text": "Timeline"}},
                    {"type": "static_select", "action_id": "sample_select", "placeholder": {"type": "plain_text", "text": "Partner"},
                     "options": [
                       {"text": {"type": "plain_text", "text": "Netflix"}, "value": "netflix"},
                       {"text": {"type": "plain_text", "text": "Iflix"}, "value": "iflix"}]},
                    {"type": "external_select", "action_id": "sample_external", "min_query_length": 1,
                     "placeholder": {"type": "plain_text", "text": "Partner"}}]}
                ]
                """
            )!
            .AsArray();

    /// <summary>A modal with something to fill in.</summary>
    public static JsonObject Modal()
    {
        var modal = JsonNode
            .Parse(
                """
                {"type": "modal", "callback_id": "sample_modal", "notify_on_close": true, "private_metadata": "kept",
                 "title": {"type": "plain_text", "text": "Search"}, "submit": {"type": "plain_text", "text": "Ask"}}
                """
            )!
            .AsObject();
        modal["blocks"] = new JsonArray([.. Card().Select(block => block.Copy()), Field()]);
        return modal;
    }

    private static JsonNode Field() =>
        JsonNode.Parse(
            """
            {"type": "input", "block_id": "partner", "optional": true, "label": {"type": "plain_text", "text": "Partner"},
             "element": {"type": "plain_text_input", "action_id": "sample_text"}}
            """
        )!;

    private static Dictionary<string, string?> Filled(string? text) =>
        new(StringComparer.Ordinal) { ["sample_text"] = text };

    private static StandMessage Posted(FakeSlack slack, string place = StandPlaces.Deals, string? threadTs = null) =>
        slack.PutMessage(place, "Netflix: negotiating", Card(), threadTs: threadTs);

    private static StandMessage Ephemeral(FakeSlack slack) =>
        slack.PutMessage(StandPlaces.Deals, "Netflix: negotiating", Card(), onlyFor: StandPeople.Alex);

    private static JsonObject Opened(FakeSlack slack) => slack.PutModal(StandPeople.Alex, Modal());

    private static JsonObject Home(FakeSlack slack) =>
        slack.PutHome(StandPeople.Alex, new JsonObject { ["type"] = "home", ["blocks"] = Card() });
}
