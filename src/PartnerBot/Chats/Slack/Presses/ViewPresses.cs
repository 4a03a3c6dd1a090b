using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Slack.Api;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Slack.Presses;

/// <summary>Presses in the App Home, answered in a modal, and in a modal, answered in its place.</summary>
internal sealed partial class ViewPresses(
    Answerer answerer,
    SlackClient slack,
    SlackViews views,
    Phrasebook phrasebook,
    Locale locale,
    TimeProvider clock,
    ILogger<ViewPresses> log
)
{
    // Slack opens a modal up to 3 s after the press.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>Opens the modal in which a question is put together.</summary>
    public async Task AskAsync(
        SlackWorkspace workspace,
        string trigger,
        Words words,
        CancellationToken cancellationToken
    ) =>
        Log(
            workspace,
            await slack.OpenViewAsync(workspace.Token, trigger, SlackViews.Ask(words).ToJson(), cancellationToken)
        );

    /// <returns>The topic of the answer.</returns>
    public async Task<string?> AnswerAsync(Press press, CancellationToken cancellationToken)
    {
        var finding = FindAsync(press, cancellationToken);
        var (workspace, view) = (press.Workspace, press.Done.View!);
        if (view.Type is "modal")
        {
            var (inPlace, topic) = await finding;
            Log(workspace, await slack.UpdateViewAsync(workspace.Token, view.Id!, inPlace.ToJson(), cancellationToken));
            return topic;
        }

        if (press.Done.TriggerId is not { } trigger)
        {
            return null;
        }

        var isThere = await finding.IsDoneWithinAsync(AtOnce, clock, cancellationToken);
        var first = isThere ? (await finding).View : views.Waiting(WordsFor(press));
        var opened = await slack.OpenViewAsync(workspace.Token, trigger, first.ToJson(), cancellationToken);
        Log(workspace, opened);
        var (answer, about) = await finding;
        if (!isThere && opened.Value?.View is { } shown)
        {
            Log(workspace, await slack.UpdateViewAsync(workspace.Token, shown.Id, answer.ToJson(), cancellationToken));
        }

        return about;
    }

    /// <summary>One sentence in a modal.</summary>
    /// <param name="key">Of the words.</param>
    public async Task SayAsync(Press press, string key, CancellationToken cancellationToken)
    {
        var words = WordsFor(press);
        var (token, view) = (press.Workspace.Token, views.Say(words[key], words).ToJson());
        if (press.Done is { View: { Type: "modal", Id: { } id } })
        {
            Log(press.Workspace, await slack.UpdateViewAsync(token, id, view, cancellationToken));
        }
        else if (press.Done.TriggerId is { } trigger)
        {
            Log(press.Workspace, await slack.OpenViewAsync(token, trigger, view, cancellationToken));
        }
    }

    /// <summary>What is asked in the modal that was sent, answered in its place.</summary>
    public async Task<SlackView> FindSentAsync(Press press, CancellationToken cancellationToken) =>
        (await FindAsync(press, cancellationToken)).View;

    public Words WordsFor(Press press) => phrasebook.First(locale, press.Value.Language, press.Person.Locale);

    private async Task<(SlackView View, string? Topic)> FindAsync(Press press, CancellationToken cancellationToken)
    {
        var asked = press.Asked(isRoom: false);
        try
        {
            var answer = await answerer.AnswerAsync(asked, cancellationToken);
            var words = phrasebook[answer.Message.Language];
            return (views.Answer(answer.Message, new(answer.Again, press.Value.Part), words), answer.Question.Topic);
        }
        catch (RegistryUnavailableException)
        {
            var sorry = await answerer.UnavailableAsync(asked, later: false, cancellationToken);
            return (views.Answer(sorry, new(), phrasebook[sorry.Language]), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Said in the modal, which may be open by then.
            LogBroken(exception, press.Workspace.Team);
            return (views.Say(WordsFor(press)["broken"], WordsFor(press)), null);
        }
    }

    private void Log(SlackWorkspace workspace, SlackResult<OpenedView> result)
    {
        if (result.Error is { } error)
        {
            LogNotShown(workspace.Team, error.Code);
        }
    }

    [LoggerMessage(53, LogLevel.Error, "What was pressed in a view in the workspace {Team} could not be answered")]
    private partial void LogBroken(Exception exception, string team);

    [LoggerMessage(42, LogLevel.Error, "A modal in the workspace {Team} could not be shown: {Code}")]
    private partial void LogNotShown(string team, string code);
}
