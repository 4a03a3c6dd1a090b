using PartnerBot.Chats.Slack;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Manifest;

namespace PartnerBot.Doctor;

/// <summary>Whether Slack takes the tokens. It is asked, and nothing is changed or connected.</summary>
internal sealed class SlackCheckup(SlackSettings settings, SlackClient slack, SlackAppClient app)
{
    private const string Subject = "Slack";

    public static Finding Off { get; } =
        new(
            Subject,
            Good: true,
            "off; Slack:BotToken turns it on, with Slack:AppToken (Socket Mode) or Slack:SigningSecret (HTTP)"
        );

    private string Way => settings.AppToken is null ? "over HTTP" : "by Socket Mode";

    public async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var (how, wrong) = settings.BotToken is { } token
            ? await ExamineBotAsync(token, cancellationToken)
            : ($"for {string.Join(", ", settings.Workspaces)}, once installed there at /slack/install", []);
        if (settings.AppToken is { } appToken)
        {
            var opened = await app.OpenSocketAsync(appToken, cancellationToken);
            wrong = [.. wrong, .. SaidOfSocket(opened.Error)];
        }

        return wrong.Count > 0
            ? new(Subject, Good: false, string.Join(" ", wrong.Distinct(StringComparer.Ordinal)))
            : new(Subject, Good: true, $"on, {Way}, {how}");
    }

    private async Task<(string How, IReadOnlyList<string> Wrong)> ExamineBotAsync(
        string token,
        CancellationToken cancellationToken
    )
    {
        var tested = await slack.TestAsync(token, cancellationToken);
        return tested.Value is { TeamId: { } team } test
            ? ($"as the bot {test.UserId} in the workspace {team}", [.. Missing(test), .. NotAllowed(team)])
            : ("", [SaidOfBot(tested.Error)]);
    }

    private static IEnumerable<string> Missing(AuthTest test)
    {
        var missing = SlackScopes.All.Except(test.Scopes ?? SlackScopes.All, StringComparer.Ordinal).ToList();
        return missing.Count is 0
            ? []
            :
            [
                $"Slack:BotToken lacks {string.Join(", ", missing)}; give the app the manifest that manifests writes, then reinstall the app.",
            ];
    }

    private IEnumerable<string> NotAllowed(string team) =>
        settings.Allows(team)
            ? []
            :
            [
                $"Slack:BotToken is of the workspace {team}, which Slack:AllowedWorkspaces doesn't name; put {team} there, or the token of a workspace that it names here.",
            ];

    private static string SaidOfBot(SlackError? error) =>
        error is { Fault: not SlackFault.Refused }
            ? NotAsked(error)
            : $"Slack doesn't take Slack:BotToken ({error?.Code}); put there what the app shows as Bot User OAuth Token (OAuth & Permissions) once it is installed.";

    private static IEnumerable<string> SaidOfSocket(SlackError? error) =>
        error is null ? []
        : error.Fault is not SlackFault.Refused ? [NotAsked(error)]
        :
        [
            $"Slack doesn't take Slack:AppToken ({error.Code}); turn Socket Mode on for the app, and put an app-level token with the scope connections:write there (Basic Information, App-Level Tokens).",
        ];

    private static string NotAsked(SlackError error) =>
        $"Slack can't be asked now ({error.Code}); look at the network, HTTPS_PROXY and Slack:ApiBaseUrl, then run doctor again.";
}
