using PartnerBot.Asking.Languages;
using PartnerBot.Asking.Topics;
using PartnerBot.Chats.Slack.Blocks;
using PartnerBot.Chats.Slack.Door;
using PartnerBot.Chats.Slack.Home;

namespace PartnerBot.Chats.Slack.Presses;

/// <summary>
/// Buttons and menus: each asks a question as whoever presses it. In a channel the answer is theirs alone, in their own chat it
/// is said below, in the App Home it opens in a modal. A choice among several takes the message's place.
/// </summary>
internal sealed partial class SlackPresses(
    SlackPeople people,
    MessagePresses messages,
    ViewPresses views,
    HomeTab home,
    Phrasebook phrasebook,
    Asking.Locale locale,
    ILogger<SlackPresses> log
)
{
    private static readonly ButtonValue Nothing = new("");

    public async Task ActAsync(SlackWorkspace workspace, SlackInteraction done, CancellationToken cancellationToken)
    {
        var found = await people.FindAsync(workspace, done.User!.Id!, cancellationToken);
        var person = found.Person ?? new SlackPerson(done.User.Id!, TimeZone: null, Locale: null);
        if (found.Person is null)
        {
            var press = new Press(workspace, done, person, Nothing);
            await SayAsync(press, found.IsRead ? "not-ours" : "slack-unsure", cancellationToken);
        }
        else if (done is { Type: "shortcut", TriggerId: { } trigger })
        {
            var words = phrasebook.First(locale, person.Locale);
            await views.AskAsync(workspace, trigger, words, cancellationToken);
        }
        else if (done.Actions is [{ ActionId: { } id } action, ..])
        {
            var value = Read(id, action);
            await PressAsync(new(workspace, done, person, value ?? Nothing), value is null, cancellationToken);
        }
    }

    /// <summary>The question that was put together in a modal; null where there is none in it.</summary>
    public static ButtonValue? ReadSent(ViewPart view, Phrasebook phrasebook) =>
        view.State?.Values is { } values
        && Chosen(values, SlackViews.PartnerId) is { } partner
        && Chosen(values, SlackViews.TopicId) is { } topic
            ? new ButtonValue($"{topic} {partner}", phrasebook.Find(view.PrivateMetadata)?.Code).IfSound()
            : null;

    private static string? Chosen(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, ActionPart>> values,
        string block
    ) => values.TryGetValue(block, out var chosen) ? chosen.Values.FirstOrDefault()?.SelectedOption?.Value : null;

    // What stands in the value was written by us, but came by way of the sender.
    private ButtonValue? Read(string id, ActionPart action) =>
        id.Split(':', 2) is [SlackViews.PartnerId, var language]
            ? action.SelectedOption?.Value is { Length: > 0 } partner && phrasebook.Find(language) is { } words
                ? new ButtonValue($"{words.Command(StatusTopic.TopicName)} {partner}", words.Code).IfSound()
                : null
            : Pressed.Read(id, action.Value, action.SelectedOption?.Value);

    private async Task PressAsync(Press press, bool isUnread, CancellationToken cancellationToken)
    {
        if (isUnread)
        {
            LogUnread(press.Workspace.Team);
            return; // a button of ours that does nothing, or one of another version
        }

        try
        {
            if (press.Done.View is null)
            {
                await messages.AnswerAsync(press, cancellationToken);
            }
            else if (
                await views.AnswerAsync(press, cancellationToken) is LanguageTopic.TopicName
                && press.Done.View.Type is "home"
            )
            {
                await home.ShowAsync(press.Workspace, press.Person, cancellationToken);
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await SayAsync(press, "broken", cancellationToken);
            throw;
        }
    }

    private Task SayAsync(Press press, string key, CancellationToken cancellationToken) =>
        press.Done.ResponseUrl is not null
            ? messages.SayAsync(press, key, cancellationToken)
            : views.SayAsync(press, key, cancellationToken);

    [LoggerMessage(43, LogLevel.Warning, "Something pressed in the workspace {Team} carried nothing that can be read")]
    private partial void LogUnread(string team);
}
