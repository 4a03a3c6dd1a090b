using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Takes what an app answers at once, as strictly as what it says of its own accord.</summary>
internal static class StimulusAnswers
{
    /// <summary>Shows the answer to whom it is for. Why it can't, null when it can.</summary>
    public static string? Take(FakeSlack slack, SlackStimulus stimulus, JsonObject? answer)
    {
        try
        {
            slack.InTurn(() =>
            {
                Apply(slack, stimulus, answer);
            });
            return null;
        }
        catch (StandError error)
        {
            var refusal = $"{error.Code} {error.Body["response_metadata"]?["messages"]?.ToJsonString()}".TrimEnd();
            slack.Refusals.Add(refusal);
            return refusal;
        }
    }

    private static void Apply(FakeSlack slack, SlackStimulus stimulus, JsonObject? answer)
    {
        switch (stimulus.Kind)
        {
            case StimulusKind.Verification when answer.Text("challenge") != stimulus.Payload.Text("challenge"):
                throw new StandError("challenge_failed");
            case StimulusKind.Command when answer is not null:
                ResponseUrls.Apply(slack, stimulus.Target!, answer);
                break;
            case StimulusKind.Suggestion:
                CheckOptions(answer);
                break;
            case StimulusKind.Interaction when stimulus.Payload.Text("type") is "view_submission":
                Submitted(slack, stimulus, answer);
                break;
        }
    }

    private static void CheckOptions(JsonObject? answer)
    {
        var given = answer ?? throw new StandError("no_options");
        var complaints = new Complaints();
        complaints.Properties(given, "", "options", "option_groups");
        if (given["options"] is null == given["option_groups"] is null)
        {
            complaints.Add("must provide exactly one of options and option_groups", "");
        }

        ElementRules.Options(complaints, given, "options", "", 100, fewest: 0);
        ElementRules.Groups(complaints, given, "");
        if (complaints.All.Count > 0)
        {
            throw StandError.Of("invalid_options", complaints.All);
        }
    }

    private static void Submitted(FakeSlack slack, SlackStimulus stimulus, JsonObject? answer)
    {
        var (views, user) = (stimulus.Team.Views, stimulus.User!);
        switch (answer.Text("response_action"))
        {
            case null when answer is null or { Count: 0 }:
                views.Close(user, all: false);
                break;
            case "clear":
                views.Close(user, all: true);
                break;
            case "errors":
                CheckErrors(stimulus.View!, answer!);
                break;
            case "update":
                var shown = ViewMethods.Fill(slack, stimulus.Team, Checked(answer!), stimulus.View);
                views.Replace(stimulus.View.Text("id")!, shown);
                break;
            case "push":
                ViewMethods.PushOver(slack, stimulus.Team, user, Checked(answer!));
                break;
            default:
                throw new StandError("invalid_response_action");
        }
    }

    private static JsonObject Checked(JsonObject answer)
    {
        var view = answer.Object("view") ?? throw StandError.Missing("view");
        ViewRules.Check(view, "modal");
        return view;
    }

    // Each complaint stands under the field that it is about.
    private static void CheckErrors(JsonObject view, JsonObject answer)
    {
        var errors = answer.Object("errors") is { Count: > 0 } some ? some : throw StandError.Missing("errors");
        var inputs = view.List("blocks")!
            .Where(block => block.Text("type") is "input")
            .Select(block => block.Text("block_id"))
            .ToList();
        foreach (var (block, text) in errors)
        {
            if (!inputs.Contains(block, StringComparer.Ordinal))
            {
                throw StandError.Of("invalid_errors", $"no input block has the id {block}");
            }

            if (text is not JsonValue || text.ToString() is not { Length: > 0 and <= 150 })
            {
                throw StandError.Of("invalid_errors", $"the error of {block} must be 1 to 150 characters");
            }
        }
    }
}
