using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Door;
using PartnerBot.Chats.Slack.Inbox;

namespace PartnerBot.Chats.Slack.Presses;

/// <summary>A question put together in a modal, answered in its place: at once where that takes no longer than 1.5 s. Slack waits 3 s at most.</summary>
internal sealed partial class SentModals(
    SlackPeople people,
    SlackClient slack,
    SlackViews views,
    SlackWork work,
    Phrasebook phrasebook,
    Asking.Locale locale,
    TimeProvider clock,
    ILogger<SentModals> log
)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1.5);

    /// <summary>Said where nothing is known of the workspace now.</summary>
    public ViewResponse Unsure()
    {
        var words = phrasebook[locale.Language];
        return new("update", views.Say(words["slack-unsure"], words));
    }

    public async Task<ViewResponse?> AnswerAsync(
        SlackWorkspace workspace,
        SlackInteraction done,
        CancellationToken cancellationToken
    )
    {
        if (done.View is not { Id: { } id } view || SlackPresses.ReadSent(view, phrasebook) is not { } value)
        {
            return null;
        }

        var words = phrasebook.First(locale, value.Language);
        var answer = new TaskCompletionSource<SlackView>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shown = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = work.Begin(
            $"{workspace.Team}/{id}",
            $"a modal in the workspace {workspace.Team}",
            async (services, until) =>
            {
                answer.TrySetResult(await FindAsync(services, workspace, done, value, words, until));
                if (!await shown.Task)
                {
                    await ReplaceAsync(workspace, id, await answer.Task, until);
                }
            }
        );
        await answer.Task.IsDoneWithinAsync(AtOnce, clock, cancellationToken);
        var isThere = answer.Task.IsCompletedSuccessfully;
        shown.SetResult(isThere);
        return new("update", isThere ? await answer.Task : views.Waiting(words));
    }

    private async Task<SlackView> FindAsync(
        IServiceProvider services,
        SlackWorkspace workspace,
        SlackInteraction done,
        ButtonValue value,
        Words words,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var found = await people.FindAsync(workspace, done.User!.Id!, cancellationToken);
            return found.Person is { } person
                ? await services
                    .GetRequiredService<ViewPresses>()
                    .FindSentAsync(new(workspace, done, person, value), cancellationToken)
                : views.Say(words[found.IsRead ? "not-ours" : "slack-unsure"], words);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(exception, workspace.Team);
            return views.Say(words["broken"], words);
        }
    }

    private async Task ReplaceAsync(
        SlackWorkspace workspace,
        string id,
        SlackView view,
        CancellationToken cancellationToken
    )
    {
        var replaced = await slack.UpdateViewAsync(workspace.Token, id, view.ToJson(), cancellationToken);
        if (replaced.Error is { } error)
        {
            LogNotShown(workspace.Team, error.Code);
        }
    }

    [LoggerMessage(46, LogLevel.Error, "A modal in the workspace {Team} could not be answered")]
    private partial void LogBroken(Exception exception, string team);

    [LoggerMessage(47, LogLevel.Error, "The answer to a modal in the workspace {Team} could not be shown: {Code}")]
    private partial void LogNotShown(string team, string code);
}
