using System.Text.Json.Nodes;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>What the app on Bolt says that it did.</summary>
internal static class Heard
{
    // What Bolt keeps from listeners: setup's questions, and what the bot itself said.
    private static readonly string[] Unheard = ["url_verification", "ssl_check", "message.im of the bot"];

    /// <summary>Until the app has done what the stimulus makes it do; fails the test where it couldn't.</summary>
    public static async Task HeardAsync(this NodeProgram bolt, SlackStimulus stimulus)
    {
        if (!Unheard.Contains(stimulus.Name, StringComparer.Ordinal))
        {
            var line = JsonNode.Parse(await bolt.LineAsync(_ => true));
            line.Text("kind").ShouldBe(Kind(stimulus), line.Text("name"));
        }
    }

    private static string Kind(SlackStimulus stimulus) =>
        (stimulus.Kind, stimulus.Payload.Text("type")) switch
        {
            (StimulusKind.Command, _) => "command",
            (StimulusKind.Suggestion, _) => "options",
            (_, "block_actions") => "action",
            (_, "view_submission") => "view",
            (_, "view_closed") => "view_closed",
            (_, "shortcut") => "shortcut",
            _ => "event",
        };
}
