using System.Text.Json;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Chats.Slack.Commands;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.Chats.Slack.Installing;
using PartnerBot.Chats.Slack.Presses;

namespace PartnerBot.Chats.Slack.Door;

/// <summary>What Slack is told.</summary>
/// <param name="IsAccepted">False where it is to deliver it again.</param>
/// <param name="Json">The answer itself; null where there is none.</param>
/// <param name="Refusal">Why it is nothing for us, where that is so.</param>
internal sealed record SlackReply(bool IsAccepted = true, byte[]? Json = null, string? Refusal = null)
{
    public static SlackReply Nothing { get; } = new();

    public static SlackReply Again { get; } = new(IsAccepted: false);
}

/// <summary>Takes what Slack sends, over either way, to where it is dealt with. What is not known is accepted, and nothing is done.</summary>
internal sealed partial class SlackReceiver(
    SlackWorkspaces workspaces,
    SlackEvents events,
    SlackCommands commands,
    SentModals modals,
    SlackWork work,
    IServiceScopeFactory scopes,
    ResponseUrls responses,
    Phrasebook phrasebook,
    ILogger<SlackReceiver> log
)
{
    public Task<SlackReply> ReceiveAsync(SlackDelivery delivery, CancellationToken cancellationToken) =>
        delivery switch
        {
            SlackDelivery.Happened { Callback.Type: "event_callback" } one => HappenedAsync(one, cancellationToken),
            SlackDelivery.Command command => CommandAsync(command.Asked, cancellationToken),
            SlackDelivery.Interaction interaction => InteractionAsync(interaction.Done, cancellationToken),
            _ => Task.FromResult(SlackReply.Nothing),
        };

    private async Task<SlackReply> HappenedAsync(SlackDelivery.Happened one, CancellationToken cancellationToken)
    {
        var found = await workspaces.FindAsync(one.Callback.TeamId, cancellationToken);
        if (found is { IsRead: true, Workspace: null })
        {
            return SlackReply.Nothing;
        }

        // That the app was removed is kept although its token, which is gone, no longer says whose it was.
        var isToBeKept = found.Workspace is not null || SlackEvents.IsRemoval(one);
        return isToBeKept && await events.ReceiveAsync(one, cancellationToken) ? SlackReply.Nothing : SlackReply.Again;
    }

    private async Task<SlackReply> CommandAsync(SlackCommand command, CancellationToken cancellationToken)
    {
        var found = await workspaces.FindAsync(command.TeamId, cancellationToken);
        if (found.Workspace is not { } workspace)
        {
            return found.IsRead ? SlackReply.Nothing : Of(commands.Unsure());
        }

        if (CommandAsked.Of(workspace, command, HintOf(command.Command)) is not { } asked)
        {
            return SlackReply.Nothing;
        }

        if (!responses.IsSlacks(asked.Reply))
        {
            LogElsewhere(workspace.Team);
            return new(Refusal: "response_url");
        }

        return await commands.AnswerAsync(asked) is { } answer ? Of(answer) : SlackReply.Nothing;
    }

    private static SlackReply Of(ResponseMessage answer) =>
        new(Json: JsonSerializer.SerializeToUtf8Bytes(answer, SlackJson.Web.ResponseMessage));

    private string? HintOf(string? command) =>
        command is CommandAsked.Everybodys
            ? null
            : phrasebook.All.FirstOrDefault(words => words["slack-command"] == command)?.Code;

    private async Task<SlackReply> InteractionAsync(SlackInteraction done, CancellationToken cancellationToken)
    {
        if (done.User?.Id is not { Length: > 0 } user)
        {
            return SlackReply.Nothing;
        }

        var found = await workspaces.FindAsync(done.Team?.Id, cancellationToken);
        if (found.Workspace is not { } workspace)
        {
            return found.IsRead ? SlackReply.Nothing : Unsure(done);
        }

        switch (done.Type)
        {
            case "block_suggestion"
                when done.ActionId?.StartsWith(SlackViews.PartnerId, StringComparison.Ordinal) is true:
                return await OffersAsync(workspace, user, done.Value ?? "", cancellationToken);
            case "block_suggestion":
                return Offered([]);
            case "view_submission" when done.View is { CallbackId: SlackViews.AskId }:
                return await SentAsync(workspace, done, cancellationToken);
            case "block_actions" or "shortcut":
                // In a channel one after the other, as the same person pressed; a view opens within 3 s or not at all.
                _ = work.Begin(
                    done.Channel?.Id is { } channel ? $"{workspace.Team}/{channel}/{user}" : $"{done.TriggerId}",
                    $"{done.Type} in the workspace {workspace.Team}",
                    (services, until) => services.GetRequiredService<SlackPresses>().ActAsync(workspace, done, until)
                );
                return SlackReply.Nothing;
            default:
                return SlackReply.Nothing;
        }
    }

    // Whoever waits is told so, where Slack takes an answer without a token.
    private SlackReply Unsure(SlackInteraction done)
    {
        if (done.Type is "block_suggestion")
        {
            return Offered([]);
        }

        if (done.Type is "view_submission")
        {
            return Of(modals.Unsure());
        }

        if (done.ResponseUrl is { } url)
        {
            _ = work.Begin(url, "a press", (_, until) => responses.SayAsync(url, commands.Unsure(), until));
        }

        return SlackReply.Nothing;
    }

    private async Task<SlackReply> OffersAsync(
        SlackWorkspace workspace,
        string user,
        string typed,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var offers = scope.ServiceProvider.GetRequiredService<PartnerOffers>();
        var found = await offers.FindAsync(workspace, user, typed, cancellationToken);
        return Offered(found);
    }

    // Also none: without a list, Slack tells whoever types that something is broken.
    private static SlackReply Offered(IReadOnlyList<SelectOption> options) =>
        new(Json: JsonSerializer.SerializeToUtf8Bytes(new OfferedOptions(options), SlackJson.Web.OfferedOptions));

    private async Task<SlackReply> SentAsync(
        SlackWorkspace workspace,
        SlackInteraction done,
        CancellationToken cancellationToken
    )
    {
        var response = await modals.AnswerAsync(workspace, done, cancellationToken);
        return response is null ? SlackReply.Nothing : Of(response);
    }

    private static SlackReply Of(ViewResponse response) =>
        new(Json: JsonSerializer.SerializeToUtf8Bytes(response, ViewJson.Web.ViewResponse));

    [LoggerMessage(
        45,
        LogLevel.Warning,
        "A command in the workspace {Team} names an address for answers that is not Slack's; it is refused"
    )]
    private partial void LogElsewhere(string team);
}
