using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Teams.Cards;
using PartnerBot.Chats.Teams.Extension;

namespace PartnerBot.Chats.Teams;

/// <summary>Takes what Teams sends to where it is dealt with. Kinds of activity that are not named here do nothing.</summary>
internal sealed partial class TeamsBot(
    TeamsSettings settings,
    TeamsConversations conversations,
    Replies replies,
    Presses presses,
    Installation installation,
    PartnerExtension extension,
    Phrasebook phrasebook,
    Locale locale,
    Welcome welcome,
    CardRenderer cards,
    ILogger<TeamsBot> log
) : TeamsActivityHandler
{
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.ChannelId is not Channels.Msteams)
        {
            return;
        }

        try
        {
            await base.OnTurnAsync(turnContext, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(exception, turnContext.Activity.Type, turnContext.Activity.Id);
            await ApologiseAsync(turnContext, cancellationToken);
        }
    }

    protected override async Task OnMessageActivityAsync(
        ITurnContext<IMessageActivity> turnContext,
        CancellationToken cancellationToken
    )
    {
        var activity = (Activity)turnContext.Activity;
        if (Incoming.Typed(activity) is not { } incoming)
        {
            return;
        }

        await conversations.SeenAsync(incoming.Place, cancellationToken);
        if (!Incoming.IsToUs(activity, incoming.Place))
        {
            return;
        }

        if (!IsOurs(activity, incoming.Place))
        {
            await replies.SayOnceAsync(incoming, Outgoing.Of(WordsFor(activity)["outside"]), cancellationToken);
        }
        else if (incoming.Asked.Words.Length > 0)
        {
            await replies.AnswerAsync(incoming, cancellationToken);
        }
        else if (activity.Value is not null)
        {
            // A client that doesn't know Action.Execute sends what its fallback, Action.Submit, carries.
            var pressed = await presses.PressAsync(activity, activity.Value, WordsFor(activity), cancellationToken);
            if (pressed.Failure is { } failure)
            {
                await replies.SayOnceAsync(incoming, Outgoing.Of(failure), cancellationToken);
            }
        }
        else
        {
            var card = cards.Render(welcome.Say(activity.Locale, incoming.Place.IsRoom), new());
            await replies.SayOnceAsync(incoming, Outgoing.Of(card), cancellationToken);
        }
    }

    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext,
        AdaptiveCardInvokeValue invokeValue,
        CancellationToken cancellationToken
    )
    {
        var activity = (Activity)turnContext.Activity;
        var words = WordsFor(activity);
        return TeamsPlace.Of(activity) is { } place && IsOurs(activity, place)
            ? (await presses.PressAsync(activity, invokeValue.Action?.Data, words, cancellationToken)).Answer
            : Presses.Said(words["outside"]);
    }

    protected override async Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(
        ITurnContext<IInvokeActivity> turnContext,
        MessagingExtensionQuery query,
        CancellationToken cancellationToken
    )
    {
        var activity = (Activity)turnContext.Activity;
        if (!PartnerExtension.Knows(query))
        {
            return await base.OnTeamsMessagingExtensionQueryAsync(turnContext, query, cancellationToken);
        }

        return Composing(activity) is { } asked
            ? await extension.SearchAsync(asked, query, cancellationToken)
            : ExtensionAnswers.Say(WordsFor(activity)["outside"]);
    }

    protected override async Task<MessagingExtensionResponse?> OnTeamsAppBasedLinkQueryAsync(
        ITurnContext<IInvokeActivity> turnContext,
        AppBasedLinkQuery query,
        CancellationToken cancellationToken
    ) =>
        Composing((Activity)turnContext.Activity) is { } asked
            ? await extension.UnfurlAsync(asked, query.Url, cancellationToken)
            : null;

    // Where the app is not installed, nobody says who asks.
    protected override Task<MessagingExtensionResponse?> OnTeamsAnonymousAppBasedLinkQueryAsync(
        ITurnContext<IInvokeActivity> turnContext,
        AppBasedLinkQuery query,
        CancellationToken cancellationToken
    ) => Task.FromResult<MessagingExtensionResponse?>(null);

    protected override Task OnInstallationUpdateActivityAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext,
        CancellationToken cancellationToken
    ) =>
        // An upgrade removes and adds in one go, and the bot stays.
        turnContext.Activity.Action switch
        {
            "add" or "add-upgrade" => installation.AddedAsync((Activity)turnContext.Activity, cancellationToken),
            "remove" => installation.RemovedAsync((Activity)turnContext.Activity, cancellationToken),
            _ => Task.CompletedTask,
        };

    protected override Task OnConversationUpdateActivityAsync(
        ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken
    )
    {
        var activity = (Activity)turnContext.Activity;
        return AreWeAmong(activity.MembersAdded, activity) ? installation.AddedAsync(activity, cancellationToken)
            : AreWeAmong(activity.MembersRemoved, activity) ? installation.RemovedAsync(activity, cancellationToken)
            : Task.CompletedTask;
    }

    private static bool AreWeAmong(IList<ChannelAccount>? members, Activity activity) =>
        members?.Any(member => string.Equals(member.Id, activity.Recipient?.Id, StringComparison.Ordinal)) is true;

    // Who writes a message, in a chat that the bot may have no part in; null from another tenant.
    private Asked? Composing(Activity activity) =>
        Incoming.Typed(activity) is { } incoming && IsOurs(activity, incoming.Place)
            ? incoming.Asked with
            {
                InRoom = false, // what they choose is shared already
            }
            : null;

    // Who has no id in the directory, such as an anonymous guest of a meeting, is nobody of the company.
    private bool IsOurs(Activity activity, TeamsPlace place) =>
        (settings.AppId is null || activity.From?.AadObjectId is { Length: > 0 }) && settings.Serve(place.Tenant);

    private Words WordsFor(Activity activity) => phrasebook.First(locale, activity.Locale);

    private async Task ApologiseAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var text = WordsFor(turn.Activity)["broken"];
        if (turn.Activity.Type is ActivityTypes.Invoke)
        {
            var answer = CreateInvokeResponse(Presses.Said(text));
            await turn.SendActivityAsync(
                new Activity(ActivityTypesEx.InvokeResponse, value: answer),
                cancellationToken
            );
        }
        else if (turn.Activity.Type is ActivityTypes.Message && TeamsPlace.Of(turn.Activity) is { } place)
        {
            await replies.SendAsync(place, Outgoing.Of(text), turn.Activity.Id, cancellationToken);
        }
    }

    [LoggerMessage(23, LogLevel.Error, "An activity of type {Type} ({Id}) could not be dealt with")]
    private partial void LogBroken(Exception exception, string type, string? id);
}
